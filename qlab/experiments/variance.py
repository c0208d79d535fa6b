"""Variance: how far a network's answers scatter when something is drawn anew, against bits."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from math import log2
from statistics import fmean, stdev
from typing import Any

import torch

from qlab.checks import distinct, one_of, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.redraws import FLOAT_BITS, REDRAWS
from qlab.experiments.subject import Subject, check_classifier, load_subject
from qlab.formats import MAX_BITS
from qlab.metrics.classification import accuracy, output_variance

MAX_NETWORKS = 2000
NONE = 1e-30  # stands for a variance of 0, of which there is no logarithm


@dataclass(frozen=True)
class VarianceSpec:
    """What is drawn anew (a key of REDRAWS), how often, and for which networks.

    Raises:
        ValueError: for an unknown source or network, one that does not classify, or a number out of its range.

    >>> VarianceSpec().draws
    20
    """

    source: str = "rounding"
    model: str = "mlp-64"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2)
    draws: int = 20

    def __post_init__(self) -> None:
        """Refuse what cannot be measured, or would take too long."""
        one_of("source", self.source, REDRAWS)
        for seed in distinct("seeds", self.seeds):
            check_classifier(self.model, seed)
        for bits in distinct("bits", self.bits):
            within("bits", bits, 2, MAX_BITS)
        within("draws", self.draws, 2, 100)
        within("seeds x bits x draws", len(self.seeds) * len(self.bits) * self.draws, 1, MAX_NETWORKS)


@dataclass(frozen=True)
class VariancePoint:
    """What the draws of one network do: variance of the probabilities (see output_variance), and their accuracy."""

    seed: int
    bits: int
    variance: float
    accuracy_mean: float
    accuracy_sd: float
    worst: float
    best: float


@dataclass(frozen=True)
class VarianceResult:
    """A point for each seed and number of bits, in order; of jittered inputs also one for each float network."""

    spec: VarianceSpec
    points: tuple[VariancePoint, ...]
    floats: tuple[VariancePoint, ...]
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return variances and accuracies, by seed and bits, as a receipt compares them."""
        return {
            f"s{point.seed}@{point.bits}.{name}": getattr(point, name)
            for point in (*self.floats, *self.points)
            for name in ("variance", "accuracy_mean", "accuracy_sd")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per seed and number of bits; FLOAT_BITS is the float network."""
        return [asdict(point) for point in (*self.floats, *self.points)]

    def at(self, bits: int) -> list[VariancePoint]:
        """Return the points with this many bits, one a seed."""
        return [point for point in self.points if point.bits == bits]

    def doublings(self, more: int, fewer: int) -> tuple[float, ...]:
        """Return for each seed log2 of how many times the variance at `more` bits there is at `fewer`."""
        pairs = zip(self.at(more), self.at(fewer), strict=True)
        return tuple(log2(max(b.variance, NONE)) - log2(max(a.variance, NONE)) for a, b in pairs)


def _measure(subject: Subject, spec: VarianceSpec, seed: int, bits: int) -> VariancePoint:
    generator = torch.Generator().manual_seed(seed)  # the same dice at each number of bits
    logits = list(REDRAWS[spec.source](subject, bits, spec.draws, generator))
    scores = [accuracy(draw, subject.labels) for draw in logits]
    spread = (fmean(scores), stdev(scores), min(scores), max(scores))
    return VariancePoint(seed, bits, output_variance(logits), *spread)


def _points(spec: VarianceSpec, tell: Tell) -> Iterator[VariancePoint]:
    all_bits = (*((FLOAT_BITS,) if spec.source == "jitter" else ()), *spec.bits)
    for i, seed in enumerate(spec.seeds):
        subject = load_subject(spec.model, seed)
        for j, bits in enumerate(all_bits):
            tell(Progress(i * len(all_bits) + j, len(spec.seeds) * len(all_bits)))
            yield _measure(subject, spec, seed, bits)


def measure_variance(spec: VarianceSpec, tell: Tell = keep_quiet) -> VarianceResult:
    """Draw anew what the spec says, and measure how much the answers on the test set vary.

    >>> result = measure_variance(VarianceSpec(model="mlp-16", seeds=(0,), bits=(8, 4)))
    >>> 4 < result.doublings(8, 4)[0] < 12
    True
    """
    points = list(_points(spec, tell))
    return VarianceResult(
        spec=spec,
        points=tuple(point for point in points if point.bits != FLOAT_BITS),
        floats=tuple(point for point in points if point.bits == FLOAT_BITS),
        n_test=len(load_subject(spec.model, spec.seeds[0]).labels),
    )


VARIANCE = Experiment(
    name="variance",
    title="Answers that vary",
    spec=VarianceSpec,
    measure=measure_variance,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
