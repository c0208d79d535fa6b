"""Temperature: one number that all logits are divided by, so that a network is as sure as it may be.

Guo et al. 2017, arXiv:1706.04599, section 4.2. The order of the logits stays, and so does every answer.
"""

import numpy as np
from scipy.optimize import minimize_scalar

from qlab.checks import within
from qlab.metrics.arrays import Float64, Values, as_labels, as_table
from qlab.metrics.classification import nll

COLDEST, HOTTEST = (
    0.01,
    1000.0,
)  # where every sample is right, colder is always better; where all is noise, hotter


def fit_temperature(logits: Values, labels: Values) -> float:
    """Return the temperature with the least NLL on these logits (n, classes), between COLDEST and HOTTEST.

    Below 1 the network was less sure than it may be, above 1 too sure. Fit it on samples that the network was not
    trained on, and measure on others.

    Raises:
        ValueError: if `logits` is not a finite table, or `labels` not one class number per row.

    >>> overconfident = np.array([[8.0, 0.0]] * 4)
    >>> round(fit_temperature(overconfident, [0, 0, 0, 1]), 3)  # 8 / T = log(3 / 1)
    7.282
    """
    table = as_table("logits", logits)
    truth = as_labels(labels, table)
    found = minimize_scalar(
        lambda log_t: nll(table / np.exp(log_t), truth),
        bounds=(np.log(COLDEST), np.log(HOTTEST)),
        method="bounded",
        options={"xatol": 1e-6},
    )
    return float(np.exp(found.x))


def cross_scaled(logits: Values, labels: Values, *, seed: int = 0) -> tuple[Float64, tuple[float, float]]:
    """Return logits (n, classes) divided by temperatures that never saw them, and the two temperatures.

    The samples are split into two random halves. Each half's temperature is fitted on the other half, so every sample
    is measured and none judges itself.

    Raises:
        ValueError: as `fit_temperature`, for fewer than 4 samples, or a seed that is not a whole number from 0.

    >>> scaled, temperatures = cross_scaled([[8.0, 0.0]] * 400, [0, 0, 0, 1] * 100)
    >>> all(5 < t < 12 for t in temperatures), scaled.shape
    (True, (400, 2))
    """
    table = as_table("logits", logits)
    truth = as_labels(labels, table)
    within("number of samples", len(table), 4, 2**31)
    order = np.random.default_rng(within("seed", seed, 0, 2**63 - 1)).permutation(len(table))
    halves = np.array_split(order, 2)
    first, second = (fit_temperature(table[half], truth[half]) for half in halves)
    scaled = np.empty_like(table)
    for half, temperature in zip(halves, (second, first), strict=True):
        scaled[half] = table[half] / temperature
    return scaled, (second, first)
