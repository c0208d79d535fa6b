"""What margins have to do with bits, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.margins import MarginPoint, MarginsResult
from qlab.figures.tolerance_findings import tolerance_alt, tolerance_notes
from qlab.figures.words import capital

DB_PER_BIT = 6.02


def groups(result: MarginsResult) -> dict[str, list[MarginPoint]]:
    """Return the points of each task, or of each tolerance where there are several, by the noise borne, most first."""
    several = len(result.spec.loosen) > 1
    found: dict[str, list[MarginPoint]] = {}
    for point in result.points:
        name = f"{point.loosen:g} × tolerance" if several else point.task
        found.setdefault(name, []).append(point)
    return dict(sorted(found.items(), key=lambda item: middle(item[1])[0]))


def middle(points: list[MarginPoint]) -> tuple[float, float]:
    """Return the mean noise borne (dB) and the mean bits needed."""
    return fmean(point.borne_db for point in points), fmean(point.needed for point in points)


def on_line(result: MarginsResult, db: float) -> float:
    """Return the bits at `db` on the line of 6 dB a bit through the middle of all points."""
    borne, needed = middle(list(result.points))
    return needed + (db - borne) / DB_PER_BIT


def _above_line(result: MarginsResult, points: list[MarginPoint]) -> float:
    borne, needed = middle(points)
    return needed - on_line(result, borne)


def margins_finding(result: MarginsResult) -> str:
    """Return what suffices where most and where least noise is borne, in one sentence."""
    found = groups(result)
    (wide, easy), (tight, hard) = next(iter(found.items())), list(found.items())[-1]
    return (
        f"{capital(wide)}: {middle(easy)[0]:.0f} dB and {middle(easy)[1]:.1f} bits suffice; "
        f"{tight}: {middle(hard)[0]:.0f} dB and {middle(hard)[1]:.1f} bits"
    )


def margins_alt(result: MarginsResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = [
        f"{name}: {middle(points)[0]:.1f} dB, {middle(points)[1]:.1f} bits"
        for name, points in groups(result).items()
    ]
    return f"Bits needed against the SQNR that suffices. {margins_finding(result)}. {'. '.join(lines)}."


def margins_notes(result: MarginsResult) -> list[str]:
    """Return what to notice: which tasks lie farthest from the line of 6 dB a bit."""
    found = groups(result)
    above, below = (pick(found, key=lambda name: _above_line(result, found[name])) for pick in (max, min))
    return [
        f"**Off the line.** {capital(above)} needs {_above_line(result, found[above]):.1f} bits more than the line "
        f"says, {below} {-_above_line(result, found[below]):.1f} bits less. The line knows only the answers, not how "
        "the network makes noise on its way to them."
    ]


def all_tasks_alt(result: MarginsResult) -> str:
    """Return the figure of all tasks in words, for someone who cannot see it."""
    return tolerance_alt(result.tolerances[0])


def all_tasks_notes(result: MarginsResult) -> list[str]:
    """Return what to notice about each task, in its own measure."""
    return tolerance_notes(result.tolerances[0])
