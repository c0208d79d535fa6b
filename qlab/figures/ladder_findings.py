"""What is won by spending the same bits better, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.ladder import LadderResult
from qlab.experiments.ways import WAYS
from qlab.figures.words import bits_word


def _lost(result: LadderResult, way: str, bits: int) -> float:
    return fmean(result.losses(way, (bits,)))


def ladder_finding(result: LadderResult) -> str:
    """Return what the worst and the best way lose at the fewest bits, in one sentence."""
    few = min(result.spec.bits)
    lost = [_lost(result, way, few) for way in result.spec.ways]
    return f"At {bits_word(few)}, {result.spec.model} loses {min(lost):.1f} % to {max(lost):.1f} %, depending on how"


def ladder_alt(result: LadderResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = [
        f"{WAYS[way].about}: "
        + ", ".join(f"{_lost(result, way, bits):.1f} % at {bits_word(bits)}" for bits in result.spec.bits)
        for way in result.spec.ways
    ]
    return f"Accuracy above chance lost, by how the scale is chosen. {ladder_finding(result)}. {'. '.join(lines)}."


def ladder_notes(result: LadderResult) -> list[str]:
    """Return what to notice at each number of bits: the worst way against the best."""
    notes = []
    for bits in result.spec.bits:
        worst, *_, best = sorted(result.spec.ways, key=lambda way: -_lost(result, way, bits))
        notes.append(
            f"**At {bits_word(bits)}** the best way ({WAYS[best].about}) loses {_lost(result, best, bits):.1f} %, "
            f"the worst ({WAYS[worst].about}) {_lost(result, worst, bits):.1f} %."
        )
    return notes
