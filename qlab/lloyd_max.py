"""The Lloyd-Max quantizer of a Gaussian: the N levels that lose the least mean squared error.

Max, "Quantizing for minimum distortion", IRE Trans. Inf. Theory IT-6 (1960); Lloyd, "Least squares
quantization in PCM", IEEE Trans. Inf. Theory IT-28 (1982).
"""

from functools import cache

import numpy as np
from scipy.optimize import root
from scipy.stats import norm

from qlab.checks import within


def _centroids(thresholds: np.ndarray) -> np.ndarray:
    """E[x | cell] of a standard normal between neighboring thresholds (the outermost cells reach infinity)."""
    edges = np.concatenate([[-np.inf], thresholds, [np.inf]])
    return np.asarray(-np.diff(norm.pdf(edges)) / np.diff(norm.cdf(edges)))


@cache
def lloyd_max_levels(count: int) -> tuple[float, ...]:
    """Return the `count` levels (2..256) of the Lloyd-Max quantizer of N(0, 1), ascending, in standard deviations.

    Both of Lloyd's conditions hold at once there: each threshold lies midway between its levels, and each
    level is the mean of its cell. They are solved by Newton's method from the density's cube-root
    compander (Panter and Dite 1951), which lies close already.

    Raises:
        ValueError: if `count` is not a whole number from 2 to 256.

    >>> [round(level, 4) for level in lloyd_max_levels(4)]
    [-1.5104, -0.4528, 0.4528, 1.5104]
    """
    within("count", count, 2, 256)
    start = norm.ppf((np.arange(count) + 0.5) / count) * np.sqrt(3.0)
    solution = root(lambda levels: _centroids((levels[1:] + levels[:-1]) / 2) - levels, start, tol=1e-13)
    levels = (solution.x - solution.x[::-1]) / 2  # exactly symmetric, as the density is
    return tuple(levels.tolist())
