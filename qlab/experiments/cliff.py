"""The cliff: every measure against bits, for small and large networks and several seeds, on one axis.

A sweep of (model, seed) pairs runs wherever joblib's ambient configuration says: here, in processes, or on
a Dask cluster; `joblib.parallel_config` chooses.
"""

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from joblib import Parallel, delayed

from qlab.checks import distinct, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.outcome import Outcome
from qlab.experiments.subject import check_classifier, load_subject
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS
from qlab.zoo import MODELS

MAX_POINTS = 500
FLOAT_BITS = 32
COMPARED = ("correct", "accuracy", "nll", "brier", "ece", "flips", "logit_sqnr_db")


@dataclass(frozen=True)
class CliffSpec:
    """Which networks, how many bits, and what is quantized how; one point for every model, seed and bits.

    Raises:
        ValueError: for an unknown checkpoint or recipe, nothing to measure, or over MAX_POINTS points.

    >>> CliffSpec(models=("mlp-16",), seeds=(0,), bits=(4, 2)).points
    2
    """

    models: tuple[str, ...] = ("mlp-8", "mlp-64", "mlp-1024")
    seeds: tuple[int, ...] = (0, 1, 2)
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2, 1)
    quantize: str = "weights"
    granularity: str = "per_tensor"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        for name in ("models", "seeds", "bits"):
            distinct(name, getattr(self, name))
        for model, seed in self.pairs:
            check_classifier(model, seed)
        if len(tasks := {MODELS[model].task for model in self.models}) > 1:
            raise ValueError(
                f"models must be trained for one task, to share a scale; got {', '.join(sorted(tasks))}."
            )
        for bits in self.bits:
            bits_recipe(bits, self.quantize, self.granularity, self.range_method)
        within("models x seeds x bits", self.points, 1, MAX_POINTS)

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """Return every (model, seed)."""
        return [(model, seed) for model in self.models for seed in self.seeds]

    @property
    def points(self) -> int:
        """Return how many points that is."""
        return len(self.pairs) * len(self.bits)


@dataclass(frozen=True)
class CliffPoint:
    """One network at one number of bits, measured in `duration_s` seconds; FLOAT_BITS is the float network itself."""

    model: str
    seed: int
    bits: int
    outcome: Outcome
    duration_s: float = field(compare=False)


@dataclass(frozen=True)
class CliffResult:
    """The points of a sweep, in the order of the spec, and the float networks they fell from."""

    spec: CliffSpec
    points: tuple[CliffPoint, ...]
    floats: tuple[CliffPoint, ...]
    chance: float

    @property
    def n_test(self) -> int:
        """Return the test samples behind each point."""
        return self.points[0].outcome.n_test

    @property
    def numbers(self) -> dict[str, float]:
        """Return the measures that a receipt compares, by model, seed and bits."""
        return {
            f"{point.model}-s{point.seed}@{point.bits}.{name}": getattr(point.outcome, name)
            for point in self.points
            for name in COMPARED
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per model, seed and bits."""
        spec = self.spec
        how = {"quantize": spec.quantize, "granularity": spec.granularity, "range": spec.range_method}
        return [
            {"model": point.model, "seed": point.seed, "bits": point.bits} | how | asdict(point.outcome)
            for point in self.points
        ]


def _measure_pair(spec: CliffSpec, model: str, seed: int) -> list[CliffPoint]:
    start = time.perf_counter()
    subject = load_subject(model, seed)
    points = [CliffPoint(model, seed, FLOAT_BITS, subject.float_outcome, time.perf_counter() - start)]
    for bits in spec.bits:
        start = time.perf_counter()
        network = subject.quantized(bits_recipe(bits, spec.quantize, spec.granularity, spec.range_method))
        points.append(CliffPoint(model, seed, bits, subject.outcome(network), time.perf_counter() - start))
    return points


def _all_points(spec: CliffSpec, tell: Tell) -> Iterator[CliffPoint]:
    answers = Parallel(return_as="generator")(delayed(_measure_pair)(spec, *pair) for pair in spec.pairs)
    tell(Progress(0, len(spec.pairs)))
    for done, points in enumerate(answers, start=1):
        yield from points
        tell(Progress(done, len(spec.pairs)))


def measure_cliff(spec: CliffSpec, tell: Tell = keep_quiet) -> CliffResult:
    """Quantize every network of the spec at every number of bits and measure it on its test set.

    >>> result = measure_cliff(CliffSpec(models=("mlp-16",), seeds=(0,), bits=(8, 2)))
    >>> [point.bits for point in result.points]
    [8, 2]
    """
    points = list(_all_points(spec, tell))
    return CliffResult(
        spec=spec,
        points=tuple(point for point in points if point.bits != FLOAT_BITS),
        floats=tuple(point for point in points if point.bits == FLOAT_BITS),
        chance=max(TASKS[MODELS[model].task].chance for model in spec.models),
    )


CLIFF = Experiment(
    name="cliff",
    title="Measures against bits",
    spec=CliffSpec,
    measure=measure_cliff,
    checkpoints=lambda spec: spec.pairs,
)
