"""Collapse: at how many bits can guessing no longer be ruled out, and what does a collapsed network answer?"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import torch

from qlab.checks import distinct, within
from qlab.equalization import MAX_UNITS, linear_layers, random_units
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import Subject, check_classifier, load_subject
from qlab.metrics.by_chance import holm, p_of_guessing
from qlab.metrics.classification import predictions, wilson_interval
from qlab.recipe import bits_recipe
from qlab.zoo import MODELS


@dataclass(frozen=True)
class CollapseSpec:
    """Which network, in which units (as in `UnitsSpec`), and how its weights are quantized.

    Raises:
        ValueError: for an unknown checkpoint or recipe, no classifier, or a number out of its range.

    >>> CollapseSpec().bits[-1]
    2
    """

    model: str = "deep-5x32"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2)
    granularity: str = "per_tensor"
    range_method: str = "minmax"
    units: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        for name in ("seeds", "bits"):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), 1, 16)
        for seed in self.seeds:
            check_classifier(self.model, seed)
        if within("units", self.units, 0, MAX_UNITS):
            linear_layers(MODELS[self.model].architecture())
        for bits in self.bits:
            bits_recipe(bits, "weights", self.granularity, self.range_method)


@dataclass(frozen=True)
class CollapsePoint:
    """One seed at one number of bits.

    Attributes:
        seed: which network.
        bits: of its weights.
        correct: how many test samples it gets right.
        low: lower end of the 95 % Wilson interval of its accuracy, 0..1.
        high: upper end.
        p: how likely guessing gets as many right or more, by Holm's method over the bits of the seed.
        commonest: the share of its answers that name the class it names most, 0..1.
        entropy: of its answers, in bits; 0 where they are all the same.
    """

    seed: int
    bits: int
    correct: int
    low: float
    high: float
    p: float
    commonest: float
    entropy: float


@dataclass(frozen=True)
class CollapseResult:
    """The points, seed by seed; each seed's float accuracy; what guessing scores, among how many classes."""

    spec: CollapseSpec
    points: tuple[CollapsePoint, ...]
    float_accuracy: tuple[float, ...]
    chance: float
    classes: int
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: right answers, and how alike they are, by seed and bits."""
        return {
            f"s{point.seed}@{point.bits}.{name}": getattr(point, name)
            for point in self.points
            for name in ("correct", "p", "commonest")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per point."""
        return [{"model": self.spec.model} | asdict(point) for point in self.points]

    def at(self, bits: int) -> list[CollapsePoint]:
        """Return the points with this many bits, one a seed."""
        return [point for point in self.points if point.bits == bits]


def _measured(spec: CollapseSpec, seed: int, subject: Subject) -> Iterator[CollapsePoint]:
    generator = torch.Generator().manual_seed(seed)
    changed = random_units(subject.model, spec.units, generator=generator) if spec.units else subject.model
    subject = replace(subject, model=changed)
    n = len(subject.labels)
    named, right = [], []
    for bits in spec.bits:
        recipe = bits_recipe(bits, "weights", spec.granularity, spec.range_method)
        answers = predictions(logits_of(subject.quantized(recipe), subject.data.test_x))
        named.append(np.bincount(answers, minlength=subject.task.outputs) / n)
        right.append(int((answers == subject.labels).sum()))
    by_guessing = holm([p_of_guessing(correct, n, subject.task.chance) for correct in right])
    for bits, correct, p, share in zip(spec.bits, right, by_guessing, named, strict=True):
        entropy = -float(np.sum(share * np.log2(np.where(share > 0, share, 1))))
        low, high = wilson_interval(correct, n)
        yield CollapsePoint(seed, bits, correct, low, high, p, float(share.max()), abs(entropy))


def measure_collapse(spec: CollapseSpec, tell: Tell = keep_quiet) -> CollapseResult:
    """Test every seed at every number of bits against guessing, and look at which classes it names.

    >>> result = measure_collapse(CollapseSpec("mlp-16", (0,), (8, 2)))
    >>> result.points[0].p < 1e-6, result.points[0].commonest < 0.2
    (True, True)
    """
    points: list[CollapsePoint] = []
    floats = []
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        subject = load_subject(spec.model, seed)
        floats.append(subject.float_outcome.accuracy)
        points += _measured(spec, seed, subject)
    task, n = subject.task, len(subject.labels)
    return CollapseResult(spec, tuple(points), tuple(floats), task.chance, task.outputs, n)


COLLAPSE = Experiment(
    name="collapse",
    title="No better than guessing?",
    spec=CollapseSpec,
    measure=measure_collapse,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
