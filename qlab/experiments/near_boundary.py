"""Near the boundary: whether the points that flip with few bits are those close to the float network's boundary."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import KDTree
from sklearn.metrics import roc_auc_score

from qlab.checks import distinct, within
from qlab.experiments.boundary import BoundarySpec, measure_boundary
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.plane import Decisions, places

TENTHS = 10


@dataclass(frozen=True)
class NearBoundarySpec:
    """Which network in the plane, which of its seeds, at how many bits, quantized how.

    Raises:
        ValueError: for an unknown checkpoint or recipe, or seeds that stand twice.

    >>> NearBoundarySpec(bits=2).of_seed(3).seed
    3
    """

    model: str = "mlp-circles"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: int = 4
    quantize: str = "weights"
    granularity: str = "per_tensor"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what does not exist."""
        within("number of seeds", len(distinct("seeds", self.seeds)), 1, 16)
        for seed in self.seeds:
            self.of_seed(seed)

    def of_seed(self, seed: int) -> BoundarySpec:
        """Return the spec of one seed's boundary."""
        return BoundarySpec(self.model, seed, self.bits, self.quantize, self.granularity, self.range_method)


@dataclass(frozen=True)
class Flipped:
    """Which test points flipped in the network of one seed.

    Attributes:
        flips: how many.
        farther: of all pairs of a point that flipped and one that did not, the share in which the one that flipped
            lies farther from the boundary (a tie counts half), 0..1; None where there is no such pair.
        by_tenth: the share that flipped in each tenth of the points, 0..1, the tenth nearest to the boundary first.
    """

    seed: int
    flips: int
    farther: float | None
    by_tenth: tuple[float, ...]


@dataclass(frozen=True)
class NearBoundaryResult:
    """Which points flipped, seed by seed."""

    spec: NearBoundarySpec
    n_test: int
    flipped: tuple[Flipped, ...]

    @property
    def farther(self) -> list[float]:
        """Return `farther` of each seed that has a pair to compare."""
        return [one.farther for one in self.flipped if one.farther is not None]

    @property
    def numbers(self) -> dict[str, float]:
        """Return the figures that a receipt compares."""
        flips = {f"s{one.seed}.flips": float(one.flips) for one in self.flipped}
        return flips | {
            f"s{one.seed}.farther": one.farther for one in self.flipped if one.farther is not None
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per seed."""
        return [
            {"seed": one.seed, "flips": one.flips, "farther": one.farther}
            | {f"tenth_{number}": share for number, share in enumerate(one.by_tenth, start=1)}
            for one in self.flipped
        ]


def distances(seen: Decisions) -> np.ndarray:
    """Return how far each point lies from the nearest place where the float network says otherwise, (n,).

    Places are a step of the square apart, so this is right to within a step. Where the whole square has one answer
    there is no boundary, and all points are infinitely far.
    """
    square, answers, ones = places().numpy(), seen.float_field.ravel() > 0, seen.float_margins > 0
    far = np.full(len(ones), np.inf)
    for answer in (False, True):
        if (answers != answer).any() and (ones == answer).any():
            far[ones == answer] = KDTree(square[answers != answer]).query(seen.points[ones == answer])[0]
    return far


def flipped_by_distance(seed: int, flipped: np.ndarray, distance: np.ndarray) -> Flipped:
    """Return which points flipped, bool (n,), by their distance from the boundary (n,).

    1 - `farther` is the area under the ROC curve, and so Mann and Whitney's U over the number of pairs (Hanley &
    McNeil 1982, Radiology 143:29).

    >>> flipped_by_distance(0, np.array([True, False, False]), np.array([0.1, 0.5, 0.9])).farther
    0.0
    """
    tenths = np.array_split(flipped[distance.argsort(kind="stable")], TENTHS)
    nobody = flipped.all() or not flipped.any()
    return Flipped(
        seed=seed,
        flips=int(flipped.sum()),
        farther=None if nobody else float(roc_auc_score(flipped, distance)),
        by_tenth=tuple(float(tenth.mean()) for tenth in tenths if len(tenth)),
    )


def measure_near_boundary(spec: NearBoundarySpec, tell: Tell = keep_quiet) -> NearBoundaryResult:
    """Quantize the network of every seed and see how far from its float boundary the points lie that flip.

    >>> measure_near_boundary(NearBoundarySpec(seeds=(0,), bits=16)).flipped[0].flips
    0
    """
    flipped = []
    for done, seed in enumerate(spec.seeds, start=1):
        seen = measure_boundary(spec.of_seed(seed)).decisions
        flipped.append(flipped_by_distance(seed, seen.flipped, distances(seen)))
        tell(Progress(done, len(spec.seeds)))
    return NearBoundaryResult(spec, len(seen.labels), tuple(flipped))


NEAR_BOUNDARY = Experiment(
    name="near_boundary",
    title="Do those near the boundary flip?",
    spec=NearBoundarySpec,
    measure=measure_near_boundary,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
