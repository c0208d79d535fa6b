"""Rounding noise: how large the error of a grid is, and how much it knows of the value, step by step.

The usual model says: noise of power step^2 / 12, independent of the value. Bennett 1948; Widrow and Kollar,
Quantization Noise, Cambridge University Press 2008, chapter 4 and, for where it fails, chapter 6.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from qlab.checks import distinct, within
from qlab.experiments.experiment import Experiment, Tell, keep_quiet
from qlab.experiments.sources import check_source, layer_of, read_source
from qlab.formats import FORMATS
from qlab.projection import project
from qlab.qparams import symmetric

GRID = FORMATS["int16"]  # so many levels that nothing is clipped
TERMS = 40  # of the series; the rest is below 1e-15 for steps of at most 8 sigma
FINEST, COARSEST = 0.01, 8.0


@dataclass(frozen=True)
class RoundingNoiseSpec:
    """Which values, and how coarse the grids are, in multiples of the values' root mean square (sigma).

    Raises:
        ValueError: for an unknown source, n outside 256..2^24, or a step outside 0.01..8.

    >>> RoundingNoiseSpec(steps=(1.0, 2.0)).source
    'gaussian'
    """

    source: str = "gaussian"
    steps: tuple[float, ...] = (0.1, 0.25, 0.5, 1.0, 1.5, 2.0)
    n: int = 65_536
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        check_source(self.source, self.seed)
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


def gaussian_noise(step: float) -> tuple[float, float]:
    """Return (power, correlation) of the rounding error of a Gaussian on an endless grid, `step` in sigma.

    Widrow and Kollar 2008, section 6.4 and appendix: with r = 1 / step,
    power = 1 + 12 / pi^2 sum (-1)^k k^-2 exp(-2 pi^2 k^2 r^2), correlation = 2 sum (-1)^k exp(-2 pi^2 k^2 r^2).

    >>> power, correlation = gaussian_noise(4.0)
    >>> round(power, 5), round(correlation, 5)
    (0.64811, -0.56807)
    """
    k = np.arange(1, TERMS + 1)
    terms = np.where(k % 2, -1.0, 1.0) * np.exp(-2 * np.square(np.pi * k / step))
    return float(1 + 12 / np.pi**2 * np.sum(terms / k**2)), float(2 * np.sum(terms))


def _point(values: Tensor, sigma: float, step: float) -> NoisePoint:
    width = step * sigma
    scale = torch.full((1, 1), width, dtype=values.dtype)
    error = project(values[None], symmetric(scale), GRID)[0] - values
    return NoisePoint(
        step,
        float(error.square().mean()) / (width**2 / 12),
        float((values * error).mean()) / sigma**2,
        *gaussian_noise(step),
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
    return RoundingNoiseResult(spec, len(values), tuple(_point(values, sigma, step) for step in spec.steps))


ROUNDING_NOISE = Experiment(
    name="rounding_noise",
    title="Rounding noise",
    spec=RoundingNoiseSpec,
    measure=measure_rounding_noise,
    checkpoints=lambda spec: [(layer[0], spec.seed)] if (layer := layer_of(spec.source)) else [],
)
