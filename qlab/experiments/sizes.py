"""Small and large: what networks lose with their bits, as a share of what they had, so that sizes can be compared."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.experiments.experiment import Experiment, Tell, keep_quiet

SMALL_TO_LARGE = ("mlp-4", "mlp-8", "mlp-16", "mlp-32", "mlp-64", "mlp-128", "mlp-256")


@dataclass(frozen=True)
class SizesSpec:
    """Which networks, with which seeds, at which bits, and how their weights are quantized.

    Raises:
        ValueError: for what a `CliffSpec` refuses.

    >>> SizesSpec().bits[-1]
    2
    """

    models: tuple[str, ...] = SMALL_TO_LARGE
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2)
    granularity: str = "per_tensor"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        _ = self.cliff

    @property
    def cliff(self) -> CliffSpec:
        """Return the sweep that measures it."""
        return CliffSpec(self.models, self.seeds, self.bits, "weights", self.granularity, self.range_method)

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """Return every (model, seed)."""
        return self.cliff.pairs


@dataclass(frozen=True)
class SizePoint:
    """One network at one number of bits: how many it gets right, and its share of accuracy above chance lost (%)."""

    model: str
    seed: int
    bits: int
    correct: int
    lost: float


@dataclass(frozen=True)
class SizesResult:
    """The points, in the order of the spec."""

    spec: SizesSpec
    points: tuple[SizePoint, ...]
    chance: float
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: right answers by model, seed and bits."""
        return {f"{point.model}-s{point.seed}@{point.bits}.correct": point.correct for point in self.points}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per model, seed and bits."""
        how = {"granularity": self.spec.granularity, "range": self.spec.range_method}
        return [asdict(point) | how for point in self.points]

    def losses(self, model: str, bits: Sequence[int] = ()) -> list[float]:
        """Return for each seed what `model` loses in percent, averaged over `bits` (all of them if none are named).

        >>> result = measure_sizes(SizesSpec(("mlp-16",), (0, 1), (8, 2)))
        >>> min(result.losses("mlp-16", (2,))) > max(result.losses("mlp-16", (8,)))
        True
        """
        return lost_by_seed(self.points, self.spec.seeds, model, bits or self.spec.bits)


def lost_by_seed(points: Sequence[Any], seeds: Sequence[int], model: str, bits: Sequence[int]) -> list[float]:
    """Return for each seed the mean over `bits` of what `model` has lost, from points that say so.

    >>> points = [SizePoint("mlp-4", 0, 8, 500, 2.0), SizePoint("mlp-4", 0, 2, 100, 80.0)]
    >>> lost_by_seed(points, [0], "mlp-4", [8, 2])
    [41.0]
    """
    mine = [point for point in points if point.model == model and point.bits in bits]
    return [fmean(point.lost for point in mine if point.seed == seed) for seed in seeds]


def share_kept(accuracy: float, best: float, chance: float) -> float:
    """Return which share of its accuracy above chance a network has kept, if it had `best`: 1 all, 0 only chance.

    >>> share_kept(0.5, 0.9, 0.1)
    0.5
    """
    return (accuracy - chance) / (best - chance)


def measure_sizes(spec: SizesSpec, tell: Tell = keep_quiet) -> SizesResult:
    """Quantize the weights of every network at every number of bits, and measure what it loses.

    >>> [point.bits for point in measure_sizes(SizesSpec(("mlp-16",), (0,), (8, 2))).points]
    [8, 2]
    """
    cliff = measure_cliff(spec.cliff, tell)
    best = {(p.model, p.seed): p.outcome.accuracy for p in cliff.floats}

    def lost(model: str, seed: int, accuracy: float) -> float:
        return 100 * (1 - share_kept(accuracy, best[model, seed], cliff.chance))

    points = tuple(
        SizePoint(p.model, p.seed, p.bits, p.outcome.correct, lost(p.model, p.seed, p.outcome.accuracy))
        for p in cliff.points
    )
    return SizesResult(spec, points, cliff.chance, cliff.n_test)


SIZES = Experiment(
    name="sizes",
    title="What small and large networks lose",
    spec=SizesSpec,
    measure=measure_sizes,
    checkpoints=lambda spec: spec.pairs,
)
