"""Two networks on the same samples: what they both get right or wrong cancels, so small differences can be seen."""

import numpy as np
from scipy.special import bdtr

from qlab.checks import within
from qlab.metrics.arrays import Values, as_pair


def mcnemar(right_a: Values, right_b: Values) -> float:
    """Return the two-sided p-value of McNemar's exact test: are two networks right equally often?

    Only the samples that just one of them gets right say anything: if both are equally good, each of these is a throw
    of a fair coin. McNemar, Psychometrika 12 (1947), here with the exact binomial distribution.

    Args:
        right_a: for each sample whether the first network is right, (n,).
        right_b: the same of the second network.

    Raises:
        ValueError: unless both hold n times True or False (or 1 or 0).

    >>> mcnemar([1, 1, 1, 1, 1, 1, 0], [0, 0, 0, 0, 0, 0, 0])
    0.03125
    >>> mcnemar([True, False], [True, False])
    1.0
    """
    a, b = as_pair("right_a", right_a, "right_b", right_b)
    if not np.isin((a, b), (0, 1)).all():
        raise ValueError("right_a and right_b must hold True or False; got other values.")
    only_a, only_b = int(np.sum(a > b)), int(np.sum(b > a))
    return min(1.0, 2 * float(bdtr(min(only_a, only_b), only_a + only_b, 0.5)))


def paired_bootstrap(
    a: Values, b: Values, *, confidence: float = 0.95, draws: int = 2000, seed: int = 0
) -> tuple[float, float]:
    """Return the bootstrap interval (low, high) of mean(a) - mean(b), of two scores on the same n samples.

    Every draw takes the samples anew, with replacement, for both at once; the interval is that of percentiles. Efron
    and Tibshirani, An Introduction to the Bootstrap, Chapman and Hall 1993, chapter 13.

    Args:
        a: a score for each sample, (n,), such as 1 for a right answer and 0 for a wrong one.
        b: the other network's.
        confidence: of the interval.
        draws: how many.
        seed: of the draws.

    Raises:
        ValueError: for unequal shapes, values that are not finite, or a number out of its range.

    >>> paired_bootstrap([1, 1, 1], [0, 0, 0])
    (1.0, 1.0)
    """
    first, second = as_pair("a", a, "b", b)
    within("confidence", confidence, 0.5, 0.9999)
    within("draws", draws, 100, 100_000)
    gaps = (first - second).ravel()
    random = np.random.default_rng(within("seed", seed, 0, 2**63 - 1))
    times = random.multinomial(len(gaps), np.full(len(gaps), 1 / len(gaps)), draws)
    tail = 50 * (1 - confidence)
    low, high = np.percentile(times @ gaps / len(gaps), [tail, 100 - tail])
    return float(low), float(high)
