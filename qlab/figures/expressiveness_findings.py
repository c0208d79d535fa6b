"""What networks with few bits can learn, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.expressiveness import FLOAT, ExpressivenessResult
from qlab.figures.calibration_findings import percent
from qlab.figures.words import bits_word, listed


def _learned(result: ExpressivenessResult, width: int, bits: int, part: str = "train") -> str:
    return percent(fmean(result.values(width, bits, part)))


def expressiveness_finding(result: ExpressivenessResult) -> str:
    """Return what the narrowest network learns in float and at the fewest bits, in one short sentence."""
    width, few = min(result.spec.widths), min(result.spec.bits)
    learned = [_learned(result, width, bits) for bits in (FLOAT, few)]
    return f"{width} units learn {learned[0]} in float, {learned[1]} with {bits_word(few)}"


def expressiveness_alt(result: ExpressivenessResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    few = min(result.spec.bits)
    told = listed([
        f"{_learned(result, width, few)} with {width} units (float {_learned(result, width, FLOAT)})"
        for width in result.spec.widths
    ])  # fmt: skip
    return f"Accuracy on {result.spec.n_train} training samples, against bits. With {bits_word(few)}: {told}."


def expressiveness_notes(result: ExpressivenessResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    spec, wide, few = result.spec, max(result.spec.widths), min(result.spec.bits)
    notes = [
        f"**Width makes up for bits.** With {wide} units, {_learned(result, wide, few)} of the training samples are "
        f"learned with {bits_word(few)}, and {_learned(result, wide, few, 'test')} of new ones are right; in float "
        f"{_learned(result, wide, FLOAT, 'test')}."
    ]
    worse = [bits for bits in spec.bits if _mean(result, wide, bits) < _mean(result, wide, few)]
    if worse:
        learned = _learned(result, wide, max(worse))
        notes.append(
            f"**More bits, less learned.** With {bits_word(max(worse))} it is only {learned}: the largest weight sets "
            "the step, and most others round to 0. With 1 bit every weight is plus or minus the mean size."
        )
    return notes


def _mean(result: ExpressivenessResult, width: int, bits: int) -> float:
    return fmean(result.values(width, bits))
