"""How often chance alone gives such a number: tests against guessing, of an even spread, and of several at once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import bdtrc

from qlab.checks import within


def p_of_guessing(correct: int, n: int, chance: float) -> float:
    """Return how likely guessing gets `correct` of `n` samples or more: the one-sided exact binomial test.

    A large value does not show that the network guesses: on few samples the test would miss much more than guessing.

    Raises:
        ValueError: unless 0 <= correct <= n, n >= 1 and 0 < chance < 1.

    >>> p_of_guessing(3, 3, 0.5), p_of_guessing(0, 3, 0.5)
    (0.125, 1.0)
    """
    within("n", n, 1, 2**31)
    within("correct", correct, 0, n)
    within("chance", chance, 1e-9, 1 - 1e-9)
    return float(bdtrc(correct - 1, n, chance)) if correct else 1.0


def holm(p_values: Sequence[float]) -> list[float]:
    """Return each p-value as Holm's method makes it, so that of all of them together 5 % are false alarms at 0.05.

    Who tests at eight numbers of bits has eight chances to be fooled. The smallest is multiplied by how many there are,
    the next by one less, and so on; none gets smaller than the one before. Holm, Scand. J. Statistics 6 (1979).

    >>> holm([0.04, 0.01, 0.03])
    [0.06, 0.03, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted, largest = [0.0] * len(p_values), 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = largest
    return adjusted


def p_of_even(hit: npt.ArrayLike, of: npt.ArrayLike, *, draws: int = 2000, seed: int = 0) -> float:
    """Return how likely chance alone spreads hits over groups as unevenly as `hit`: a permutation test.

    Every draw picks as many hits among all samples, without looking at their group, and asks whether the chi-square
    distance from an even spread is as large. Phipson and Smyth 2010, doi 10.2202/1544-6115.1585, on counting draws so
    that the p-value is never 0. Without a hit it is 1.

    Args:
        hit: how many samples of each group are hit, (groups,) whole numbers.
        of: how many samples each group has.
        draws: how many, 100..100000.
        seed: of the draws.

    Raises:
        ValueError: unless 0 <= hit <= of in each group, or for draws out of range.

    >>> p_of_even([5, 5], [10, 10]), p_of_even([10, 0], [10, 10]) < 0.01, p_of_even([0, 0], [3, 3])
    (1.0, True, 1.0)
    """
    hits, sizes = np.asarray(hit, np.int64), np.asarray(of, np.int64)
    if hits.shape != sizes.shape or np.any(hits < 0) or np.any(hits > sizes) or not sizes.sum():
        raise ValueError(
            f"hit must lie between 0 and of in each group; got {hits.tolist()} of {sizes.tolist()}."
        )
    within("draws", draws, 100, 100_000)
    random = np.random.default_rng(within("seed", seed, 0, 2**63 - 1))
    even = sizes * (hits.sum() / sizes.sum())
    weight = 1 / np.maximum(even, np.finfo(np.float64).tiny)  # an empty group cannot be hit

    def distance(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        return np.asarray(np.sum((counts - even) ** 2 * weight, axis=-1))

    by_chance = distance(random.multivariate_hypergeometric(sizes, int(hits.sum()), draws))
    as_far = np.sum(by_chance >= distance(hits) * (1 - 1e-9))  # equal counts may differ in the last digit
    return float((1 + as_far) / (1 + draws))
