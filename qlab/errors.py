"""Where quantization error comes from: clipping beyond the range, rounding within it."""

from dataclasses import dataclass

import torch
from torch import Tensor

from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize


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


def error_parts(x: Tensor, spec: QuantSpec) -> ErrorParts:
    """Split the mean squared error of fake_quantize(x, spec) into its clipping and its rounding part.

    A value is clipped when it lies beyond its block's outermost level; its whole error counts as clipping.
    Every other value's error is rounding. Nagel et al. 2021, arXiv:2106.08295, section 2.2.

    Raises:
        ValueError: as choose_qparams, and if `x` is empty.

    >>> parts = error_parts(torch.tensor([0.0, 0.4, 1.0]), QuantSpec("int2"))
    >>> (parts.clipping, round(parts.rounding, 4))
    (0.0, 0.0533)
    """
    if x.numel() == 0:
        raise ValueError("x must hold at least one value; got an empty tensor.")
    qparams = choose_qparams(x, spec)
    projected = fake_quantize(x, spec, qparams)
    top, bottom = (fake_quantize(torch.full_like(x, end), spec, qparams) for end in (torch.inf, -torch.inf))
    squared = (projected - x).double().square()
    clipped = (x > top) | (x < bottom)
    clipping, rounding = (torch.where(mask, squared, 0.0).mean().item() for mask in (clipped, ~clipped))
    return ErrorParts(clipping, rounding, clipped.double().mean().item())
