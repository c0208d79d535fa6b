"""The ladder: the same bits, spent better and better, by granularity and range method."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import product
from statistics import fmean
from typing import Any

from qlab.checks import distinct, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.sizes import SizesSpec, measure_sizes

Way = tuple[str, str]
"""Granularity and range method."""


@dataclass(frozen=True)
class LadderSpec:
    """Which network, at which bits, in which ways: every granularity with every range method.

    Raises:
        ValueError: for what a `SizesSpec` refuses, or no way at all.

    >>> LadderSpec().ways[0]
    ('per_tensor', 'minmax')
    """

    model: str = "mlp-64"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (3, 2)
    granularities: tuple[str, ...] = ("per_tensor", "per_channel")
    range_methods: tuple[str, ...] = ("minmax", "mse")

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        distinct("granularities", self.granularities)
        distinct("range_methods", self.range_methods)
        within("granularities x range_methods", len(self.ways), 1, 16)
        for way in self.ways:
            self.sizes(way)

    @property
    def ways(self) -> list[Way]:
        """Return every (granularity, range method)."""
        return list(product(self.granularities, self.range_methods))

    def sizes(self, way: Way) -> SizesSpec:
        """Return the measurement of one way."""
        return SizesSpec((self.model,), self.seeds, self.bits, *way)


@dataclass(frozen=True)
class Rung:
    """One way at one number of bits: the share of its accuracy above chance that a seed loses, in percent."""

    granularity: str
    range_method: str
    seed: int
    bits: int
    correct: int
    lost: float


@dataclass(frozen=True)
class LadderResult:
    """The rungs, way by way, in the order of the spec."""

    spec: LadderSpec
    rungs: tuple[Rung, ...]
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: right answers by way, seed and bits."""
        return {f"{r.granularity}.{r.range_method}.s{r.seed}@{r.bits}.correct": r.correct for r in self.rungs}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per rung."""
        return [{"model": self.spec.model} | asdict(rung) for rung in self.rungs]

    def losses(self, way: Way, bits: Sequence[int]) -> list[float]:
        """Return for each seed what is lost in percent in this way, averaged over `bits`.

        >>> result = measure_ladder(LadderSpec("mlp-16", (0,)))
        >>> worst, best = result.losses(("per_tensor", "minmax"), (2,)), result.losses(("per_tensor", "mse"), (2,))
        >>> best < worst
        True
        """
        mine = [r for r in self.rungs if (r.granularity, r.range_method) == way and r.bits in bits]
        return [fmean(r.lost for r in mine if r.seed == seed) for seed in self.spec.seeds]


def measure_ladder(spec: LadderSpec, tell: Tell = keep_quiet) -> LadderResult:
    """Quantize the weights of a network in every way at every number of bits, and measure what it loses.

    >>> len(measure_ladder(LadderSpec("mlp-16", (0,))).rungs)
    8
    """
    rungs: list[Rung] = []
    for done, way in enumerate(spec.ways):
        tell(Progress(done, len(spec.ways)))
        result = measure_sizes(spec.sizes(way))
        rungs += [Rung(*way, p.seed, p.bits, p.correct, p.lost) for p in result.points]
    return LadderResult(spec, tuple(rungs), result.n_test)


LADDER = Experiment(
    name="ladder",
    title="The same bits, spent better",
    spec=LadderSpec,
    measure=measure_ladder,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
