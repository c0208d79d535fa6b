"""A mean over seeds, and how well so few of them know it."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev

from scipy.special import stdtrit

from qlab.checks import within


def mean_interval(values: Sequence[float], confidence: float = 0.95) -> tuple[float, float]:
    """Return the interval (low, high) of the mean of independent draws, such as one number a seed.

    Student's t, which knows how little a handful of draws says of its own spread (Student, Biometrika 6, 1908). For a
    comparison of two networks, give it the differences of pairs.

    Raises:
        ValueError: for fewer than two values, or a confidence outside 0.5 to 0.9999.

    >>> low, high = mean_interval([1.0, 2.0, 3.0])
    >>> f"{low:.2f} {high:.2f}"
    '-0.48 4.48'
    """
    within("number of values", len(values), 2, 10**9)
    within("confidence", confidence, 0.5, 0.9999)
    mean, n = fmean(values), len(values)
    half = float(stdtrit(n - 1, (1 + confidence) / 2)) * stdev(values) / sqrt(n)
    return mean - half, mean + half
