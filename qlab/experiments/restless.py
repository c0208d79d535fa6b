"""Restless weights: how many change their code in 100 steps of fine-tuning, and how far all of them move, over bits.

The scale stays fixed while it is counted: with one that follows the largest weight, every value would move each time.
"""

from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

import torch
from joblib import Parallel, delayed
from torch import Tensor, nn

from qlab.checks import distinct, one_of, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.subject import Subject, check_classifier, load_subject
from qlab.finetune import finetuning_steps
from qlab.observe import quantizable_layers
from qlab.recipe import bits_recipe
from qlab.zoo import TrainingSettings

STEPS = 100
MEASURES = {
    "share": "weights that changed their level at least once",
    "distance": "change of all weights together, of their size",  # root mean squares
}


@dataclass(frozen=True)
class RestlessSpec:
    """Whose weights, with how many bits and what learning rate, and which of MEASURES is asked for.

    Raises:
        ValueError: for an unknown checkpoint or measure, or a number out of its range.

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
    """Return all weights as the network computes with them, quantized."""
    layers: Any = quantizable_layers(network).values()
    return torch.cat([layer.weight.detach().flatten() for layer in layers])


def _measure(subject: Subject, spec: RestlessSpec, seed: int, bits: int) -> Restless:
    # Ranges are chosen afresh after each epoch: batches are small enough for the first to hold all steps.
    batch_size = max(1, len(subject.data.train_x) // (STEPS + 1))
    networks = finetuning_steps(
        subject.model, bits_recipe(bits), subject.data, TrainingSettings(1, spec.learning_rate, batch_size),
        seed=seed, loss=subject.task.loss, calibration_inputs=subject.calibration,
    )  # fmt: skip
    network = next(networks)
    before = first = _weights(network)
    changed = torch.zeros(len(first), dtype=torch.bool)
    for network in islice(networks, STEPS):
        now = _weights(network)
        changed |= now != before
        before = now
    return Restless(
        seed,
        bits,
        share=changed.double().mean().item(),
        distance=((before - first).norm() / first.norm()).item(),
        back=(before == first)[changed].double().mean().item() if changed.any() else 0.0,
        accuracy=subject.outcome(network.eval()).accuracy,
    )


def _measure_seed(spec: RestlessSpec, seed: int) -> list[Restless]:
    return [_measure(load_subject(spec.model, seed), spec, seed, bits) for bits in spec.bits]


def measure_restless(spec: RestlessSpec, tell: Tell = keep_quiet) -> RestlessResult:
    """Fine-tune every network at every number of bits for STEPS steps, weights only.

    >>> result = measure_restless(RestlessSpec(seeds=(0,), bits=(8, 2)))
    >>> result.values(8) > result.values(2)
    True
    """
    answers = Parallel(return_as="generator")(delayed(_measure_seed)(spec, seed) for seed in spec.seeds)
    points: list[Restless] = []
    for done, of_seed in enumerate(answers, start=1):
        points += of_seed
        tell(Progress(done, len(spec.seeds)))
    return RestlessResult(spec, tuple(points), len(load_subject(spec.model, spec.seeds[0]).labels))


RESTLESS = Experiment(
    name="restless",
    title="Weights that change their level",
    spec=RestlessSpec,
    measure=measure_restless,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
