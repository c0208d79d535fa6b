"""How good a classifier's answers are, and how much they move, from its logits (n, classes).

A prediction is the class with the largest logit, the first where several are equal, as coarse
quantization makes them. NaN and infinite logits are refused: they are a broken network.
"""

from collections.abc import Sequence
from numbers import Integral
from statistics import NormalDist

import numpy as np

from qlab.metrics.arrays import Float64, Int64, Values, as_float64, as_labels, as_pair, as_probs, as_table


def predictions(logits: Values) -> Int64:
    """Return the predicted class of each sample, (n,), from logits or probabilities (n, classes).

    Raises:
        ValueError: if `logits` is not a table of finite numbers.

    >>> predictions([[0.1, 2.0], [3.0, 1.0]]).tolist()
    [1, 0]
    """
    return np.asarray(np.argmax(as_table("logits", logits), axis=1))


def softmax(logits: Values) -> Float64:
    """Return exp(z) / sum(exp(z)) over the last axis, for logits of any size without overflow.

    Raises:
        ValueError: if there are no logits, or one of them is NaN or infinite.

    >>> softmax([[0.0, 0.0], [1000.0, 0.0]])
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    z = np.atleast_1d(as_float64("logits", logits))
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def accuracy(logits: Values, labels: Values) -> float:
    """Return the share of samples (0..1) whose predicted class is the label.

    Raises:
        ValueError: if `logits` is not a finite table, or `labels` not one class number per row.

    >>> accuracy([[0.1, 2.0], [3.0, 1.0]], [1, 1])
    0.5
    """
    table = as_table("logits", logits)
    return float(np.mean(table.argmax(axis=1) == as_labels(labels, table)))


def wilson_interval(correct: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval (low, high) of a proportion: `correct` of `n` independent samples.

    It stays inside 0..1 and holds for shares near 0 and 1, where +- 1.96 standard errors does not. Wilson,
    J. Am. Stat. Assoc. 22 (1927); Brown, Cai and DasGupta, Statistical Science 16 (2001).

    Raises:
        ValueError: unless 0 <= correct <= n are whole numbers, n >= 1, and 0 < confidence < 1.

    >>> low, high = wilson_interval(90, 100)
    >>> f"{low:.4f} {high:.4f}"
    '0.8256 0.9448'
    """
    whole = isinstance(correct, Integral) and isinstance(n, Integral)
    if not whole or not 0 <= correct <= n or n == 0:
        raise ValueError(
            f"correct must be a whole number from 0 to n, and n at least 1; got {correct!r} of {n!r}."
        )
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, both excluded; got {confidence!r}.")
    z = -NormalDist().inv_cdf((1 - confidence) / 2)
    share = correct / n
    center = share + z**2 / (2 * n)
    half = z * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    low, high = ((center + side * half) / (1 + z**2 / n) for side in (-1, 1))
    return (low if correct > 0 else 0.0, high if correct < n else 1.0)  # exact at the ends, without rounding


def nll(logits: Values, labels: Values) -> float:
    """Return the negative log-likelihood, mean(-log p(label)), in nats per sample; also called log loss.

    From logits, so that a wrong answer given with certainty still costs a finite amount.

    Raises:
        ValueError: if `logits` is not a finite table, or `labels` not one class number per row.

    >>> round(nll([[0.0, 0.0]], [1]), 4)
    0.6931
    """
    z = as_table("logits", logits)
    z = z - z.max(axis=1, keepdims=True)
    own = z[np.arange(len(z)), as_labels(labels, z)]
    return float(np.mean(np.log(np.exp(z).sum(axis=1)) - own))


def brier(probs: Values, labels: Values) -> float:
    """Return the Brier score, the mean over samples of sum((p - onehot(label))^2) over classes, 0..2.

    Brier, Monthly Weather Review 78 (1950).

    Raises:
        ValueError: if the rows of `probs` are not probabilities, or `labels` not one class number per row.

    >>> brier([[1.0, 0.0], [0.5, 0.5]], [0, 0])
    0.25
    """
    p = as_probs("probs", probs)
    onehot = np.arange(p.shape[1]) == as_labels(labels, p)[:, None]
    return float(np.mean(np.sum(np.square(p - onehot), axis=1)))


def flips(logits_a: Values, logits_b: Values) -> float:
    """Return the share of samples (0..1) whose predicted class differs between two networks.

    Two networks of equal accuracy may still disagree: Dutta et al. 2024, arXiv:2407.09141.

    Raises:
        ValueError: unless both are finite tables (n, classes) of the same shape.

    >>> flips([[1.0, 0.0], [1.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]])
    0.5
    """
    a, b = as_pair("logits_a", logits_a, "logits_b", logits_b, as_table)
    return float(np.mean(a.argmax(axis=1) != b.argmax(axis=1)))


def output_variance(logits_draws: Sequence[Values]) -> float:
    """Return how much the predicted probabilities vary over draws of the same network, (draws, n, classes).

    The unbiased variance over draws, averaged over samples and classes. Times the number of classes it
    is the part of the expected Brier score that the randomness alone costs.

    Raises:
        ValueError: for fewer than two draws, unequal shapes, or logits that are not finite tables.

    >>> round(output_variance([[[9.0, -9.0]], [[-9.0, 9.0]]]), 3)
    0.5
    """
    draws = [softmax(as_table("logits_draws", draw)) for draw in logits_draws]
    shapes = sorted({draw.shape for draw in draws})
    if len(draws) < 2 or len(shapes) > 1:
        raise ValueError(f"logits_draws must be 2 or more tables of one shape; got {len(draws)} of {shapes}.")
    return float(np.mean(np.var(draws, axis=0, ddof=1)))
