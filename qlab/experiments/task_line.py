"""One task over bits: what one network's answers are worth there, and what the networks of all seeds keep."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import Subject
from qlab.metrics.detection import alarm_threshold, found_and_alarmed, margins
from qlab.metrics.kept import bits_needed, kept, kept_draws
from qlab.tasks import Task

KEEP = 0.95
"""A task needs as many bits as keep this share of what its network does better than guessing."""
FALSE_ALARMS = 0.05
"""The share of the training samples without the disease that may be alarmed."""


@dataclass(frozen=True)
class TolerancePoint:
    """One network at one number of bits, 32 for the float network.

    Attributes:
        model: a key in MODELS.
        seed: which of its checkpoints.
        bits: of weights and activations, as the spec says.
        score: in the task's own measure.
        kept: the share of the float network's skill that is left, see `qlab.metrics.kept`.
        unchanged: the share of answers that are the float network's; in a regression, within the tolerance.
        found: the share of the diseased in the test part above a threshold that alarms FALSE_ALARMS of the others in
            the training part; None where a task has nothing that must be found.
        alarmed: the share of the others in the test part above it.
    """

    model: str
    seed: int
    bits: int
    score: float
    kept: float
    unchanged: float
    found: float | None
    alarmed: float | None


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


def mistakes_of(task: Task, subject: Subject, network: nn.Module) -> np.ndarray:
    """Return the mistake that a network makes in each test sample, (n_test,)."""
    outputs = torch.from_numpy(logits_of(network, subject.data.test_x))
    return task.mistakes(outputs, subject.data.test_y).numpy()


def unchanged(task: Task, subject: Subject, network: nn.Module) -> float:
    """Return the share of test samples that a network answers as the float network does."""
    outputs = torch.from_numpy(logits_of(network, subject.data.test_x))
    before = task.answers(torch.from_numpy(subject.float_logits))
    return float(task.right(outputs, before).double().mean())


def found_by(task: Task, subject: Subject, network: nn.Module) -> tuple[float | None, float | None]:
    """Return what share of the diseased a network finds in the test part, and what share of the others it alarms.

    It alarms above a threshold of its own, which is chosen on the training part.
    """
    if task.must_find is None:
        return None, None
    data, wanted = subject.data, task.must_find
    train, test = (margins(logits_of(network, x), wanted) for x in (data.train_x, data.test_x))
    threshold = alarm_threshold(train, (data.train_y == wanted).numpy(), FALSE_ALARMS)
    return found_and_alarmed(test, (data.test_y == wanted).numpy(), threshold)


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
        score=1 - float(before.mean()),
        guess=1 - float(guesses.mean()),
        kept=tuple(shares.tolist()),
        kept_low=tuple(low.tolist()),
        kept_high=tuple(high.tolist()),
        unchanged=tuple(same.mean(axis=1).tolist()),
        needed=bits_needed(shares, bits, KEEP),
        needed_draws=tuple(bits_needed(draw, bits, KEEP) for draw in draws.T),
    )
