"""What other units do to a quantized network, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.units import ARMS, EQUALIZED, UnitsResult
from qlab.figures.words import bits_word


def accuracies(result: UnitsResult, arm: str, bits: int) -> list[float]:
    """Return the accuracy of each seed in percent."""
    return [100 * point.accuracy for point in result.points if (point.arm, point.bits) == (arm, bits)]


def _mean(result: UnitsResult, arm: str, bits: int) -> str:
    return f"{fmean(accuracies(result, arm, bits)):.1f} %"


def _most(result: UnitsResult) -> int:
    return max(result.spec.bits)


def units_finding(result: UnitsResult) -> str:
    """Return what is left at the most bits, in one sentence."""
    bits = _most(result)
    arms = ("per tensor", EQUALIZED) if result.spec.units else ("per tensor",)
    parts = [f"{_mean(result, arm, bits)} {arm}" for arm in arms]
    return f"At {bits_word(bits)}, {result.spec.model} has {'; '.join(parts)}"


def units_alt(result: UnitsResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = [
        f"{arm}: "
        + ", ".join(f"{_mean(result, arm, b)} at {bits_word(b)}" for b in sorted(result.spec.bits)[::-1])
        for arm in ARMS
    ]
    return f"Accuracy against bits. {units_finding(result)}. {'. '.join(lines)}."


def units_notes(result: UnitsResult) -> list[str]:
    """Return what to notice: that the float function is the same, and what granularity and equalizing save."""
    bits, k, best = _most(result), result.spec.units, 100 * fmean(result.float_accuracy)
    notes = []
    if k:
        notes.append(
            f"**The float network is the same.** With units of 2^-{k} to 2^{k} no logit moves by more than "
            f"{100 * result.moved:.5f} % of the logits' root mean square, and float32 has {best:.1f} %, as before."
        )
        notes.append(
            f"**A scale for each output channel** saves a part: {_mean(result, 'per channel', bits)} at "
            f"{bits_word(bits)}. It undoes the units of a layer's outputs, not those of its inputs."
        )
    notes.append(
        f"**Equalized**, so that each channel's weights reach as far into it as out of it, it has "
        f"{_mean(result, EQUALIZED, bits)} at {bits_word(bits)}; in float32 {best:.1f} %. No data and no training "
        "are needed."
    )
    return notes
