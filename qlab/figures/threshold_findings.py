"""How wide a fall is, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.cliff_in_db import CliffInDbResult
from qlab.experiments.falls import DB_PER_BIT, falls, widths
from qlab.figures.words import listed

TOP, BOTTOM = 0.9, 0.5


def edges(result: CliffInDbResult) -> tuple[float, float] | None:
    """Return the mean SQNR where BOTTOM is left and, above it by the mean width, where TOP is: (TOP's, BOTTOM's)."""
    across, found = widths(result, TOP, BOTTOM), falls(result, BOTTOM)
    if not across or not found:
        return None
    low = fmean(fall.sqnr_db for fall in found)
    return low + fmean(across), low


def threshold_finding(result: CliffInDbResult) -> str:
    """Return how many dB the fall takes, in one sentence."""
    across = widths(result, TOP, BOTTOM)
    if not across:
        return f"{_who(result)} does not fall to half here"
    width = fmean(across)
    shares = f"{100 * TOP:.0f} % to {100 * BOTTOM:.0f} %"
    return f"{_who(result)} falls from {shares} within {width:.1f} dB: {width / DB_PER_BIT:.1f} bits"


def _who(result: CliffInDbResult) -> str:
    return listed(result.spec.models)


def threshold_alt(result: CliffInDbResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    found = edges(result)
    where = f" Nine tenths are left at {found[0]:.1f} dB, half at {found[1]:.1f} dB." if found else ""
    return f"Accuracy kept, in percent, against the SQNR of the logits. {threshold_finding(result)}.{where}"


def threshold_notes(result: CliffInDbResult) -> list[str]:
    """Return what to notice: nothing happens for long, then how fast, and that each seed has its own edge."""
    safe = [point.kept for point in result.points if point.sqnr_db > 25]
    notes = []
    if safe:
        notes.append(
            f"**Nothing, for long.** Above 25 dB, {_who(result)} keeps {100 * fmean(safe):.1f} % on average over "
            f"{len(safe)} points, and never less than {100 * min(safe):.0f} %."
        )
    if across := widths(result, TOP, BOTTOM):
        each = listed([f"{width:.1f}" for width in across])
        notes.append(
            f"**Then the fall.** Seed by seed it takes {each} dB; one bit is worth {DB_PER_BIT:.1f} dB."
        )
    return notes
