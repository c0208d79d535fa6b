"""Quantization to a list of levels in any spacing, and the k-means that fits such a list to data."""

import torch
from torch import Tensor

from qlab.formats import CodebookFormat
from qlab.qparams import QParams
from qlab.rounding import noise, settle


def _choose(levels: Tensor, values: Tensor, rounding: str, generator: torch.Generator | None) -> Tensor:
    """Return the index of each value's level; `levels` (n_blocks, n_levels) ascend. A tie goes to the higher level."""
    nearest = torch.searchsorted(levels[:, 1:] / 2 + levels[:, :-1] / 2, values, right=True)
    if rounding == "nearest_even":
        return nearest
    values = settle(values, levels.gather(1, nearest))
    below = (torch.searchsorted(levels, values, right=True) - 1).clamp_(min=0)
    if rounding == "floor":
        return below
    above = (below + 1).clamp_(max=levels.shape[1] - 1)
    low, high = levels.gather(1, below), levels.gather(1, above)
    share = (values - low) / (high - low).clamp(min=torch.finfo(levels.dtype).tiny)
    return torch.where(noise(values, generator) < share, above, below)


def project(
    blocks: Tensor,
    qparams: QParams,
    number_format: CodebookFormat,
    rounding: str,
    generator: torch.Generator | None,
    out: Tensor,
) -> Tensor:
    """Write the levels nearest to `blocks` / scale, times scale, into `out`; NaN stays NaN.

    Raises:
        ValueError: if neither `qparams` nor the format has levels.

    "Even" has no meaning between uneven levels: a tie goes to the higher one, so binary maps 0 to +1.

    >>> from qlab.formats import FORMATS
    >>> from qlab.qparams import symmetric
    >>> x = torch.tensor([[-0.1, 0.0, 3.0]])
    >>> project(x, symmetric(torch.tensor([[2.0]])), FORMATS["binary"], "nearest_even", None, torch.empty_like(x))
    tensor([[-2.,  2.,  2.]])
    """
    levels = qparams.levels
    if levels is None:
        if not number_format.codebook and blocks.numel():
            raise ValueError(
                f"qparams must hold levels for {number_format.name}; got none; choose_qparams fits them."
            )
        levels = torch.tensor(number_format.levels, dtype=blocks.dtype).expand(blocks.shape[0], -1)
    values = (blocks / qparams.scale).contiguous()
    levels = levels.contiguous()
    chosen = levels.gather(1, _choose(levels, values, rounding, generator))
    return out.copy_(torch.where(values.isnan(), values, chosen)).mul_(qparams.scale)


def _spread(values: Tensor, count: int) -> Tensor:
    """Return `count` of the ascending `values` per block as first levels, as dense as the best ones: density^(1/3).

    Panter and Dite, Proc. IRE 39 (1951). A gap between neighbors is 1 / density, so between two values lie as
    many levels as gap^(2/3); plain quantiles would leave the tails, where the error is, to a level or two.
    """
    levels_up_to = values.diff(dim=1, prepend=values[:, :1]).pow_(2 / 3).cumsum(1)
    shares = (torch.arange(count, dtype=values.dtype) + 0.5) / count
    return values.gather(1, _choose(levels_up_to, shares * levels_up_to[:, -1:], "nearest_even", None))


def _rehome(levels: Tensor, unused: Tensor, values: Tensor, cells: Tensor) -> Tensor:
    """Return `levels`, ascending, with each `unused` one moved to a value that lies farthest from its own level."""
    error = (values - levels.gather(1, cells)).abs()
    farthest = values.gather(1, error.topk(min(levels.shape[1], values.shape[1])).indices)
    rank = unused.cumsum(1).clamp_(1, farthest.shape[1]) - 1
    return torch.where(unused, farthest.gather(1, rank), levels).sort(dim=1).values


def fit_kmeans(blocks: Tensor, count: int, max_steps: int = 100) -> Tensor:
    """Return `count` levels per block, (n_blocks, count) ascending, that k-means fits to `blocks`.

    Lloyd's iteration from levels spread by the density of the values, so the answer is the same every time.
    Han et al. 2016, arXiv:1510.00149, section 3.

    >>> fit_kmeans(torch.tensor([[0.0, 0.2, 5.0, 5.2]]), 2)
    tensor([[0.1000, 5.1000]])
    """
    values = blocks.double().contiguous()
    levels = _spread(values.sort(dim=1).values, count)
    for _ in range(max_steps):
        cells = _choose(levels, values, "nearest_even", None)
        members = torch.zeros_like(levels).scatter_add_(1, cells, torch.ones_like(values))
        sums = torch.zeros_like(levels).scatter_add_(1, cells, values)
        unused = members == 0
        moved = torch.where(unused, levels, sums / members)
        if unused.any():
            moved = _rehome(moved, unused, values, cells)
        if torch.equal(moved, levels):
            break
        levels = moved
    return levels.to(blocks.dtype)
