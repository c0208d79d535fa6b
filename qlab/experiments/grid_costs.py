"""What a grid costs on given values, for many ranges at once: error in its two parts, and levels used.

In float64 throughout, so that a browser, which has no other numbers, finds the same levels.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from qlab.formats import Format, IntFormat
from qlab.projection import project
from qlab.qparams import QParams, from_range


@dataclass(frozen=True, eq=False)
class GridCosts:
    """One column per measure, all of one shape, read-only: a row of formats by a column of ranges, say.

    Attributes:
        clip: the range's share of the min-max range. scale, zero_point: what it gives the format.
        clipping, rounding: the two parts of the mean squared error, as `qlab.errors.error_parts` splits it.
        clipped_share: values beyond the outermost level. levels_used: levels that at least one value takes.
        sqnr_db: mean square of the values over the mean squared error, in dB.
    """

    clip: np.ndarray
    scale: np.ndarray
    zero_point: np.ndarray
    clipping: np.ndarray
    rounding: np.ndarray
    clipped_share: np.ndarray
    levels_used: np.ndarray
    sqnr_db: np.ndarray

    def __post_init__(self) -> None:
        """Nobody writes into a result."""
        for column in vars(self).values():
            column.setflags(write=False)

    def row(self, *index: int) -> dict[str, Any]:
        """Return one setting as plain values."""
        return {name: column[index].item() for name, column in vars(self).items()}


def stack(parts: list[GridCosts]) -> GridCosts:
    """Return one GridCosts with a new first axis."""
    return GridCosts(*(np.stack([getattr(part, name) for part in parts]) for name in vars(parts[0])))


def _reach(low: Tensor, high: Tensor, number_format: Format) -> Tensor:
    """Return what the scale is proportional to: see `from_range`."""
    low, high = low.clamp(max=0), high.clamp(min=0)
    affine = isinstance(number_format, IntFormat) and number_format.affine
    return high - low if affine else torch.maximum(-low, high)


def grid_costs(
    values: Tensor, low: Tensor, high: Tensor, number_format: Format, zero_point: int | None = None
) -> GridCosts:
    """Lay a format over each range [low, high], both (m, 1), and return what it costs, columns (m,).

    `values` (n,) ascend and are float64. A `zero_point` replaces the one that the range would choose.

    >>> from qlab.formats import FORMATS
    >>> values = torch.tensor([-4.0, 0.0, 1.0, 2.0], dtype=torch.float64)
    >>> costs = grid_costs(values, torch.tensor([[-2.0]]).double(), torch.tensor([[2.0]]).double(), FORMATS["int3"])
    >>> (costs.clip.item(), costs.clipping.item(), costs.clipped_share.item())
    (0.5, 1.0, 0.25)
    """
    chosen = from_range(low, high, number_format)
    if zero_point is not None:
        chosen = QParams(chosen.scale, torch.full_like(chosen.zero_point, zero_point))
    blocks = values.repeat(len(low), 1)
    snapped = project(blocks, chosen, number_format)
    top, bottom = (
        project(torch.full_like(low, end), chosen, number_format) for end in (torch.inf, -torch.inf)
    )
    squared = (snapped - blocks).square_()
    beyond = (blocks > top) | (blocks < bottom)
    clipping, rounding = (torch.where(mask, squared, 0.0).mean(1) for mask in (beyond, ~beyond))
    columns = (
        (_reach(low, high, number_format) / _reach(values[0], values[-1], number_format))[:, 0],
        chosen.scale[:, 0],
        chosen.zero_point[:, 0].long(),
        clipping,
        rounding,
        beyond.double().mean(1),
        1 + (snapped[:, 1:] != snapped[:, :-1]).sum(1),
        10 * torch.log10(values.square().mean() / (clipping + rounding)),
    )
    return GridCosts(*(column.numpy() for column in columns))
