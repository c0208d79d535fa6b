"""Dither: noise added on purpose before rounding, so that the error no longer knows the value.

Uniform over one whole step is enough if it is taken away again: the error is then uniform and independent of the value
(Schuchman 1964). What stays in adds its own power; triangular over two steps is the least that keeps mean and power of
the error from depending on the value (Gray and Stockham, IEEE Trans. Inf. Theory 39, 1993).
"""

from typing import NamedTuple

import torch
from torch import Tensor

from qlab.checks import one_of


class Dither(NamedTuple):
    """One way to dither."""

    about: str
    uniforms: int
    """How many numbers from -1/2 to 1/2, in steps, are added up."""
    taken_away: bool
    power: float
    """Of the error on a fine grid, over step^2 / 12."""


DITHERS = {
    "none": Dither("no dither", 0, False, 1.0),
    "subtractive": Dither("uniform dither, taken away again", 1, True, 1.0),
    "uniform": Dither("uniform dither, left in", 1, False, 2.0),
    "triangular": Dither("triangular dither, left in", 2, False, 3.0),
}
"""On a coarse grid the first and the third have another power, which depends on the values.

Uniform dither that is left in is stochastic rounding: a value goes up with the probability of its fraction.
"""


def dither(kind: str, n: int, generator: torch.Generator) -> Tensor:
    """Return `n` draws of the named dither in steps of the grid, float64 (n,); zeros for "none".

    Raises:
        ValueError: for an unknown kind.

    >>> draws = dither("triangular", 1000, torch.Generator().manual_seed(0))
    >>> bool((draws.abs() <= 1).all()), bool((draws.abs() > 0.5).any())
    (True, True)
    """
    uniforms = DITHERS[one_of("dither", kind, DITHERS)].uniforms
    return (torch.rand(uniforms, n, generator=generator, dtype=torch.float64) - 0.5).sum(0)
