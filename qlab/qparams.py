"""What a quantizer learned about a tensor: one scale per block, and for affine formats one zero_point."""

from dataclasses import dataclass

import torch
from torch import Tensor

from qlab.formats import Format, IntFormat


@dataclass(frozen=True, eq=False)
class QParams:
    """Scale (n_blocks, 1), zero_point (n_blocks, 1, whole numbers) and, if fitted, levels (n_blocks, n_levels)."""

    scale: Tensor
    zero_point: Tensor
    levels: Tensor | None = None


def symmetric(scale: Tensor) -> QParams:
    """Return QParams with this scale (n_blocks, 1) and zero_point 0.

    A block of zeros has no scale of its own and gets 1. A scale beyond the normal numbers of its dtype is moved to
    the nearest of them, so that dividing by it stays finite.

    >>> symmetric(torch.tensor([[0.0], [0.5]])).scale.tolist()
    [[1.0], [0.5]]
    """
    limits = torch.finfo(scale.dtype)
    scale = torch.where(scale > 0, scale, 1.0).clamp(limits.tiny, limits.max)
    return QParams(scale, torch.zeros_like(scale))


def from_range(low: Tensor, high: Tensor, number_format: Format) -> QParams:
    """Return the QParams that spread a format's grid over [low, high], each (n_blocks, 1).

    Symmetric grids reach max(|low|, |high|) with their outermost level (full range: half a step short of
    it, as torch's symmetric observers do). Affine grids first stretch the range to hold 0, so that 0 is a level:
    Jacob et al. 2018, arXiv:1712.05877, section 2.1; Nagel et al. 2021, arXiv:2106.08295, eq. 4-9.

    >>> from qlab.formats import FORMATS
    >>> qparams = from_range(torch.tensor([[-1.0]]), torch.tensor([[2.0]]), FORMATS["uint2"])
    >>> (qparams.scale.item(), qparams.zero_point.item())
    (1.0, 1.0)
    """
    low, high = low.clamp(max=0), high.clamp(min=0)
    if not isinstance(number_format, IntFormat):
        return symmetric(torch.maximum(-low, high) / float(abs(number_format.levels).max()))
    qmin, qmax = number_format.qmin, number_format.qmax
    if not number_format.affine:
        return symmetric(torch.maximum(-low, high) / ((qmax - qmin) / 2 if qmin != -qmax else qmax))
    # Halves, because the width of a range of huge floats may itself be infinite.
    scale = symmetric((high / 2 - low / 2) / (qmax - qmin) * 2).scale
    return QParams(scale, (qmin - torch.round(low / scale)).clamp(qmin, qmax))
