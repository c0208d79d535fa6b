"""What a quantizer learned about a tensor: one scale per block, and for affine formats one zero_point."""

from dataclasses import dataclass

import torch
from torch import Tensor

from qlab.checks import instance
from qlab.formats import Format, IntFormat


@dataclass(frozen=True, eq=False)
class QParams:
    """Scale (n_blocks, 1), zero_point (n_blocks, 1, whole numbers) and, if fitted, levels (n_blocks, n_levels).

    Raises:
        ValueError: for another shape, a scale that is not finite and above 0, or a zero_point that is not whole.

    >>> QParams(torch.tensor([[0.0]]), torch.tensor([[0.0]]))
    Traceback (most recent call last):
    ValueError: scale must be finite and above 0; got values from 0.0 to 0.0.
    """

    scale: Tensor
    zero_point: Tensor
    levels: Tensor | None = None

    def __post_init__(self) -> None:
        """Refuse what no block can be divided by or moved to."""
        rows = len(_column("scale", self.scale))
        shape = tuple(instance("zero_point", self.zero_point, Tensor, "a tensor (n_blocks, 1)").shape)
        if shape != (rows, 1):
            raise ValueError(f"zero_point must be ({rows}, 1), as scale is; got {shape}.")
        instance("levels", self.levels, Tensor | None, "a tensor (n_blocks, n_levels) or None")
        if self.levels is not None and (self.levels.ndim != 2 or len(self.levels) != rows):
            raise ValueError(
                f"levels must be ({rows}, n_levels), as scale is; got {tuple(self.levels.shape)}."
            )
        if rows:
            lowest, highest = (end.item() for end in torch.aminmax(self.scale))
            if not 0 < lowest <= highest < torch.inf:
                raise ValueError(f"scale must be finite and above 0; got values from {lowest} to {highest}.")
        if self.zero_point.is_floating_point() and torch.frac(self.zero_point).any():  # NaN and infinity too
            raise ValueError(
                "zero_point must be whole numbers; got others; round and clamp it to qmin..qmax."
            )

    @classmethod
    def unchecked(cls, scale: Tensor, zero_point: Tensor, levels: Tensor | None = None) -> "QParams":
        """Return QParams that were computed to pass the checks: a search makes thousands and cannot wait for them."""
        qparams = object.__new__(cls)
        vars(qparams).update(scale=scale, zero_point=zero_point, levels=levels)
        return qparams


def symmetric(scale: Tensor) -> QParams:
    """Return QParams with this scale (n_blocks, 1) and zero_point 0.

    A block of zeros has no scale of its own and gets 1. A scale beyond the normal numbers of its dtype is moved to
    the nearest of them, so that dividing by it stays finite.

    Raises:
        ValueError: for another shape, or a scale that is NaN or negative.

    >>> symmetric(torch.tensor([[0.0], [0.5]])).scale.tolist()
    [[1.0], [0.5]]
    """
    if not (_column("scale", scale) >= 0).all():
        raise ValueError("scale must be 0 or above; got NaN or a negative number; take its magnitude.")
    return _symmetric(scale)


def from_range(low: Tensor, high: Tensor, number_format: Format) -> QParams:
    """Return the QParams that spread a format's grid over [low, high], each (n_blocks, 1).

    Symmetric grids reach max(|low|, |high|) with their outermost level (full range: half a step short of
    it, as torch's symmetric observers do). Affine grids first stretch the range to hold 0, so that 0 is a level:
    Jacob et al. 2018, arXiv:1712.05877, section 2.1; Nagel et al. 2021, arXiv:2106.08295, eq. 4-9.

    Raises:
        ValueError: for other shapes, low above high or NaN, or a format without levels (fp32, k-means).

    >>> from qlab.formats import FORMATS
    >>> qparams = from_range(torch.tensor([[-1.0]]), torch.tensor([[2.0]]), FORMATS["uint2"])
    >>> (qparams.scale.item(), qparams.zero_point.item())
    (1.0, 1.0)
    """
    instance("number_format", number_format, Format, "an entry of FORMATS")
    if _column("low", low).shape != _column("high", high).shape or not (low <= high).all():
        raise ValueError(
            "low must be at most high, block by block; got one above it, NaN, or unequal lengths."
        )
    if not isinstance(number_format, IntFormat) and not len(number_format.levels):
        raise ValueError(
            f"number_format must have levels to spread; got {number_format.name}; use choose_qparams."
        )
    return over_range(low, high, number_format)


def over_range(low: Tensor, high: Tensor, number_format: Format) -> QParams:
    """Return `from_range` without its checks, for ranges that were found in finite data."""
    low, high = low.clamp(max=0), high.clamp(min=0)
    if not isinstance(number_format, IntFormat):
        return _symmetric(torch.maximum(-low, high) / float(abs(number_format.levels).max()))
    qmin, qmax = number_format.qmin, number_format.qmax
    if not number_format.affine:
        return _symmetric(torch.maximum(-low, high) / ((qmax - qmin) / 2 if qmin != -qmax else qmax))
    # Halves, because the width of a range of huge floats may itself be infinite.
    scale = _normal((high / 2 - low / 2) / (qmax - qmin) * 2)
    return QParams.unchecked(scale, (qmin - torch.round(low / scale)).clamp(qmin, qmax))


def _column(argument: str, values: Tensor) -> Tensor:
    """Return `values` if they are a tensor of floats with one row per block."""
    instance(argument, values, Tensor, "a tensor (n_blocks, 1)")
    if values.ndim != 2 or values.shape[1] != 1 or not values.is_floating_point():
        raise ValueError(
            f"{argument} must be floats (n_blocks, 1); got {values.dtype} {tuple(values.shape)}; "
            "use .float().reshape(-1, 1)."
        )
    return values


def _symmetric(scale: Tensor) -> QParams:
    return QParams.unchecked(_normal(scale), torch.zeros_like(scale))


def _normal(scale: Tensor) -> Tensor:
    """Return `scale` with 1 for 0, within the normal numbers of its dtype."""
    limits = torch.finfo(scale.dtype)
    return torch.where(scale > 0, scale, 1.0).clamp(limits.tiny, limits.max)
