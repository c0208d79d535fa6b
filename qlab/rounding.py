"""Rounding a real number to a whole one: three rules, and what each does to the mean.

*nearest_even* (ties to the even neighbor, as torch and IEEE 754) has the smallest error; *stochastic*
(up with probability equal to the fractional part) has no bias for any single value; *floor* is what a
right shift of an integer does, and is biased by half a step.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from qlab.checks import one_of


def _nearest_even(x: Tensor, generator: torch.Generator | None, out: Tensor) -> Tensor:
    return torch.round(x, out=out)


def _floor(x: Tensor, generator: torch.Generator | None, out: Tensor) -> Tensor:
    return torch.floor(x, out=out)


def _stochastic(x: Tensor, generator: torch.Generator | None, out: Tensor) -> Tensor:
    if generator is None:
        raise ValueError("generator must be a torch.Generator for stochastic rounding; got None.")
    noise = torch.rand(x.shape, dtype=x.dtype, device=x.device, generator=generator)
    return torch.floor(noise.add_(x), out=out)


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
