"""Searching for a range: shrink the extremes by the factor that loses the least."""

from collections.abc import Callable

import torch
from torch import Tensor

Range = tuple[Tensor, Tensor]
Loss = Callable[[Tensor, Tensor], Tensor]

OCTAVES = 10
FINE_STEP = 2.0 ** (1 / 32)


def shrink(extremes: Range, loss: Loss) -> Range:
    """Return `extremes` (low, high), both (n_blocks, 1), times each block's factor of least loss, 1 down to 2^-OCTAVES.

    First by quarter octaves, then around the best of those by FINE_STEP, 2.2 %. `loss(low, high)` gives
    (n_blocks, 1); of equal losses the first tried wins, and the extremes themselves are tried first.

    >>> low, high = torch.tensor([[-1.0]]), torch.tensor([[2.0]])
    >>> low, high = shrink((low, high), lambda low, high: (high - 0.5).abs())
    >>> (low.item(), high.item())
    (-0.25, 0.5)
    """
    low, high = extremes
    best_loss = loss(low, high)
    best_factor = torch.ones_like(low)
    for steps in (2.0 ** (-torch.arange(1, 4 * OCTAVES + 1) / 4), FINE_STEP ** torch.arange(-7, 8)):
        center = best_factor
        for step in steps.tolist():
            factor = (center * step).clamp(max=1.0)
            candidate = loss(low * factor, high * factor)
            better = candidate < best_loss
            best_loss = torch.where(better, candidate, best_loss)
            best_factor = torch.where(better, factor, best_factor)
    return low * best_factor, high * best_factor
