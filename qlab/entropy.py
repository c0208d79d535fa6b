"""The entropy range: keep the histogram of |x| as close to its quantized self as KL divergence can tell.

Migacz 2017, "8-bit inference with TensorRT", GTC S7310.
"""

import torch
from torch import Tensor

from qlab.formats import Format
from qlab.projection import project
from qlab.qparams import over_range
from qlab.range_search import Range, shrink

HISTOGRAM_BINS = 2048  # as in TensorRT's calibrator
FEWEST_BINS = 128  # where it starts, too: with fewer, small tensors are clipped to nothing
HISTOGRAMS_AT_ONCE = 256  # 4 MB in float64, however many blocks there are
EMPTY = 1e-4  # what an empty bin counts for, so that no logarithm is infinite


def _spread(mass: Tensor, projected: Tensor) -> Tensor:
    """Give every occupied bin an equal part of the mass of all bins on its level; equal levels lie side by side."""
    level = torch.zeros_like(projected, dtype=torch.long)
    level[:, 1:] = (projected[:, 1:] != projected[:, :-1]).cumsum(1)
    occupied = (mass > 0).to(mass.dtype)
    total = torch.zeros_like(mass).scatter_add_(1, level, mass)
    members = torch.zeros_like(mass).scatter_add_(1, level, occupied)
    return (total / members.clamp(min=1)).gather(1, level) * occupied


def _divergence(p: Tensor, q: Tensor, kept: Tensor) -> Tensor:
    """Return KL(p || q) over the `kept` bins, (n_blocks, 1), of masses that need not sum to 1."""
    p, q = (torch.where(kept, mass.clamp(min=EMPTY), 0.0) for mass in (p, q))
    p, q = p / p.sum(1, keepdim=True), q / q.sum(1, keepdim=True)
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(1, keepdim=True)


def _unit_range(blocks: Tensor, low: Tensor, high: Tensor, number_format: Format) -> Range:
    """Return the entropy range of blocks that reach 1."""
    bins = torch.arange(HISTOGRAM_BINS)
    index = (blocks.abs() * HISTOGRAM_BINS).long().clamp_(max=HISTOGRAM_BINS - 1)
    mass = torch.zeros(len(blocks), HISTOGRAM_BINS, dtype=torch.float64)
    mass.scatter_add_(1, index, torch.ones_like(blocks, dtype=torch.float64))
    longer_side = torch.where(-low > high, -1.0, 1.0).to(low)
    centers = (bins + 0.5) / HISTOGRAM_BINS * longer_side

    def loss(low: Tensor, high: Tensor) -> Tensor:
        last = (torch.maximum(-low, high) * HISTOGRAM_BINS).ceil().long().clamp(1, HISTOGRAM_BINS) - 1
        inside = bins <= last
        kept = torch.where(inside, mass, 0.0)
        clipped = mass.sum(1, keepdim=True) - kept.sum(1, keepdim=True)
        grid = project(centers, over_range(low, high, number_format), number_format)
        divergence = _divergence(kept.scatter_add(1, last, clipped), _spread(kept, grid), inside)
        return torch.where(last + 1 < FEWEST_BINS, torch.inf, divergence)

    return shrink((low, high), loss)


def entropy_range(blocks: Tensor, extremes: Range, number_format: Format) -> Range:
    """Return (low, high), both (n_blocks, 1), of `blocks` (n_blocks, block_length) with these `extremes`.

    As calibrators do: at least FEWEST_BINS are kept, clipped mass is added to the last of them, each level's mass
    is spread over its occupied bins, and empty bins are smoothed. The histogram is of |x|, so it judges the
    longer side of zero.

    >>> from qlab.formats import FORMATS
    >>> blocks = torch.randn(1, 4000, generator=torch.Generator().manual_seed(0))
    >>> blocks[0, 0] = 20.0  # one outlier
    >>> low, high = entropy_range(blocks, (blocks.amin(1, True), blocks.amax(1, True)), FORMATS["int4"])
    >>> 2 < high.item() < 5
    True
    """
    low, high = extremes
    reach = torch.maximum(-low, high)
    reach = torch.where(reach > 0, reach, 1.0)
    ranges = []
    for top in range(0, len(blocks), HISTOGRAMS_AT_ONCE):
        here = slice(top, top + HISTOGRAMS_AT_ONCE)
        part, part_low, part_high = (values[here] / reach[here] for values in (blocks, low, high))
        ranges.append(torch.cat(_unit_range(part, part_low, part_high, number_format), 1))
    found = torch.cat(ranges) * reach
    return found[:, :1], found[:, 1:]
