"""Challenge: place a few levels by hand, against the Lloyd-Max levels of the same values."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qlab.challenges.score import Score, draw_values, drawer, error_points
from qlab.checks import within

VALUES = 1024
COUNTS = (3, 4, 5)


@dataclass(frozen=True, eq=False)
class LevelsChallenge:
    """Values (n,), ascending, and how many levels may be placed. Every value is rounded to the nearest one."""

    seed: int
    source: str
    count: int
    values: np.ndarray

    @property
    def ends(self) -> tuple[float, float]:
        """Return the smallest and the largest value: levels lie from one to the other."""
        return float(self.values[0]), float(self.values[-1])

    def error(self, levels: Sequence[float]) -> float:
        """Return the mean squared error of rounding every value to the nearest of these levels.

        >>> challenge = levels_challenge(0)
        >>> challenge.error(challenge.values) < 1e-30
        True
        """
        ordered = np.sort(np.asarray(levels, dtype=float))
        nearest = ordered[np.searchsorted((ordered[1:] + ordered[:-1]) / 2, self.values)]
        return float(np.square(self.values - nearest).mean())

    @cached_property
    def best(self) -> tuple[float, ...]:
        """Return the levels of least error of all, ascending."""
        return least_squares_levels(self.values, self.count)


def least_squares_levels(values: np.ndarray, count: int) -> tuple[float, ...]:
    """Return the `count` levels with the least squared error to ascending `values` (n,): no others are better.

    Lloyd's iteration may stop at levels that are only locally best. In one dimension cells are runs of neighbors, so
    dynamic programming over where each run begins finds the true optimum: Wang and Song, "Ckmeans.1d.dp", The R
    Journal 3/2 (2011).

    Raises:
        ValueError: for more levels than values.

    >>> least_squares_levels(np.array([0.0, 0.2, 5.0, 5.2]), 2)
    (0.1, 5.1)
    """
    n = len(values)
    within("count", count, 1, n)
    centered = values - values.mean()  # keeps digits in the difference of sums below
    sums, squares = (np.concatenate([[0.0], np.cumsum(part)]) for part in (centered, centered**2))
    begin, end = np.arange(n)[:, None], np.arange(1, n + 1)[None]
    size = np.maximum(end - begin, 1)
    run_cost = squares[end] - squares[begin] - (sums[end] - sums[begin]) ** 2 / size
    run_cost = np.where(end > begin, run_cost, np.inf)  # of values[begin:end] in one cell
    least, begins = run_cost[0], []
    for _ in range(count - 1):
        before = np.concatenate([[np.inf], least[:-1]])[:, None]
        totals = before + run_cost
        begins.append(totals.argmin(0))
        least = totals.min(0)
    edges = [n]
    for begin_of in reversed(begins):
        edges.append(int(begin_of[edges[-1] - 1]))
    cells = zip([0, *edges[:0:-1]], edges[::-1], strict=True)
    return tuple(float(values[start:stop].mean()) for start, stop in cells)


def levels_challenge(seed: int) -> LevelsChallenge:
    """Return the challenge with this seed.

    Raises:
        ValueError: for a seed outside 0..LAST_SEED.

    >>> levels_challenge(7).count in COUNTS
    True
    """
    generator = drawer("levels", seed)
    count = int(generator.choice(COUNTS))
    source, values = draw_values(generator, VALUES)
    return LevelsChallenge(seed, source, count, values.numpy())


def score_levels(challenge: LevelsChallenge, levels: Sequence[float]) -> Score:
    """Return the score of levels, in any order; `yours` and `best` are mean squared errors.

    Raises:
        ValueError: for another number of levels, or one that lies outside the values.

    >>> challenge = levels_challenge(0)
    >>> score_levels(challenge, challenge.best).points
    100
    """
    if len(levels) != challenge.count:
        raise ValueError(f"levels must be {challenge.count} numbers; got {len(levels)}; place each of them.")
    for level in levels:
        within("a level", float(level), *challenge.ends)
    yours, least = challenge.error(levels), challenge.error(challenge.best)
    low, high = challenge.ends
    even = low + (high - low) * (np.arange(challenge.count) + 0.5) / challenge.count
    because = (
        "Lloyd-Max puts each level at the mean of the values that are rounded to it, so they stand dense where values "
        f"are many. Levels spread evenly from end to end would make {challenge.error(even.tolist()) / least:.1f} times "
        "its error."
    )
    return Score(yours, least, error_points(yours, least, float(challenge.values.var())), because)
