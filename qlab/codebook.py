"""Quantization to a list of levels in any spacing, and the k-means that fits such a list to data."""

import torch
from torch import Tensor

from qlab.formats import CodebookFormat
from qlab.qparams import QParams


def _choose(levels: Tensor, values: Tensor, rounding: str, generator: torch.Generator | None) -> Tensor:
    """Return the index of each value's level; `levels` (n_blocks, n_levels) ascend. A tie goes to the higher level."""
    if rounding == "nearest_even":
        return torch.searchsorted((levels[:, 1:] + levels[:, :-1]) / 2, values, right=True)
    below = (torch.searchsorted(levels, values, right=True) - 1).clamp_(min=0)
    if rounding == "floor":
        return below
    if generator is None:
        raise ValueError("generator must be a torch.Generator for stochastic rounding; got None.")
    above = (below + 1).clamp_(max=levels.shape[1] - 1)
    low, high = levels.gather(1, below), levels.gather(1, above)
    share = (values - low) / (high - low).clamp(min=torch.finfo(levels.dtype).tiny)
    noise = torch.rand(values.shape, dtype=values.dtype, generator=generator)
    return torch.where(noise < share, above, below)


def project(
    blocks: Tensor,
    qparams: QParams,
    number_format: CodebookFormat,
    rounding: str,
    generator: torch.Generator | None,
    out: Tensor,
) -> Tensor:
    """Write the levels nearest to `blocks` / scale, times scale, into `out`; NaN stays NaN.

    "Even" has no meaning between uneven levels: a tie goes to the higher one, so binary maps 0 to +1.

    >>> from qlab.formats import FORMATS
    >>> from qlab.qparams import symmetric
    >>> x = torch.tensor([[-0.1, 0.0, 3.0]])
    >>> project(x, symmetric(torch.tensor([[2.0]])), FORMATS["binary"], "nearest_even", None, torch.empty_like(x))
    tensor([[-2.,  2.,  2.]])
    """
    levels = qparams.levels
    if levels is None:
        levels = torch.as_tensor(number_format.levels, dtype=blocks.dtype).expand(blocks.shape[0], -1)
    values = (blocks / qparams.scale).contiguous()
    levels = levels.contiguous()
    chosen = levels.gather(1, _choose(levels, values, rounding, generator))
    return out.copy_(torch.where(values.isnan(), values, chosen)).mul_(qparams.scale)


def fit_kmeans(blocks: Tensor, count: int, max_steps: int = 100) -> Tensor:
    """Return `count` levels per block, (n_blocks, count) ascending, that k-means fits to `blocks`.

    Lloyd's iteration from evenly spaced quantiles, so the answer is the same every time; a cell that holds
    no value keeps its level. Han et al. 2016, arXiv:1510.00149, section 3.

    >>> fit_kmeans(torch.tensor([[0.0, 0.2, 5.0, 5.2]]), 2)
    tensor([[0.1000, 5.1000]])
    """
    values = blocks.double().contiguous()
    shares = (torch.arange(count, dtype=torch.float64) + 0.5) / count
    order = values.sort(dim=1).values
    levels = order[:, (shares * order.shape[1]).long()].clone()
    for _ in range(max_steps):
        cells = _choose(levels, values, "nearest_even", None)
        members = torch.zeros_like(levels).scatter_add_(1, cells, torch.ones_like(values))
        sums = torch.zeros_like(levels).scatter_add_(1, cells, values)
        moved = torch.where(members > 0, sums / members.clamp(min=1), levels)
        if torch.equal(moved, levels):
            break
        levels = moved
    return levels.to(blocks.dtype)
