"""Rounding noise: how large the error of a grid is, and how much it knows of the value, step by step.

The usual model says: noise of power step^2 / 12, independent of the value. Bennett 1948; Widrow and Kollar,
Quantization Noise, Cambridge University Press 2008, chapter 4 and, for where it fails, chapter 6. Dither makes it true
on any grid: Schuchman 1964; Gray and Stockham, "Dithered quantizers", IEEE Trans. Inf. Theory 39 (1993).
"""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from qlab.checks import distinct, one_of, within
from qlab.experiments.dither import DITHERS, dither
from qlab.experiments.experiment import Experiment, Tell, keep_quiet
from qlab.experiments.rounding_theory import gaussian_noise
from qlab.experiments.sources import check_source, layer_of, read_source
from qlab.formats import FORMATS
from qlab.projection import project
from qlab.qparams import symmetric

GRID = FORMATS["int16"]  # so many levels that nothing is clipped
FINEST, COARSEST = 0.01, 8.0


@dataclass(frozen=True)
class RoundingNoiseSpec:
    """Which values, how coarse the grids are, in multiples of the values' root mean square (sigma), and which dither.

    Raises:
        ValueError: for an unknown source or dither, n outside 256..2^24, or a step outside 0.01..8.

    >>> RoundingNoiseSpec(steps=(1.0, 2.0)).source
    'gaussian'
    """

    source: str = "gaussian"
    steps: tuple[float, ...] = (0.1, 0.25, 0.5, 1.0, 1.5, 2.0)
    n: int = 65_536
    seed: int = 0
    dither: str = "none"

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        check_source(self.source, self.seed)
        one_of("dither", self.dither, DITHERS)
        within("n", self.n, 256, 2**24)
        within("number of steps", len(self.steps), 1, 100)
        for step in distinct("steps", self.steps):
            within("step", step, FINEST, COARSEST)


@dataclass(frozen=True)
class NoisePoint:
    """One grid.

    Attributes:
        step: between two levels, in sigma.
        power: mean squared error over step^2 / 12; the model says 1.
        correlation: mean of value x error over the mean square of the values; the model says 0.
        gaussian_power, gaussian_correlation: what both are for a Gaussian, in closed form.
    """

    step: float
    power: float
    correlation: float
    gaussian_power: float
    gaussian_correlation: float


@dataclass(frozen=True)
class RoundingNoiseResult:
    """The points in the order of the spec, over `n` values."""

    spec: RoundingNoiseSpec
    n: int
    points: tuple[NoisePoint, ...]
    n_test: int = 0

    @property
    def numbers(self) -> dict[str, float]:
        """Return power and correlation by step."""
        return {
            f"{point.step:g}.{name}": getattr(point, name)
            for point in self.points
            for name in ("power", "correlation")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per step."""
        return [dict(vars(point)) for point in self.points]


def _point(values: Tensor, sigma: float, step: float, kind: str, generator: torch.Generator) -> NoisePoint:
    width = step * sigma
    scale = torch.full((1, 1), width, dtype=values.dtype)
    added = width * dither(kind, len(values), generator)
    rounded = project((values + added)[None], symmetric(scale), GRID)[0]
    error = rounded - values - (added if DITHERS[kind].taken_away else 0.0)
    return NoisePoint(
        step,
        float(error.square().mean()) / (width**2 / 12),
        float((values * error).mean()) / sigma**2,
        *gaussian_noise(step, kind),
    )


def measure_rounding_noise(spec: RoundingNoiseSpec, tell: Tell = keep_quiet) -> RoundingNoiseResult:
    """Round the same values on grids of every step and look at the error.

    Raises:
        ValueError: if all values are 0.

    >>> result = measure_rounding_noise(RoundingNoiseSpec(steps=(0.5,)))
    >>> abs(result.points[0].power - 1) < 0.02
    True
    """
    values = read_source(spec.source, spec.n, spec.seed)
    sigma = float(values.square().mean().sqrt())
    if sigma == 0:
        raise ValueError(f"source must have values other than 0; got only zeros from {spec.source}.")
    generator = torch.Generator().manual_seed(spec.seed + 1)  # not the one that drew the values
    points = [_point(values, sigma, step, spec.dither, generator) for step in spec.steps]
    return RoundingNoiseResult(spec, len(values), tuple(points))


ROUNDING_NOISE = Experiment(
    name="rounding_noise",
    title="Rounding noise",
    spec=RoundingNoiseSpec,
    measure=measure_rounding_noise,
    checkpoints=lambda spec: [(layer[0], spec.seed)] if (layer := layer_of(spec.source)) else [],
)
