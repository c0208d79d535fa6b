"""Restless weights: how many change their code in 100 steps of fine-tuning, and how far all of them move, over bits.

The scale stays fixed while it is counted: with one that follows the largest weight, every value would move each time.
"""

from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

import torch
from torch import Tensor, nn

from qlab.checks import distinct, one_of, within
from qlab.equalization import linear_layers
from qlab.experiments.crowd import crowd, crowd_answers, crowd_data, crowd_loss, crowd_recipe
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.subject import Subject, check_classifier, load_subject
from qlab.finetune import finetuning_steps
from qlab.observe import quantizable_layers
from qlab.recipe import bits_recipe
from qlab.zoo import MODELS, TrainingSettings

STEPS = 100
MEASURES = {
    "share": "weights that changed their level at least once",
    "distance": "change of all weights together, of their size",  # root mean squares
}


@dataclass(frozen=True)
class RestlessSpec:
    """Whose weights, with how many bits and what learning rate, and which of MEASURES is asked for.

    Raises:
        ValueError: for an unknown checkpoint or measure, no plain stack, or a number out of its range.

    >>> RestlessSpec().bits
    (8, 6, 4, 3, 2)
    """

    measure: str = "share"
    model: str = "mlp-64"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 6, 4, 3, 2)
    learning_rate: float = 1e-3

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        one_of("measure", self.measure, MEASURES)
        for name, fewest in (("seeds", 1), ("bits", 2)):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), fewest, 16)
        within("learning_rate", self.learning_rate, 1e-6, 1.0)
        for seed in self.seeds:
            check_classifier(self.model, seed)
        linear_layers(MODELS[self.model].architecture())
        _ = [bits_recipe(bits) for bits in self.bits]


@dataclass(frozen=True)
class Restless:
    """One network at some bits after STEPS steps: both measures, and of what changed the share that came `back`."""

    seed: int
    bits: int
    share: float
    distance: float
    back: float
    accuracy: float


@dataclass(frozen=True)
class RestlessResult:
    """A point for each seed and number of bits."""

    spec: RestlessSpec
    points: tuple[Restless, ...]
    n_test: int

    def values(self, bits: int, measure: str = "") -> list[float]:
        """Return a field of the points at `bits`, the asked measure if none is named; one number a seed."""
        return [getattr(point, measure or self.spec.measure) for point in self.points if point.bits == bits]

    @property
    def numbers(self) -> dict[str, float]:
        """Return both measures and the accuracy, as a receipt compares them."""
        return {
            f"s{point.seed}@{point.bits}.{name}": getattr(point, name)
            for point in self.points
            for name in ("share", "distance", "accuracy")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per seed and number of bits."""
        return [asdict(point) for point in self.points]


def _weights(network: nn.Module) -> Tensor:
    """Return each member's weights as the network computes with them, quantized: (members, weights)."""
    layers: Any = quantizable_layers(network).values()
    return torch.cat([layer.weight.detach().flatten(1) for layer in layers], dim=1)


def _measure(subjects: list[Subject], spec: RestlessSpec, bits: int) -> list[Restless]:
    """Fine-tune the networks of all seeds side by side at `bits`, and count."""
    # Ranges are chosen afresh after each epoch: batches are small enough for the first to hold all steps.
    data, task = subjects[0].data, subjects[0].task
    settings = TrainingSettings(1, spec.learning_rate, max(1, len(data.train_x) // (STEPS + 1)))
    networks = finetuning_steps(
        crowd([one.model for one in subjects]), crowd_recipe(bits_recipe(bits)), crowd_data([data] * len(subjects)),
        settings, seed=0, loss=crowd_loss(task.loss),
        calibration_inputs=torch.stack([one.calibration for one in subjects], dim=1),
    )  # fmt: skip
    before = first = _weights(network := next(networks))
    changed = torch.zeros_like(first, dtype=torch.bool)
    for network in islice(networks, STEPS):
        now = _weights(network)
        changed |= now != before
        before = now
    share = changed.double().mean(dim=1)
    distance = (before - first).norm(dim=1) / first.norm(dim=1)
    back = (changed & (before == first)).double().sum(dim=1) / changed.double().sum(dim=1).clamp(min=1)
    accuracy = [task.score(answers, data.test_y) for answers in crowd_answers(network, data.test_x)]
    columns = (spec.seeds, *(measure.tolist() for measure in (share, distance, back)), accuracy)
    return [Restless(seed, bits, *measures) for seed, *measures in zip(*columns, strict=True)]


def measure_restless(spec: RestlessSpec, tell: Tell = keep_quiet) -> RestlessResult:
    """Fine-tune every network at every number of bits for STEPS steps, weights only.

    >>> result = measure_restless(RestlessSpec(seeds=(0,), bits=(8, 2)))
    >>> result.values(8) > result.values(2)
    True
    """
    subjects = [load_subject(spec.model, seed) for seed in spec.seeds]
    points: list[Restless] = []
    for done, bits in enumerate(spec.bits, start=1):
        points += _measure(subjects, spec, bits)
        tell(Progress(done, len(spec.bits)))
    points.sort(key=lambda point: spec.seeds.index(point.seed))
    return RestlessResult(spec, tuple(points), len(subjects[0].labels))


RESTLESS = Experiment(
    name="restless",
    title="Weights that change their level",
    spec=RestlessSpec,
    measure=measure_restless,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
