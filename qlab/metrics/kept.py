"""How much of what a network can do is left: a measure that means the same on every task.

A network's skill is what it does better than guessing. Of that, a quantized one keeps

    kept = (guess - quantized) / (guess - float)        (mean mistakes of each)

1 is all of it, 0 is guessing. With wrong answers as mistakes that is the accuracy above chance; with squared errors,
the R2. Murphy 1988, Monthly Weather Review 116, on skill scores.
"""

from collections.abc import Sequence

import numpy as np

from qlab.checks import within
from qlab.metrics.arrays import Float64


def kept(mistakes: Float64, float_mistakes: Float64, guess_mistakes: Float64) -> Float64:
    """Return the share of the skill that is kept, from mean mistakes of any shapes that fit.

    Raises:
        ValueError: where the float network is no better than guessing, so that there is no skill to keep.

    >>> float(kept(np.float64(0.3), np.float64(0.1), np.float64(0.9)))
    0.7500000000000001
    """
    skill = np.asarray(guess_mistakes) - float_mistakes
    if np.any(skill <= 0):
        raise ValueError(
            "float_mistakes must be fewer than guess_mistakes, or there is no skill to keep; got more."
        )
    return np.asarray((np.asarray(guess_mistakes) - mistakes) / skill)


def kept_draws(
    mistakes: Float64, float_mistakes: Float64, guess_mistakes: Float64, *, draws: int = 400, seed: int = 0
) -> Float64:
    """Return the mean over seeds of `kept`, (bits, draws), as other seeds and test samples might have given it.

    Every draw of the bootstrap takes seeds and test samples anew, with replacement. All bits and the float network
    meet the same ones, so what they have in common cancels.

    Args:
        mistakes: of the quantized networks, (bits, seeds, n).
        float_mistakes: of the float networks, (seeds, n).
        guess_mistakes: of guessing, (n,).
        draws: how many, 1..100000.
        seed: of the draws.

    Raises:
        ValueError: as `kept`, or for draws out of range.

    >>> wrong = np.array([[[1.0, 0.0]], [[1.0, 1.0]]])
    >>> kept_draws(wrong, np.zeros((1, 2)), np.ones(2), draws=3).shape
    (2, 3)
    """
    _, seeds, n = mistakes.shape
    within("draws", draws, 1, 100_000)
    random = np.random.default_rng(seed)
    samples = random.multinomial(n, np.full(n, 1 / n), draws).T / n
    networks = random.multinomial(seeds, np.full(seeds, 1 / seeds), draws).T / seeds
    shares = kept(mistakes @ samples, float_mistakes @ samples, guess_mistakes @ samples)
    return np.asarray((shares * networks).sum(axis=1))


def bits_needed(shares: Sequence[float], bits: Sequence[int], keep: float) -> int:
    """Return the fewest of `bits` (most first) down to which every share of skill kept is `keep` or more.

    One more than the most bits if even those keep less: then they do not suffice.

    >>> bits_needed([1.0, 0.97, 0.90, 0.96], [8, 7, 6, 5], 0.95), bits_needed([0.9], [8], 0.95)
    (7, 9)
    """
    needed = bits[0] + 1
    for share, at in zip(shares, bits, strict=True):
        if share < keep:
            break
        needed = at
    return needed
