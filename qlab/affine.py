"""Uniform quantization: real values to whole-number codes and back.

Jacob et al. 2018, arXiv:1712.05877, eq. 1: real = scale * (code - zero_point).
"""

import torch
from torch import Tensor

from qlab.formats import IntFormat
from qlab.qparams import QParams
from qlab.rounding import round_values


def _centered_codes(
    blocks: Tensor,
    qparams: QParams,
    number_format: IntFormat,
    rounding: str,
    generator: torch.Generator | None,
    out: Tensor,
) -> Tensor:
    """Return code - zero_point as floats: multiply, round, clamp; in place in `out`."""
    # Times the reciprocal, as torch's kernels do: dividing instead would break ties differently.
    torch.mul(blocks, 1.0 / qparams.scale, out=out)
    round_values(out, rounding, generator=generator, out=out)
    if not number_format.affine:
        return out.clamp_(number_format.qmin, number_format.qmax)
    # Not torch.clamp: with tensors for bounds it takes three times as long as these two.
    torch.maximum(out, number_format.qmin - qparams.zero_point, out=out)
    return torch.minimum(out, number_format.qmax - qparams.zero_point, out=out)


def quantize(
    blocks: Tensor,
    qparams: QParams,
    number_format: IntFormat,
    rounding: str = "nearest_even",
    *,
    generator: torch.Generator | None = None,
) -> Tensor:
    """Return the whole-number codes qmin..qmax (int32) of `blocks`, (n_blocks, block_length).

    >>> from qlab.formats import FORMATS
    >>> from qlab.qparams import symmetric
    >>> quantize(torch.tensor([[0.5, -3.2]]), symmetric(torch.tensor([[1.0]])), FORMATS["int3"]).tolist()
    [[0, -3]]
    """
    codes = _centered_codes(blocks, qparams, number_format, rounding, generator, torch.empty_like(blocks))
    return (codes + qparams.zero_point).to(torch.int32)


def dequantize(codes: Tensor, qparams: QParams) -> Tensor:
    """Return the real values of whole-number `codes`: scale * (code - zero_point).

    >>> from qlab.qparams import symmetric
    >>> dequantize(torch.tensor([[0, -3]]), symmetric(torch.tensor([[0.5]]))).tolist()
    [[0.0, -1.5]]
    """
    return (codes - qparams.zero_point) * qparams.scale


def project(
    blocks: Tensor,
    qparams: QParams,
    number_format: IntFormat,
    rounding: str,
    generator: torch.Generator | None,
    out: Tensor,
) -> Tensor:
    """Write dequantize(quantize(blocks)) into `out` without making codes in between; NaN stays NaN."""
    return _centered_codes(blocks, qparams, number_format, rounding, generator, out).mul_(qparams.scale)
