"""The cliff in dB: accuracy against the noise in the logits, pooled over networks, scales, range methods and units."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Any

import torch

from qlab.checks import distinct, within
from qlab.equalization import MAX_UNITS, linear_layers, random_units
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.sizes import share_kept
from qlab.experiments.subject import Subject, load_subject
from qlab.recipe import bits_recipe
from qlab.zoo import MODELS

MAX_POINTS = 2000


@dataclass(frozen=True)
class CliffInDbSpec:
    """Which networks, in which units, quantized how; one point for every combination.

    Units are k of `qlab.equalization.random_units`: 0 is the network as trained. At 1 bit weights have a rule of
    their own, so a curve ends at 2 bits.

    Raises:
        ValueError: for what a `CliffSpec` refuses, units that a network cannot be given, or over MAX_POINTS points.

    >>> CliffInDbSpec(units=(0,), bits=(8, 4, 2)).points
    30
    """

    models: tuple[str, ...] = ("mlp-64",)
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    units: tuple[int, ...] = (0, 2, 4, 6)
    granularities: tuple[str, ...] = ("per_tensor", "per_channel")
    range_methods: tuple[str, ...] = ("minmax",)
    bits: tuple[int, ...] = (13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        for name in ("units", "granularities", "range_methods"):
            distinct(name, getattr(self, name))
        for k in self.units:
            within("units", k, 0, MAX_UNITS)
        for granularity, method in product(self.granularities, self.range_methods):
            CliffSpec(self.models, self.seeds, self.bits, "weights", granularity, method)
        for bits in self.bits:
            within("bits", bits, 2, 16)
        for model in self.models if any(self.units) else ():
            linear_layers(MODELS[model].architecture())
        within("points", self.points, 1, MAX_POINTS)

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """Return every (model, seed)."""
        return list(product(self.models, self.seeds))

    @property
    def points(self) -> int:
        """Return how many points that is."""
        ways = len(self.units) * len(self.granularities) * len(self.range_methods)
        return len(self.pairs) * ways * len(self.bits)


@dataclass(frozen=True)
class DbPoint:
    """One network in one set of units at one number of bits: how many it gets right, and the noise in its logits."""

    model: str
    seed: int
    units: int
    granularity: str
    range_method: str
    bits: int
    correct: int
    kept: float
    """The share of the float network's accuracy above chance that is left: 1 all, 0 chance."""
    sqnr_db: float


@dataclass(frozen=True)
class CliffInDbResult:
    """The points, most bits first in each curve, and the accuracy of each float network, by model and seed."""

    spec: CliffInDbSpec
    points: tuple[DbPoint, ...]
    float_accuracy: tuple[float, ...]
    chance: float
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: right answers and SQNR, by network, units, way and bits."""
        return {
            f"{p.model}-s{p.seed}*{p.units}.{p.granularity}.{p.range_method}@{p.bits}.{name}": getattr(
                p, name
            )
            for p in self.points
            for name in ("correct", "sqnr_db")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per point."""
        return [asdict(point) for point in self.points]


def _points(spec: CliffInDbSpec, subject: Subject, model: str, seed: int) -> Iterator[DbPoint]:
    best, chance = subject.float_outcome.accuracy, subject.task.chance
    for k in spec.units:
        network = random_units(subject.model, k, generator=torch.Generator().manual_seed(seed)) if k else None
        changed = replace(subject, model=network) if network else subject
        for granularity, method in product(spec.granularities, spec.range_methods):
            for bits in sorted(spec.bits, reverse=True):
                recipe = bits_recipe(bits, "weights", granularity, method)
                outcome = subject.outcome(changed.quantized(recipe))
                kept = share_kept(outcome.accuracy, best, chance)
                how = (model, seed, k, granularity, method, bits)
                yield DbPoint(*how, outcome.correct, kept, outcome.logit_sqnr_db)


def measure_cliff_in_db(spec: CliffInDbSpec, tell: Tell = keep_quiet) -> CliffInDbResult:
    """Quantize the weights of every network in every way; measure accuracy and the SQNR of the logits in dB.

    >>> result = measure_cliff_in_db(CliffInDbSpec(seeds=(0,), units=(0,), bits=(2, 8)))
    >>> [point.bits for point in result.points]
    [8, 2, 8, 2]
    """
    points: list[DbPoint] = []
    floats = []
    for done, (model, seed) in enumerate(spec.pairs):
        tell(Progress(done, len(spec.pairs)))
        subject = load_subject(model, seed)
        floats.append(subject.float_outcome.accuracy)
        points += _points(spec, subject, model, seed)
    return CliffInDbResult(spec, tuple(points), tuple(floats), subject.task.chance, len(subject.labels))


CLIFF_IN_DB = Experiment(
    name="cliff_in_db",
    title="Accuracy against the noise in the logits",
    spec=CliffInDbSpec,
    measure=measure_cliff_in_db,
    checkpoints=lambda spec: spec.pairs,
)
