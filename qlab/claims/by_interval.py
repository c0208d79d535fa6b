"""Judging a mean over seeds by its interval: no verdict where chance alone could have given the other one."""

from collections.abc import Callable, Sequence
from statistics import fmean

from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Verdict
from qlab.metrics.means import mean_interval

ENOUGH = 5
"""Seeds that a comparison needs."""


def below(values: Sequence[float], limit: float, says: str) -> Verdict:
    """Return whether the mean of one value a seed lies below `limit`: by its 95 % interval, from ENOUGH seeds.

    Args:
        values: one number a seed.
        limit: supported if the whole interval is below it, not supported if the whole interval is above.
        says: the sentence with the numbers, with {mean}, {low}, {high} and {seeds} to fill in.

    >>> below([1.0, 2.0, 1.5, 1.2, 1.3], 6.0, "It takes {mean:.1f} dB.")
    Verdict(verdict='supported', because='It takes 1.4 dB.')
    """
    return _judged(values, lambda low, high: (high < limit, low > limit), says)


def above(values: Sequence[float], limit: float, says: str) -> Verdict:
    """Return whether the mean of one value a seed lies above `limit`, as `below` does for below.

    >>> above([1.0, 2.0, 1.5, 1.2, 1.3], 6.0, "It takes {mean:.1f} dB.").verdict
    'not supported'
    """
    return _judged(values, lambda low, high: (low > limit, high < limit), says)


def _judged(
    values: Sequence[float], shows: Callable[[float, float], tuple[bool, bool]], says: str
) -> Verdict:
    """Return the verdict of an interval that `shows` (low, high) -> (that it holds, that it does not)."""
    if len(values) < 2:
        return Verdict(
            MIXED, f"There is nothing to compare: {len(values)} of {ENOUGH} seeds have a value here."
        )
    low, high = mean_interval(values)
    because = says.format(mean=fmean(values), low=low, high=high, seeds=len(values))
    if len(values) < ENOUGH:
        return Verdict(
            MIXED, f"{because} But {len(values)} seeds are too few for a verdict; {ENOUGH} are needed."
        )
    holds, fails = shows(low, high)
    return Verdict(SUPPORTED if holds else NOT_SUPPORTED if fails else MIXED, because)
