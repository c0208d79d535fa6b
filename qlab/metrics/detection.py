"""Finding what must not be missed: how many of the sick are found if only so many of the healthy may be alarmed."""

import numpy as np

from qlab.checks import within
from qlab.metrics.arrays import Float64, Values, as_table


def margins(outputs: Values, wanted: int) -> Float64:
    """Return how much more each row of `outputs` (n, classes) speaks for class `wanted` than for the next best, (n,).

    Raises:
        ValueError: if `outputs` is no table of finite numbers, or has no such class.

    >>> margins([[0.5, 2.0, 1.0]], 1)
    array([1.])
    """
    table = as_table("outputs", outputs)
    within("wanted", wanted, 0, table.shape[1] - 1)
    return np.asarray(table[:, wanted] - np.delete(table, wanted, axis=1).max(axis=1))


def alarm_threshold(scores: Values, wanted: Values, rate: float = 0.05) -> float:
    """Return the lowest threshold above which at most a share `rate` of the scores (n,) that are not `wanted` lie.

    Raises:
        ValueError: for a rate outside 0..0.99, or if every sample is wanted.

    >>> alarm_threshold([0.1, 0.2, 0.3, 0.4, 0.9], [False, False, False, False, True], 0.25)
    0.3
    """
    within("rate", rate, 0.0, 0.99)
    others = np.sort(np.asarray(scores, np.float64)[~np.asarray(wanted, bool)])[::-1]
    if not len(others):
        raise ValueError("wanted must leave a sample that can be a false alarm; got none.")
    return float(others[int(rate * len(others))])


def found_and_alarmed(scores: Values, wanted: Values, threshold: float) -> tuple[float, float]:
    """Return the shares of the wanted and of the other samples whose score (n,) is above `threshold`.

    The first is the recall, the second the false-alarm rate.

    Raises:
        ValueError: unless there are samples of both kinds.

    >>> found_and_alarmed([0.1, 0.5, 0.4, 0.9], [False, False, True, True], 0.3)
    (1.0, 0.5)
    """
    above, sick = np.asarray(scores, np.float64) > threshold, np.asarray(wanted, bool)
    if sick.all() or not sick.any():
        raise ValueError(f"wanted must hold samples of both kinds; got {int(sick.sum())} of {len(sick)}.")
    return float(above[sick].mean()), float(above[~sick].mean())
