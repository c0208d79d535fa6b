"""Rounding to a small floating-point format: the step grows with the value, by a factor of 2 per binade.

OCP Microscaling Formats v1.0, section 5.3; values beyond the largest level saturate to it.
"""

import torch
from torch import Tensor

from qlab.formats import FloatFormat
from qlab.qparams import QParams
from qlab.rounding import round_values


def project(
    blocks: Tensor,
    qparams: QParams,
    number_format: FloatFormat,
    rounding: str,
    generator: torch.Generator | None,
    out: Tensor,
) -> Tensor:
    """Write the levels that `blocks` / scale round to, times scale, into `out`; NaN stays NaN.

    >>> from qlab.formats import FORMATS
    >>> from qlab.qparams import symmetric
    >>> x = torch.tensor([[0.3, 2.4, 2.5, 3.5, 100.0]])
    >>> project(x, symmetric(torch.tensor([[1.0]])), FORMATS["e2m1"], "nearest_even", None, torch.empty_like(x))
    tensor([[0.5000, 2.0000, 2.0000, 4.0000, 6.0000]])
    """
    # float64, so that the steps of bfloat16's subnormals (2^-133) are ordinary numbers.
    values = (blocks / qparams.scale).double().clamp_(-number_format.max_level, number_format.max_level)
    exponent = torch.frexp(values).exponent - 1  # frexp's mantissa lies in [0.5, 1)
    step = torch.exp2(
        (exponent.clamp_(min=number_format.min_exponent) - number_format.mantissa_bits).double()
    )
    values.div_(step)
    return out.copy_(round_values(values, rounding, generator=generator, out=values).mul_(step)).mul_(
        qparams.scale
    )
