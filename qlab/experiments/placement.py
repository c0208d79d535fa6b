"""Where to put the levels: evenly, where they lose the least on a Gaussian, or where they do on the values at hand.

Lloyd-Max levels (Max 1960; Lloyd 1982) against evenly spaced ones with the best step, and both against the bound of
rate-distortion theory for a Gaussian, D(R) = sigma^2 2^(-2R): 6.02 dB a bit (Shannon 1959). With many levels Lloyd-Max
stays pi sqrt(3) / 2 of it behind (Panter and Dite, Proc. IRE 39, 1951).
"""

from dataclasses import asdict, dataclass
from math import log10, pi, sqrt
from typing import Any

import numpy as np
from scipy.stats import norm

from qlab.checks import distinct, within
from qlab.experiments.best_uniform import best_uniform_db
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.falls import DB_PER_BIT
from qlab.experiments.sources import check_source, layer_of, read_source
from qlab.lloyd_max import lloyd_max_levels
from qlab.metrics.signal import sqnr_db
from qlab.quantizer import QuantSpec, fake_quantize

PANTER_DITE_DB = 10 * log10(pi * sqrt(3) / 2)
"""4.35 dB: how far below the bound many Lloyd-Max levels stay on a Gaussian."""


@dataclass(frozen=True)
class PlacementSpec:
    """Which values, and how many bits: 2^bits levels.

    Raises:
        ValueError: for an unknown source, n outside 256..2^20, or bits outside 1..8.

    >>> PlacementSpec("laplace").bits[0]
    3
    """

    source: str = "gaussian"
    bits: tuple[int, ...] = (3, 4, 5, 6, 7, 8)
    n: int = 65_536
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        check_source(self.source, self.seed)
        within("n", self.n, 256, 2**20)
        within("number of bits", len(distinct("bits", self.bits)), 1, 8)
        for bits in self.bits:
            within("bits", bits, 1, 8)


@dataclass(frozen=True)
class PlacementPoint:
    """What one number of bits reaches, SQNRs in dB.

    Attributes:
        bits: there are 2^bits levels.
        uniform_db: evenly spaced levels around 0, the step that loses the least here.
        lloyd_max_db: the Lloyd-Max levels of a Gaussian with these values' root mean square.
        fitted_db: levels that Lloyd's iteration fitted to these very values.
        table_db: what the Lloyd-Max levels reach on a Gaussian, in closed form.
        bound_db: what nothing can exceed on a Gaussian.
    """

    bits: int
    uniform_db: float
    lloyd_max_db: float
    fitted_db: float
    table_db: float
    bound_db: float


@dataclass(frozen=True)
class PlacementResult:
    """The points in the order of the spec, over `n` values."""

    spec: PlacementSpec
    n: int
    points: tuple[PlacementPoint, ...]
    n_test: int = 0

    @property
    def numbers(self) -> dict[str, float]:
        """Return the three measured SQNRs by bits."""
        return {
            f"{point.bits}.{name}": getattr(point, name)
            for point in self.points
            for name in ("uniform_db", "lloyd_max_db", "fitted_db")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per number of bits."""
        return [{"source": self.spec.source} | asdict(point) for point in self.points]


def gaussian_lloyd_max_db(count: int) -> float:
    """Return the SQNR in dB of the `count` Lloyd-Max levels on N(0, 1): each is its cell's mean, so D = 1 - E[level^2].

    >>> round(gaussian_lloyd_max_db(16), 3)
    20.222
    """
    levels = np.array(lloyd_max_levels(count))
    edges = np.concatenate([[-np.inf], (levels[1:] + levels[:-1]) / 2, [np.inf]])
    return -10 * log10(1 - float(np.sum(np.diff(norm.cdf(edges)) * levels**2)))


def measure_placement(spec: PlacementSpec, tell: Tell = keep_quiet) -> PlacementResult:
    """Move the same values to evenly spaced, Lloyd-Max and fitted levels, at every number of bits.

    >>> point, = measure_placement(PlacementSpec(bits=(4,), n=4096)).points
    >>> point.uniform_db < point.lloyd_max_db < point.fitted_db < point.bound_db
    True
    """
    values = read_source(spec.source, spec.n, spec.seed)
    points = []
    for done, bits in enumerate(spec.bits):
        tell(Progress(done, len(spec.bits)))
        made, fitted = (
            sqnr_db(values, fake_quantize(values, QuantSpec(f"{name}{bits}")))
            for name in ("lloyd_max", "kmeans")
        )
        even, table = best_uniform_db(values.numpy(), 2**bits), gaussian_lloyd_max_db(2**bits)
        points.append(PlacementPoint(bits, even, made, fitted, table, DB_PER_BIT * bits))
    return PlacementResult(spec, len(values), tuple(points))


PLACEMENT = Experiment(
    name="placement",
    title="Where to put the levels",
    spec=PlacementSpec,
    measure=measure_placement,
    checkpoints=lambda spec: [(layer[0], spec.seed)] if (layer := layer_of(spec.source)) else [],
)
