"""Where quantization error comes from: clipping beyond the range, rounding within it."""

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize
from qlab.rounding import FLOAT32_SLACK


@dataclass(frozen=True)
class ErrorParts:
    """Mean squared error of a quantized tensor, in its units squared; the two parts add up to the total."""

    clipping: float
    rounding: float
    clipped_share: float

    @property
    def total(self) -> float:
        """Return clipping + rounding."""
        return self.clipping + self.rounding


def is_clipped(x: Tensor, bottom: Tensor, top: Tensor) -> Tensor:
    """Return True where `x` lies beyond the levels `bottom`..`top` by more than the float rounding of a level.

    >>> is_clipped(torch.tensor([0.5, 1.0000001, 1.1]), torch.tensor(-1.0), torch.tensor(1.0)).tolist()
    [False, False, True]
    """
    slack = FLOAT32_SLACK * x.abs()
    return (x - top > slack) | (bottom - x > slack)


def error_parts(x: Tensor, spec: QuantSpec, *, generator: torch.Generator | None = None) -> ErrorParts:
    """Split the mean squared error of fake_quantize(x, spec) into its clipping and its rounding part.

    A value is clipped when it lies beyond its block's outermost level; its whole error counts as clipping.
    Every other value's error is rounding. Nagel et al. 2021, arXiv:2106.08295, section 2.2. Stochastic rounding
    needs a `generator`.

    Raises:
        ValueError: as fake_quantize, and if `x` is empty.

    >>> parts = error_parts(torch.tensor([0.0, 0.4, 1.0]), QuantSpec("int2"))
    >>> (parts.clipping, round(parts.rounding, 4))
    (0.0, 0.0533)
    """
    qparams = choose_qparams(x, spec)
    if x.numel() == 0:
        raise ValueError("x must hold at least one value; got an empty tensor.")
    projected = fake_quantize(x, spec, qparams, generator=generator)
    nearest = replace(spec, rounding="nearest_even")
    top, bottom = (
        fake_quantize(torch.full_like(x, end), nearest, qparams) for end in (torch.inf, -torch.inf)
    )
    squared = (projected.double() - x.double()).square()
    clipped = is_clipped(x, bottom, top)
    clipping, rounding = (torch.where(mask, squared, 0.0).mean().item() for mask in (clipped, ~clipped))
    return ErrorParts(clipping, rounding, clipped.double().mean().item())
