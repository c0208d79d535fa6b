"""The same function in other units: what a change that no float output shows does to a quantized network."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import torch

from qlab.checks import distinct, one_of, within
from qlab.equalization import MAX_UNITS, equalize, linear_layers, random_units
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import Subject, check_checkpoint, load_subject
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS
from qlab.zoo import MODELS

ARMS = {"per tensor": "per_tensor", "per channel": "per_channel", "equalized, per tensor": "per_tensor"}
"""What is measured: the granularity of the changed network, and of its equalized copy."""
EQUALIZED = "equalized, per tensor"


@dataclass(frozen=True)
class UnitsSpec:
    """Which network, in which units (k of `qlab.equalization.random_units`; 0 is as trained), at which bits.

    Weights are quantized by min-max, at each bits with every one of ARMS.

    Raises:
        ValueError: for an unknown checkpoint, a network that is no plain stack of Linear and ReLU, or units or bits
            out of range.

    >>> UnitsSpec().units
    6
    """

    model: str = "mlp-64"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    units: int = 6
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2)

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        for name in ("seeds", "bits"):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), 1, 16)
        for seed in self.seeds:
            check_checkpoint(self.model, seed)
        linear_layers(MODELS[self.model].architecture())
        one_of(f"kind of task of {self.model}", TASKS[MODELS[self.model].task].kind, ["classification"])
        within("units", self.units, 0, MAX_UNITS)
        for bits in self.bits:
            bits_recipe(bits)


@dataclass(frozen=True)
class UnitsPoint:
    """One of ARMS with one seed at one number of bits."""

    arm: str
    seed: int
    bits: int
    correct: int
    accuracy: float
    sqnr_db: float


@dataclass(frozen=True)
class UnitsResult:
    """The points; the accuracy of each seed's float network; how far its outputs moved with the units at most.

    `moved` is the largest difference of a logit, of the changed and the equalized float networks, over the root mean
    square of the logits.
    """

    spec: UnitsSpec
    points: tuple[UnitsPoint, ...]
    float_accuracy: tuple[float, ...]
    moved: float
    chance: float
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: right answers and SQNR, by arm, seed and bits."""
        return {
            f"{point.arm}.s{point.seed}@{point.bits}.{name}": getattr(point, name)
            for point in self.points
            for name in ("correct", "sqnr_db")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per point."""
        return [{"model": self.spec.model, "units": self.spec.units} | asdict(point) for point in self.points]

    def drops(self, arm: str, bits: int) -> list[float]:
        """Return the percentage points that each seed has lost with `arm` at `bits`, against its float network."""
        found = [point.accuracy for point in self.points if (point.arm, point.bits) == (arm, bits)]
        return [100 * (best - now) for best, now in zip(self.float_accuracy, found, strict=True)]


def _points(
    bits: tuple[int, ...], subject: Subject, arms: dict[str, Subject], seed: int
) -> Iterator[UnitsPoint]:
    for arm, changed in arms.items():
        for b in bits:
            outcome = subject.outcome(changed.quantized(bits_recipe(b, granularity=ARMS[arm])))
            yield UnitsPoint(arm, seed, b, outcome.correct, outcome.accuracy, outcome.logit_sqnr_db)


def _moved(subject: Subject, changed: Subject) -> float:
    difference = logits_of(changed.model, subject.data.test_x) - subject.float_logits
    return float(np.abs(difference).max() / np.sqrt(np.mean(subject.float_logits**2)))


def measure_units(spec: UnitsSpec, tell: Tell = keep_quiet) -> UnitsResult:
    """Give every hidden channel a unit of its own, then quantize per tensor, per channel, and equalized.

    >>> result = measure_units(UnitsSpec("mlp-16", seeds=(0,), bits=(8,)))
    >>> result.moved < 1e-3, max(result.drops("per tensor", 8)) > 10
    (True, True)
    """
    points: list[UnitsPoint] = []
    floats, moved = [], 0.0
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        subject = load_subject(spec.model, seed)
        units = torch.Generator().manual_seed(seed)
        changed = replace(subject, model=random_units(subject.model, spec.units, generator=units))
        equalized = replace(subject, model=equalize(changed.model))
        arms = {arm: equalized if arm == EQUALIZED else changed for arm in ARMS}
        floats.append(subject.float_outcome.accuracy)
        moved = max(moved, _moved(subject, changed), _moved(subject, equalized))
        points += _points(spec.bits, subject, arms, seed)
    return UnitsResult(spec, tuple(points), tuple(floats), moved, subject.task.chance, len(subject.labels))


UNITS = Experiment(
    name="units",
    title="The same function in other units",
    spec=UnitsSpec,
    measure=measure_units,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
