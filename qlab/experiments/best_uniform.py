"""Evenly spaced levels with the step that loses the least on the values at hand: Max 1960, table II."""

import numpy as np
from scipy.optimize import minimize_scalar

from qlab.metrics.signal import sqnr_db


def best_uniform_db(values: np.ndarray, count: int) -> float:
    """Return the SQNR in dB of `count` even levels, as many below 0 as above, with the best step for `values` (n,).

    The error of a cell needs only how many values it holds, their sum and their sum of squares, so that a step is
    judged without touching every value again. Levels beyond the largest value would be idle, which bounds the search.

    >>> round(best_uniform_db(np.array([-1.0, -0.5, 0.5, 1.0]), 2), 2)
    10.0
    """
    ordered = np.sort(values)
    moments = np.stack([np.concatenate([[0.0], np.cumsum(ordered**k)]) for k in range(3)])
    unit = np.arange(count) - (count - 1) / 2
    halfway = (unit[1:] + unit[:-1]) / 2

    def squared_error(step: float) -> float:
        cuts = np.concatenate([[0], np.searchsorted(ordered, step * halfway), [len(ordered)]])
        n, sums, squares = np.diff(moments[:, cuts])
        return float(np.sum(squares - 2 * step * unit * sums + (step * unit) ** 2 * n))

    widest = 2 * np.abs(ordered[[0, -1]]).max() / (count - 1)
    found = minimize_scalar(
        squared_error, bounds=(0, widest), method="bounded", options={"xatol": 1e-6 * widest}
    )
    return sqnr_db(ordered, found.x * unit[np.searchsorted(found.x * halfway, ordered)])
