"""Staircase: what comes out of a quantizer over what goes in."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from qlab.checks import one_of, within
from qlab.formats import FORMATS
from qlab.qparams import QParams
from qlab.quantizer import QuantSpec, fake_quantize

POINTS, DRAWS = 401, 200
BELOW = ("nothing", "error", "slope")
ROUNDINGS = ("nearest_even", "stochastic", "dither")


@dataclass(frozen=True)
class StaircaseSpec:
    """Which levels, times `scale`, seen from -`reach` to `reach`; how it rounds; and what stands below.

    "dither" adds evenly spread noise as wide as a step of 1 scale before it rounds to nearest.

    Raises:
        ValueError: for an unknown format or word, or a number out of its range.
    """

    format: str = "int3"
    scale: float = 1.0
    reach: float = 3.5
    rounding: str = "nearest_even"
    below: str = "nothing"

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        one_of("format", self.format, FORMATS)
        within("scale", self.scale, 0.01, 10.0)
        within("reach", self.reach, 0.1, 100.0)
        one_of("rounding", self.rounding, ROUNDINGS)
        one_of("below", self.below, BELOW)


@dataclass(frozen=True, eq=False)
class Staircase:
    """Inputs; the outputs of one draw and, where rounding is a matter of chance, their mean over DRAWS draws.

    `beyond` says which inputs lie outside the outermost levels.
    """

    x: np.ndarray
    out: np.ndarray
    mean: np.ndarray | None
    beyond: np.ndarray


def staircase(spec: StaircaseSpec) -> Staircase:
    """Return what `spec` makes of evenly spaced inputs.

    >>> len(set(staircase(StaircaseSpec("int2", reach=3.0)).out.tolist()))
    3
    """
    x = torch.linspace(-spec.reach, spec.reach, POINTS, dtype=torch.float64)
    generator = torch.Generator().manual_seed(0)
    by_chance = spec.rounding != "nearest_even"
    draws = _quantized(x.expand(DRAWS if by_chance else 1, -1), spec, generator)
    levels = spec.scale * FORMATS[spec.format].levels
    mean = draws.mean(0).numpy() if by_chance else None
    inputs = x.numpy()
    return Staircase(
        inputs, draws[0].numpy(), mean, (inputs > levels.max() + 1e-9) | (inputs < levels.min() - 1e-9)
    )


def _quantized(x: Tensor, spec: StaircaseSpec, generator: torch.Generator) -> Tensor:
    rounding = "stochastic" if spec.rounding == "stochastic" else "nearest_even"
    if spec.rounding == "dither":
        x = x + spec.scale * (torch.rand(x.shape, generator=generator, dtype=x.dtype) - 0.5)
    qparams = QParams(torch.tensor([[spec.scale]]).double(), torch.zeros(1, 1).double())
    return fake_quantize(x, QuantSpec(spec.format, rounding=rounding), qparams, generator=generator)
