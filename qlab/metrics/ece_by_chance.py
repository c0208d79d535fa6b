"""The noise floor of the expected calibration error: what it measures where there is nothing to find."""

import numpy as np

from qlab.checks import within
from qlab.metrics.arrays import Values, as_probs
from qlab.metrics.reliability import MAX_DRAWS, MIN_DRAWS, binned, weighted_gap


def ece_by_chance(probs: Values, *, n_bins: int = 15, draws: int = 200, seed: int = 0) -> float:
    """Return an upper end for the ECE of a perfectly calibrated network with these probabilities (n, classes).

    It stays below in 95 of 100 test sets. It is not 0, because a bin of few samples is rarely right exactly as often as
    it is sure; an ECE below it says nothing. Each draw lets every answer be right as often as it is sure ("consistency
    resampling"): Bröcker and Smith, Weather and Forecasting 22 (2007); Vaicenavicius et al. 2019, arXiv:1902.06977.

    Raises:
        ValueError: as `ece`, or if draws is not 40..100000 or seed not a whole number from 0.

    >>> ece_by_chance([[1.0, 0.0]] * 10)
    0.0
    >>> 0.05 < ece_by_chance([[0.7, 0.3]] * 100) < 0.15
    True
    """
    p = as_probs("probs", probs)
    within("draws", draws, MIN_DRAWS, MAX_DRAWS)
    generator = np.random.default_rng(within("seed", seed, 0, 2**63 - 1))
    confidence, _, where = binned(p, p.argmax(axis=1), n_bins)
    outcomes = (generator.random(len(p)) < confidence for _ in range(draws))
    return float(np.percentile([weighted_gap(right - confidence, where, n_bins) for right in outcomes], 95))
