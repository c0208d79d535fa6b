"""Where a network falls off its cliff: in bits, and in dB of noise in its logits."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log10
from statistics import fmean, stdev

import numpy as np

from qlab.experiments.cliff_in_db import CliffInDbResult, DbPoint

DB_PER_BIT = 20 * log10(2)
"""Halving the step halves the error: 6.02 dB."""

Way = tuple[str, int, int, str, str]
"""Model, seed, units, granularity and range method: what one curve over bits has in common."""


@dataclass(frozen=True)
class Fall:
    """Where one curve, from many bits to few, first keeps no more than a share of its accuracy above chance."""

    model: str
    seed: int
    units: int
    granularity: str
    range_method: str
    bits: float
    sqnr_db: float


def _way(point: "DbPoint | Fall") -> Way:
    return point.model, point.seed, point.units, point.granularity, point.range_method


def curves(result: CliffInDbResult) -> dict[Way, tuple[DbPoint, ...]]:
    """Return each curve's points, most bits first.

    >>> from qlab.experiments.cliff_in_db import CliffInDbSpec, measure_cliff_in_db
    >>> spec = CliffInDbSpec(seeds=(0,), units=(0,), bits=(8, 2))
    >>> [len(curve) for curve in curves(measure_cliff_in_db(spec)).values()]
    [2, 2]
    """
    return {key: tuple(curve) for key, curve in groupby(result.points, key=_way)}


def _passing(curve: Sequence[DbPoint], share: float) -> tuple[float, float] | None:
    for before, after in pairwise(curve):
        if before.kept > share >= after.kept:
            along = (before.kept - share) / (before.kept - after.kept)
            bits = before.bits + along * (after.bits - before.bits)
            return bits, before.sqnr_db + along * (after.sqnr_db - before.sqnr_db)
    return None


def falls(result: CliffInDbResult, share: float = 0.5) -> tuple[Fall, ...]:
    """Return where each curve passes `share` of its accuracy above chance, on the straight line between two points.

    A curve that stays above, or starts below, has no fall here and is left out.

    >>> from qlab.experiments.cliff_in_db import CliffInDbSpec, measure_cliff_in_db
    >>> found, = falls(measure_cliff_in_db(CliffInDbSpec(seeds=(0,), units=(0,), granularities=("per_tensor",))))
    >>> 2 < found.bits < 3
    True
    """
    found = ((key, _passing(curve, share)) for key, curve in curves(result).items())
    return tuple(Fall(*key, *place) for key, place in found if place)


def kept_at(curve: Sequence[DbPoint], sqnr_db: float) -> float:
    """Return the share that a curve keeps at this SQNR, on the straight line between two points; its ends go on level.

    >>> points = [DbPoint("mlp-4", 0, 0, "per_tensor", "minmax", b, 0, b / 4, 10.0 * b) for b in (4, 2)]
    >>> kept_at(points, 30.0)
    0.75
    """
    ascending = sorted(curve, key=lambda point: point.sqnr_db)
    return float(np.interp(sqnr_db, [p.sqnr_db for p in ascending], [p.kept for p in ascending]))


def spreads(result: CliffInDbResult) -> list[tuple[float, float]]:
    """Return, for each seed with two falls or more, how far they lie apart: (bits at DB_PER_BIT each, SQNR), in dB.

    Both are standard deviations. If the number of bits decides where a network falls, the first is small; if the
    noise in the logits does, the second.
    """
    by_seed = [[fall for fall in falls(result) if fall.seed == seed] for seed in result.spec.seeds]
    return [
        (DB_PER_BIT * stdev(fall.bits for fall in some), stdev(fall.sqnr_db for fall in some))
        for some in by_seed
        if len(some) > 1
    ]


def widths(result: CliffInDbResult, top: float = 0.9, bottom: float = 0.5) -> list[float]:
    """Return for each seed how many dB its curves take, on average, from keeping `top` to keeping `bottom`."""
    above, below = ({_way(fall): fall for fall in falls(result, share)} for share in (top, bottom))
    by_seed = [
        [above[key].sqnr_db - below[key].sqnr_db for key in below if key in above and below[key].seed == seed]
        for seed in result.spec.seeds
    ]
    return [fmean(some) for some in by_seed if some]
