"""One task over bits: what the networks of all seeds keep, and how many bits they need."""

from dataclasses import dataclass

import numpy as np

from qlab.metrics.kept import bits_needed, kept, kept_draws
from qlab.tasks import Task

KEEP = 0.95
"""A task needs as many bits as keep this share of what its network does better than guessing."""


@dataclass(frozen=True)
class TaskLine:
    """A task over bits: means over seeds, with 95 % bounds from the bootstrap of seeds and test samples.

    Attributes:
        model: a key in MODELS.
        task: a key in TASKS.
        metric: what its score is called.
        n_test: its test samples.
        score: of the float networks.
        guess: the score of the best answer that ignores the input.
        kept, kept_low, kept_high: by bits, as in the spec.
        unchanged: by bits.
        needed: the fewest bits that keep KEEP of the skill; one more than the most bits says those do not suffice.
        needed_draws: the same in every draw of the bootstrap.
    """

    model: str
    task: str
    metric: str
    n_test: int
    score: float
    guess: float
    kept: tuple[float, ...]
    kept_low: tuple[float, ...]
    kept_high: tuple[float, ...]
    unchanged: tuple[float, ...]
    needed: int
    needed_draws: tuple[int, ...]


def task_line(
    model: str, task: Task, bits: tuple[int, ...], mistakes: np.ndarray, guesses: np.ndarray, same: np.ndarray
) -> TaskLine:
    """Return the line of a task.

    Args:
        model: a key in MODELS.
        task: its task.
        bits: most first.
        mistakes: of the float networks, then of the quantized ones at each of `bits`, (1 + bits, seeds, n_test).
        guesses: mistakes of guessing, (n_test,).
        same: the share of unchanged answers, (bits, seeds).
    """
    before, after = mistakes[0], mistakes[1:]
    shares = kept(after.mean(axis=2), before.mean(axis=1), guesses.mean()).mean(axis=1)
    draws = kept_draws(after, before, guesses)
    low, high = np.quantile(draws, [0.025, 0.975], axis=1)
    return TaskLine(
        model=model,
        task=task.name,
        metric=task.metric,
        n_test=len(guesses),
        score=task.score_of(float(before.mean())),
        guess=task.score_of(float(guesses.mean())),
        kept=tuple(shares.tolist()),
        kept_low=tuple(low.tolist()),
        kept_high=tuple(high.tolist()),
        unchanged=tuple(same.mean(axis=1).tolist()),
        needed=bits_needed(shares, bits, KEEP),
        needed_draws=tuple(bits_needed(draw, bits, KEEP) for draw in draws.T),
    )
