"""Rounding a real number to a whole one: three rules, and what each does to the mean.

*nearest_even* (ties to the even neighbor, as torch and IEEE 754) has the smallest error; *stochastic*
(up with probability equal to the fractional part) has no bias for any single value; *floor* is what a
right shift of an integer does, and is biased by half a step.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from qlab.checks import instance, one_of

FLOAT32_SLACK = (
    2.0**-22
)  # of a value: more than the three roundings that scaling a level and scaling it back make


def _nearest_even(x: Tensor, generator: torch.Generator | None, out: Tensor) -> Tensor:
    return torch.round(x, out=out)


def settle(x: Tensor, nearest: Tensor) -> Tensor:
    """Return `x` with every value that float arithmetic alone keeps off its `nearest` level put onto it.

    Dividing by a scale may miss a level by the last bits of a float32. Rounding to nearest does not care;
    floor would fall a whole step, and stochastic rounding would sometimes leave a level it should keep.

    >>> settle(torch.tensor([2.9999998, 2.75]), torch.tensor([3.0, 3.0])).tolist()
    [3.0, 2.75]
    """
    return torch.where((x - nearest).abs() <= FLOAT32_SLACK * x.abs(), nearest, x)


def noise(x: Tensor, generator: torch.Generator | None) -> Tensor:
    """Return what stochastic rounding compares with: for every value of `x` a number from 0 to 1.

    Raises:
        ValueError: without a generator.

    >>> 0 <= noise(torch.zeros(1), torch.Generator().manual_seed(0)).item() < 1
    True
    """
    instance("generator", generator, torch.Generator, "a torch.Generator for stochastic rounding")
    return torch.rand(x.shape, dtype=x.dtype, device=x.device, generator=generator)


def _floor(x: Tensor, generator: torch.Generator | None, out: Tensor) -> Tensor:
    return torch.floor(settle(x, x.round()), out=out)


def _stochastic(x: Tensor, generator: torch.Generator | None, out: Tensor) -> Tensor:
    chances = noise(x, generator)
    x = settle(x, x.round())
    low = x.floor()
    # The noise is compared, not added: near a large whole number the sum itself would round up.
    return torch.add(low, chances < x - low, out=out)


ROUNDINGS: dict[str, Callable[[Tensor, torch.Generator | None, Tensor], Tensor]] = {
    "nearest_even": _nearest_even,
    "stochastic": _stochastic,
    "floor": _floor,
}


def round_values(
    x: Tensor,
    rounding: str = "nearest_even",
    *,
    generator: torch.Generator | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Round every value of `x` (any shape) to a whole number by the named rule, into `out` if given.

    Stochastic rounding: Gupta et al. 2015, arXiv:1502.02551, section 3.1.

    Raises:
        ValueError: for an unknown rule, or stochastic rounding without a generator.

    >>> round_values(torch.tensor([-1.5, -0.5, 0.5, 1.5])).tolist()
    [-2.0, -0.0, 0.0, 2.0]
    >>> round_values(torch.tensor([-1.5, 0.5]), "floor").tolist()
    [-2.0, 0.0]
    """
    one_of("rounding", rounding, ROUNDINGS)
    return ROUNDINGS[rounding](x, generator, torch.empty_like(x) if out is None else out)
