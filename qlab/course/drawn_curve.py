"""A curve that was drawn before the measured one was seen, and how near it came."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from qlab.checks import within


@dataclass(frozen=True)
class MeasuredCurve:
    """A measured curve with its band.

    Attributes:
        places: where it was measured, as they are written below the axis: ("8", "7", ...), in the order drawn.
        mean: at each place, in the unit of the chart.
        low, high: the band at each place.
    """

    places: tuple[str, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def __post_init__(self) -> None:
        if not len(self.places) == len(self.mean) == len(self.low) == len(self.high) >= 2:
            raise ValueError(
                f"places, mean, low and high must be equally long, and two or more; got {len(self.places)}, "
                f"{len(self.mean)}, {len(self.low)}, {len(self.high)}."
            )


@dataclass(frozen=True)
class Comparison:
    """How near a drawn curve came.

    Attributes:
        distance: the mean distance from the measured mean, in the unit of the chart.
        inside: at which places it lies in the band, or nearer to it than the tolerance.
        farthest: the place at which it is farthest off.
        off: by how much there; above 0 where it was drawn too high.
        drawn_fall, measured_fall: between which places each falls most, (before, after); None if it never falls.
        drawn_top, measured_top: where each is highest.
        rises: whether the measured curve rises, from its first place to its top, by more than the tolerance.
    """

    distance: float
    inside: tuple[str, ...]
    farthest: str
    off: float
    drawn_fall: tuple[str, str] | None
    measured_fall: tuple[str, str] | None
    drawn_top: str
    measured_top: str
    rises: bool


def check_drawn(drawn: Sequence[float], places: int, top: float) -> tuple[float, ...]:
    """Return a drawn curve, as it came from a browser, as numbers.

    Raises:
        ValueError: unless it has a number from 0 to `top` for each place.

    >>> check_drawn([90, 50.0], 2, 100.0)
    (90.0, 50.0)
    """
    if not isinstance(drawn, Sequence) or isinstance(drawn, str) or len(drawn) != places:
        raise ValueError(f"drawn must have a height for each of {places} places; got {drawn!r:.60}.")
    return tuple(float(within("drawn", height, 0.0, top)) for height in drawn)


def compare(drawn: Sequence[float], curve: MeasuredCurve, tolerance: float) -> Comparison:
    """Compare a drawn curve with the measured one; nearer to the band than `tolerance` is as good as inside.

    >>> curve = MeasuredCurve(("4", "3", "2"), (95.0, 90.0, 20.0), (94.0, 85.0, 10.0), (96.0, 95.0, 30.0))
    >>> seen = compare([95.0, 40.0, 20.0], curve, tolerance=2.0)
    >>> seen.inside, seen.farthest, seen.off, seen.measured_fall
    (('4', '2'), '3', -50.0, ('3', '2'))
    """
    heights = check_drawn(drawn, len(curve.places), float("inf"))
    off = [height - mean for height, mean in zip(heights, curve.mean, strict=True)]
    bands = zip(curve.places, heights, curve.low, curve.high, strict=True)
    farthest = max(range(len(off)), key=lambda place: abs(off[place]))
    return Comparison(
        distance=sum(map(abs, off)) / len(off),
        inside=tuple(
            place for place, height, low, high in bands if low - tolerance <= height <= high + tolerance
        ),
        farthest=curve.places[farthest],
        off=off[farthest],
        drawn_fall=_fall(curve.places, heights),
        measured_fall=_fall(curve.places, curve.mean),
        drawn_top=_top(curve.places, heights),
        measured_top=_top(curve.places, curve.mean),
        rises=max(curve.mean) - curve.mean[0] > tolerance,
    )


def _top(places: Sequence[str], heights: Sequence[float]) -> str:
    """Return where a curve is highest, the first of equals."""
    return places[heights.index(max(heights))]


def _fall(places: Sequence[str], heights: Sequence[float]) -> tuple[str, str] | None:
    """Return between which neighbors a curve falls most, the first of equals; None if it never falls."""
    falls = [before - after for before, after in itertools.pairwise(heights)]
    steepest = falls.index(max(falls))
    return (places[steepest], places[steepest + 1]) if falls[steepest] > 0 else None


def remarks(seen: Comparison, curve: MeasuredCurve, along: str) -> list[str]:
    """Return what to say of a comparison, in sentences; `along` is what a place is called: "bits", or nothing.

    >>> curve = MeasuredCurve(("4", "3", "2"), (95.0, 90.0, 20.0), (94.0, 85.0, 10.0), (96.0, 95.0, 30.0))
    >>> for sentence in remarks(compare([95.0, 40.0, 20.0], curve, tolerance=2.0), curve, "bits"): print(sentence)
    You were right at 2 of 3 places: 4, 2 bits.
    On average you were 17 points off, and most at 3 bits: 50 too low.
    You drew the steepest fall from 4 to 3 bits; it was measured from 3 to 2.
    """
    unit = f" {along}" if along else ""
    hits = f": {', '.join(seen.inside)}{unit}" if seen.inside else ""
    one = unit.removesuffix("s") if seen.farthest == "1" else unit
    return [
        f"You were right at {len(seen.inside)} of {len(curve.places)} places{hits}.",
        f"On average you were {seen.distance:.0f} points off, and most at {seen.farthest}{one}: "
        f"{abs(seen.off):.0f} too {'high' if seen.off > 0 else 'low'}.",
        *_of_top(seen, unit),
        *_of_fall(seen, unit),
    ]


def _of_top(seen: Comparison, unit: str) -> list[str]:
    """Say where the top is, of a curve that rises before it falls."""
    if not seen.rises:
        return []
    if seen.drawn_top == seen.measured_top:
        return [f"The top is where you drew it, at {seen.measured_top}{unit}."]
    return [f"You drew the top at {seen.drawn_top}{unit}; it was measured at {seen.measured_top}."]


def _of_fall(seen: Comparison, unit: str) -> list[str]:
    if seen.measured_fall is None:
        return []
    measured = " to ".join(seen.measured_fall)
    if seen.drawn_fall is None:
        return [f"You drew no fall; the steepest that was measured is from {measured}{unit}."]
    if seen.drawn_fall == seen.measured_fall:
        return [f"The steepest fall is where you drew it, from {measured}{unit}."]
    drawn = " to ".join(seen.drawn_fall)
    return [f"You drew the steepest fall from {drawn}{unit}; it was measured from {measured}."]
