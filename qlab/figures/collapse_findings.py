"""What a collapse says, in sentences made of measured numbers only."""

from math import log2

from qlab.experiments.collapse import CollapsePoint, CollapseResult
from qlab.figures.words import bits_word, listed

LEVEL = 0.05  # a p-value below it rules guessing out


def _unsure(points: list[CollapsePoint]) -> int:
    """Return for how many of these networks guessing cannot be ruled out."""
    return sum(point.p >= LEVEL for point in points)


def _range(points: list[CollapsePoint], n: int) -> str:
    low, high = (100 * end(point.correct for point in points) / n for end in (min, max))
    return f"{low:.0f} %" if f"{low:.0f}" == f"{high:.0f}" else f"{low:.0f} to {high:.0f} %"


def collapse_finding(result: CollapseResult) -> str:
    """Return what is left at the fewest bits, and for how many networks it may be guessing."""
    few = min(result.spec.bits)
    points = result.at(few)
    unsure, all_of_them = _unsure(points), len(points)
    left = f"At {bits_word(few)} {_range(points, result.n_test)} is right"
    return f"{left}: guessing not ruled out for {unsure} of {all_of_them} networks"


def collapse_alt(result: CollapseResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = [
        f"{bits_word(bits)}: {_range(result.at(bits), result.n_test)} right, guessing not ruled out for "
        f"{_unsure(result.at(bits))}"
        for bits in sorted(result.spec.bits, reverse=True)
    ]
    return f"Accuracy of {len(result.spec.seeds)} networks against bits. {'. '.join(lines)}."


def collapse_notes(result: CollapseResult) -> list[str]:
    """Return what to notice: where guessing begins to be possible, what the test can see, and what is answered."""
    return [_where(result), _resolution(result), _answers(result)]


def _where(result: CollapseResult) -> str:
    bits = [each for each in sorted(result.spec.bits, reverse=True) if _unsure(result.at(each))]
    if not bits:
        return "**Guessing is ruled out** for every network at every number of bits."
    each = listed([f"{_unsure(result.at(b))} at {bits_word(b)}" for b in bits])
    return f"**Guessing cannot be ruled out** for this many of {len(result.spec.seeds)} networks: {each}."


def _resolution(result: CollapseResult) -> str:
    open_ones = [point for point in result.points if point.p >= LEVEL]
    if not open_ones:
        worst = min(result.points, key=lambda point: point.correct)
        return (
            f"**The lowest score**, {worst.correct} of {result.n_test} right (seed {worst.seed}, "
            f"{bits_word(worst.bits)}), would come from guessing with a chance of {worst.p:.0e}."
        )
    best = max(open_ones, key=lambda point: point.high)
    return (
        f"**Not ruled out is not shown.** With {result.n_test} samples the network with seed {best.seed} at "
        f"{bits_word(best.bits)} might guess, and might also be right in up to {100 * best.high:.0f} % of all cases. "
        f"Guessing gets {100 * result.chance:.0f} %."
    )


def _answers(result: CollapseResult) -> str:
    worst = min(result.points, key=lambda point: (point.correct, point.entropy))
    return (
        f"**What it answers.** The network with the fewest right answers (seed {worst.seed}, {bits_word(worst.bits)}) "
        f"names one class in {100 * worst.commonest:.0f} % of its answers. Their entropy is {worst.entropy:.1f} bits; "
        f"all classes equally often would be {log2(result.classes):.1f}."
    )
