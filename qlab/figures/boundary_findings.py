"""What two boundaries say, in sentences made of measured numbers only."""

import numpy as np

from qlab.experiments.boundary import BoundaryResult
from qlab.experiments.plane import Decisions
from qlab.figures.accumulator_findings import percent
from qlab.figures.words import bits_word


def boundary_finding(seen: Decisions) -> str:
    """Return how many points flip and how much of the square, in one sentence."""
    flips, count = int(seen.flipped.sum()), len(seen.flipped)
    points = (
        "no point flips" if not flips else f"{flips} of {count} points {'flips' if flips == 1 else 'flip'}"
    )
    return f"With {bits_word(seen.bits)} {points}, and {percent(seen.area_changed)} of the square"


def boundary_alt(result: BoundaryResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return decisions_alt(result.decisions)


def decisions_alt(seen: Decisions) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return (
        f"Two classes of points in the plane, the line at which the float network changes its answer, and the line of "
        f"its copy with {bits_word(seen.bits)}. {boundary_finding(seen)}."
    )


def boundary_notes(result: BoundaryResult) -> list[str]:
    """Return what to notice."""
    return decisions_notes(result.decisions, "test points")


def decisions_notes(seen: Decisions, points: str) -> list[str]:
    """Return what to notice: accuracy, who flips, and a class that has vanished; `points` is what they are."""
    before, after = seen.float_accuracy, seen.accuracy
    right = (
        f"**Right** of the {len(seen.labels)} {points}: {percent(before)} in float, {percent(after)} with "
        f"{bits_word(seen.bits)}."
    )
    if seen.flipped.any():
        right += " A point that flips may have been wrong before."
    notes = [_vanished(seen), right, _who(seen)]
    return [note for note in notes if note]


def _vanished(seen: Decisions) -> str:
    """Say so where the quantized network gives one answer to the whole square."""
    for label, all_of_it in ((0, seen.field <= 0), (1, seen.field > 0)):
        if all_of_it.all():
            return f"**No line is left.** All of the square is class {label} now, whatever is asked."
    return ""


def _who(seen: Decisions) -> str:
    if not seen.flipped.any():
        return "**Nobody flips.** Where the answer is another one, no point lies."
    sure = abs(seen.float_margins)
    flipped, every = float(np.median(sure[seen.flipped])), float(np.median(sure))
    close = flipped < every / 2
    where = "Close to the line" if close else "Not only close to the line"
    why = (
        "A small error is enough where both classes were nearly as likely."
        if close
        else "An error this large turns over answers that were sure."
    )
    return (
        f"**{where}.** In float the median margin of the points that flip was {flipped:.1f}, that of all points is "
        f"{every:.1f}. {why}"
    )
