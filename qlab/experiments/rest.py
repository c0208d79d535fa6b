"""Rest: whether the weights of a network stop changing their level as it is fine-tuned on, and what helps."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

import torch
from torch import Tensor, nn

from qlab.checks import distinct, one_of, within
from qlab.equalization import linear_layers
from qlab.experiments.crowd import crowd, crowd_answers, crowd_data, crowd_loss, crowd_recipe
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.freezing import Follower
from qlab.experiments.subject import Subject, check_classifier, load_subject
from qlab.observe import quantizable_layers
from qlab.quantized import prepare
from qlab.recipe import bits_recipe
from qlab.zoo import MODELS, TrainingSettings
from qlab.zoo.training import steps_per_epoch, training_steps

REMEDIES = {
    "none": "a constant learning rate",
    "smaller": "a constant learning rate, ten times smaller",
    "falling": "a learning rate that falls to 0",
    "freezing": "a constant learning rate; weights that oscillate are frozen",
}
NEVER_FALLS = 10_000  # epochs of a cosine whose beginning is flat


@dataclass(frozen=True)
class RestSpec:
    """Whose weights, with how many bits, and which of REMEDIES is tried while they are trained.

    Raises:
        ValueError: for an unknown remedy or checkpoint, no plain stack, or a number out of its range.

    >>> RestSpec().remedy
    'falling'
    """

    remedy: str = "falling"
    model: str = "mlp-64"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: int = 3
    learning_rate: float = 1e-3
    epochs: int = 10

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        one_of("remedy", self.remedy, REMEDIES)
        within("number of seeds", len(distinct("seeds", self.seeds)), 2, 10)
        for seed in self.seeds:
            check_classifier(self.model, seed)
        linear_layers(MODELS[self.model].architecture())
        bits_recipe(within("bits", self.bits, 2, 8))
        within("learning_rate", self.learning_rate, 1e-5, 1.0)
        within("epochs", self.epochs, 2, 50)

    @property
    def settings(self) -> TrainingSettings:
        """Return how to train: the falling rate is a cosine to 0, the others are as good as constant."""
        rate = self.learning_rate / 10 if self.remedy == "smaller" else self.learning_rate
        return TrainingSettings(self.epochs if self.remedy == "falling" else NEVER_FALLS, rate)


@dataclass(frozen=True)
class Resting:
    """One network: for each epoch the share of weights (0..1) that change in a step, then its test accuracy."""

    seed: int
    changes: tuple[float, ...]
    before: float
    after: float
    frozen: float

    @property
    def left(self) -> float:
        """Return how often weights change in the last epoch, as a share of how often in the first."""
        return self.changes[-1] / self.changes[0] if self.changes[0] else 0.0


@dataclass(frozen=True)
class RestResult:
    """A network for each seed."""

    spec: RestSpec
    networks: tuple[Resting, ...]
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what is left of the changes, and the accuracy, as a receipt compares them."""
        left = {f"s{one.seed}.left": one.left for one in self.networks}
        return left | {f"s{one.seed}.after": one.after for one in self.networks}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per network and epoch."""
        return [
            {"seed": one.seed, "epoch": epoch, "changes_per_step": share}
            for one in self.networks
            for epoch, share in enumerate(one.changes, start=1)
        ]


def _share(layers: list[Tensor]) -> Tensor:
    """Return for each member the share of its weights, over all layers (members, out, in), that are true."""
    return torch.cat([layer.flatten(1) for layer in layers], dim=1).double().mean(dim=1)


def measure_rest(spec: RestSpec, tell: Tell = keep_quiet) -> RestResult:
    """Fine-tune the networks of all seeds, weights only, scale fixed, and count how many change in each step.

    >>> result = measure_rest(RestSpec(model="mlp-16", seeds=(0, 1), epochs=2))
    >>> all(network.left < 1 for network in result.networks)
    True
    """
    subjects = [load_subject(spec.model, seed) for seed in spec.seeds]
    task, data = subjects[0].task, crowd_data([subject.data for subject in subjects])
    inputs = torch.stack([subject.calibration for subject in subjects], dim=1)
    network = prepare(
        crowd([subject.model for subject in subjects]), crowd_recipe(bits_recipe(spec.bits)), inputs
    ).requires_grad_(True)
    followers = [Follower(layer, spec.remedy == "freezing") for layer in quantizable_layers(network).values()]
    before, every, changes = _accuracies(network, subjects[0]), steps_per_epoch(data, spec.settings), []
    steps = training_steps(network, data, spec.settings, seed=0, loss=crowd_loss(task.loss))
    for epoch in range(1, spec.epochs + 1):
        shares = [_share([one.step_() for one in followers]) for _ in islice(steps, every)]
        changes.append(torch.stack(shares).mean(dim=0).tolist())
        tell(Progress(epoch, spec.epochs))
    after, frozen = _accuracies(network, subjects[0]), _share([one.frozen for one in followers]).tolist()
    columns = zip(spec.seeds, zip(*changes, strict=True), before, after, frozen, strict=True)
    return RestResult(spec, tuple(Resting(*column) for column in columns), len(subjects[0].labels))


def _accuracies(network: nn.Module, subject: Subject) -> list[float]:
    answers = crowd_answers(network, subject.data.test_x)
    return [subject.task.score(outputs, subject.data.test_y) for outputs in answers]


REST = Experiment(
    name="rest",
    title="Weights that come to rest, or do not",
    spec=RestSpec,
    measure=measure_rest,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
