"""What a cliff's numbers say, in sentences made of measured numbers only."""

from collections.abc import Sequence
from math import isfinite

from qlab.experiments.cliff import CliffResult, CliffSpec
from qlab.figures.cliff_curves import FALL, MEASURES, Curve, curves, fallen_at, parameters
from qlab.figures.words import bits_word, capital, listed

STILL_LINEAR = 4  # bits; down to here rounding errors are small enough for the cost of a bit to be even


def cliff_finding(result: CliffResult, measure: str = "accuracy") -> str:
    """Return what the figure shows, in one sentence."""
    drawn = curves(result, measure)
    if measure == "accuracy":
        return _where_it_falls(drawn)
    if measure == "SQNR":
        return _cost_of_a_bit(drawn)
    worst, bits = max(
        ((curve, bits) for curve in drawn for bits in curve.bits),
        key=lambda point: point[0].at(point[1]) - point[0].float_mean,
    )
    reads = MEASURES[measure].reads.format
    if measure == "flips":
        return f"At {bits_word(bits)}, {worst.model} changes {reads(worst.at(bits))} of its answers"
    before, after = reads(worst.float_mean), reads(worst.at(bits))
    return f"At {bits_word(bits)}, the {measure} of {worst.model} is {after}; in float32 it is {before}"


def _where_it_falls(drawn: Sequence[Curve]) -> str:
    fallen = {curve.model: fallen_at(curve) for curve in drawn}
    groups, verb = [], "falls to"
    for bits in sorted({bits for bits in fallen.values() if bits}, reverse=True):
        items = []
        for curve in (curve for curve in drawn if fallen[curve.model] == bits):
            items.append(f"{curve.model} {verb} {curve.at(bits):.0f} %")
            verb = "to"
        groups.append(f"at {bits_word(bits)} {listed(items)}")
    lowest = bits_word(min(drawn[0].bits))
    return capital("; ".join(groups)) or f"Down to {lowest}, no network loses more than {FALL:.0f} points"


def _cost_of_a_bit(drawn: Sequence[Curve]) -> str:
    most, few = drawn[0].bits[0], max(drawn[0].bits[-1], STILL_LINEAR)
    if few not in drawn[0].bits or few == most:
        return f"At {bits_word(most)}, the SQNR of {drawn[-1].model} is {drawn[-1].at(most):.1f} dB"
    costs = sorted((curve.at(most) - curve.at(few)) / (most - few) for curve in drawn)
    span = f"{costs[0]:.1f} to {costs[-1]:.1f}" if len(costs) > 1 else f"{costs[0]:.1f}"
    return f"From {most} to {few} bits, each bit costs {span} dB of SQNR"


def cliff_notes(result: CliffResult) -> list[str]:
    """Return what to notice: whether size decides, what moves before accuracy does, and whether 1 bit beats 2."""
    drawn = curves(result)
    flips = {curve.model: curve for curve in curves(result, "flips")}
    notes = [_does_size_decide(drawn)] if len(drawn) > 1 else []
    fell_late = [curve for curve in drawn if fallen_at(curve) in curve.bits[1:]]
    if fell_late:
        notes.append(_before_the_fall(fell_late[-1], flips[fell_late[-1].model]))
    return notes + _one_against_two(drawn, result.spec)


def _does_size_decide(drawn: Sequence[Curve]) -> str:
    falls = [fallen_at(curve) or 0 for curve in drawn]
    if len(set(falls)) == 1:
        verdict = "Here size makes no difference"
    elif falls == sorted(falls, reverse=True):
        verdict = "Here larger networks hold longer"
    elif falls == sorted(falls):
        verdict = "Here larger networks fall first"
    else:
        verdict = "Size alone does not decide"
    holds = [
        f"{c.model} ({parameters(c.model):,} parameters) {_until(b)}"
        for c, b in zip(drawn, falls, strict=True)
    ]
    return f"**{verdict}**: {listed(holds)}."


def _until(fallen: int) -> str:
    return f"falls at {bits_word(fallen)}" if fallen else "does not fall"


def _before_the_fall(accuracy: Curve, flips: Curve) -> str:
    last = accuracy.bits[accuracy.bits.index(fallen_at(accuracy) or 0) - 1]
    return (
        f"**Accuracy is the last to tell.** At {bits_word(last)}, {accuracy.model} still has {accuracy.at(last):.1f} % "
        f"(float32 {accuracy.float_mean:.1f} %), yet {flips.at(last):.1f} % of its answers have changed."
    )


def _one_against_two(drawn: Sequence[Curve], spec: CliffSpec) -> list[str]:
    better = [curve for curve in drawn if {1, 2} <= set(curve.bits) and curve.at(1) > curve.at(2)]
    if not better:
        return []
    best = max(better, key=lambda curve: curve.at(1) - curve.at(2))
    numbers = f"{best.model} has {best.at(1):.1f} % at 1 bit and {best.at(2):.1f} % at 2 bits"
    if spec.quantize == "weights" and spec.range_method == "minmax":
        numbers += (
            ": at 1 bit a weight is its sign times the average size, at 2 bits 0 or as large as the largest"
        )
    return [f"**One bit can beat two.** {numbers}."]


def cliff_alt(result: CliffResult, measure: str) -> str:
    """Return the figure in words, for someone who cannot see it."""
    reads = MEASURES[measure].reads.format
    lines = [
        f"{curve.model}: "
        + (f"{reads(curve.float_mean)} in float32, " if isfinite(curve.float_mean) else "")
        + ", ".join(f"{reads(curve.at(bits))} at {bits_word(bits)}" for bits in curve.bits)
        for curve in curves(result, measure)
    ]
    return f"{MEASURES[measure].axis} against bits. {cliff_finding(result, measure)}. {'. '.join(lines)}."
