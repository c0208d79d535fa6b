"""One network at one number of bits: what its answers are worth, in its task's own measure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import Subject, load_subject
from qlab.metrics.detection import alarm_threshold, found_and_alarmed, margins
from qlab.metrics.kept import kept
from qlab.quantized import InputQuantizer
from qlab.quantizer import QuantSpec
from qlab.tasks import Task

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
        unchanged: the share of answers (in language, of likeliest characters) that are the float network's; in a
            regression, within the tolerance.
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


def _unchanged(task: Task, subject: Subject, outputs: Tensor) -> float:
    """Return the share of a network's answers to the test part, its `outputs`, that are the float network's."""
    before = task.answers(torch.from_numpy(subject.float_logits))
    return float(task.right(outputs, before).double().mean())


def rounded(network: nn.Module, bits: int, calibration: Tensor) -> nn.Module:
    """Return `network` with its outputs quantized, affine and by their range on the calibration inputs."""
    with torch.inference_mode():
        seen = network(calibration)
    return nn.Sequential(network, InputQuantizer(seen, QuantSpec(f"uint{bits}")))


def _found_by(task: Task, subject: Subject, network: nn.Module) -> tuple[float | None, float | None]:
    """Return what share of the diseased a network finds in the test part, and what share of the others it alarms.

    It alarms above a threshold of its own, which is chosen on the training part.
    """
    if task.must_find is None:
        return None, None
    data, wanted = subject.data, task.must_find
    train, test = (margins(logits_of(network, x), wanted) for x in (data.train_x, data.test_x))
    threshold = alarm_threshold(train, (data.train_y == wanted).numpy(), FALSE_ALARMS)
    return found_and_alarmed(test, (data.test_y == wanted).numpy(), threshold)


def points_of(
    task: Task,
    pair: tuple[str, int],
    bits: Sequence[int],
    network_at: Callable[[Subject, int], nn.Module],
    guessed: float,
) -> Iterator[tuple[TolerancePoint, np.ndarray]]:
    """Yield a network's point at each number of bits, the float network's first, with its mistakes (n_test,).

    Args:
        task: its task.
        pair: model and seed.
        bits: the float network's first.
        network_at: (subject, bits) -> the network that answers.
        guessed: the mean mistake of guessing.
    """
    subject, float_mean = load_subject(*pair), None
    for at in bits:
        network = network_at(subject, at)
        outputs = torch.from_numpy(logits_of(network, subject.data.test_x))
        mistakes = task.mistakes(outputs, subject.data.test_y).numpy()
        mean = mistakes.mean()
        float_mean = mean if float_mean is None else float_mean
        yield (
            TolerancePoint(
                *pair,
                at,
                task.score_of(float(mean)),
                float(kept(mean, float_mean, np.asarray(guessed))),
                _unchanged(task, subject, outputs),
                *_found_by(task, subject, network),
            ),
            mistakes,
        )
