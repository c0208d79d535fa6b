"""Range methods: where to clip a tensor before its grid is laid over what is left.

A wider range clips less and rounds more coarsely. Each method takes blocks (n_blocks, block_length) and
gives (low, high), both (n_blocks, 1).
"""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from qlab.checks import one_of
from qlab.formats import Format
from qlab.projection import project
from qlab.qparams import from_range

Range = tuple[Tensor, Tensor]
Loss = Callable[[Tensor, Tensor], Tensor]

DEFAULT_PERCENTILE = 99.9
HISTOGRAM_BINS = 2048  # as in TensorRT's calibrator


def minmax(blocks: Tensor, number_format: Format, percentile: float) -> Range:
    """Return the smallest and the largest value: nothing is clipped."""
    return blocks.amin(1, keepdim=True), blocks.amax(1, keepdim=True)


def percentile_range(blocks: Tensor, number_format: Format, percentile: float) -> Range:
    """Return the range that keeps the central `percentile` % of the values (what is *kept*, not what is dropped)."""
    tail = (100.0 - percentile) / 2
    low, high = np.percentile(blocks.numpy(), [tail, 100.0 - tail], axis=1, keepdims=True)
    return torch.as_tensor(low, dtype=blocks.dtype), torch.as_tensor(high, dtype=blocks.dtype)


def _search(blocks: Tensor, number_format: Format, loss: Loss) -> Range:
    """Shrink each block's min-max range by the factor with the least loss: octaves down to 2^-10, then fine steps."""
    low, high = minmax(blocks, number_format, 100.0)
    best_loss = loss(low, high)
    best_factor = torch.ones_like(low)
    for steps in (2.0 ** (-torch.arange(1, 41) / 4), 2.0 ** (torch.arange(-7, 8) / 32)):
        center = best_factor
        for step in steps.tolist():
            factor = (center * step).clamp(max=1.0)
            candidate = loss(low * factor, high * factor)
            better = candidate < best_loss
            best_loss = torch.where(better, candidate, best_loss)
            best_factor = torch.where(better, factor, best_factor)
    return low * best_factor, high * best_factor


def mse_range(blocks: Tensor, number_format: Format, percentile: float) -> Range:
    """Return the range whose grid loses the least mean squared error. Nagel et al. 2021, arXiv:2106.08295, eq. 11."""
    scratch = torch.empty_like(blocks)

    def loss(low: Tensor, high: Tensor) -> Tensor:
        project(blocks, from_range(low, high, number_format), number_format, out=scratch)
        return torch.linalg.vector_norm(scratch.sub_(blocks), dim=1, keepdim=True)

    return _search(blocks, number_format, loss)


def _spread(mass: Tensor, projected: Tensor) -> Tensor:
    """Give every occupied bin an equal part of the mass of all bins that fall on its level (rows are ascending)."""
    level = torch.zeros_like(projected, dtype=torch.long)
    level[:, 1:] = (projected[:, 1:] != projected[:, :-1]).cumsum(1)
    occupied = (mass > 0).to(mass.dtype)
    total = torch.zeros_like(mass).scatter_add_(1, level, mass)
    members = torch.zeros_like(mass).scatter_add_(1, level, occupied)
    return (total / members.clamp(min=1)).gather(1, level) * occupied


def entropy_range(blocks: Tensor, number_format: Format, percentile: float) -> Range:
    """Return the range that keeps the histogram of |x| closest to its quantized self, by KL divergence.

    Migacz 2017, "8-bit inference with TensorRT", GTC S7310: clipped mass is added to the last bin kept, each
    level's mass is spread over its occupied bins, and empty bins are smoothed (by 1e-4, as calibrators do).
    """
    reach = blocks.abs().amax(1, keepdim=True)
    width = torch.where(reach > 0, reach, 1.0) / HISTOGRAM_BINS
    index = (blocks.abs() / width).long().clamp_(max=HISTOGRAM_BINS - 1)
    mass = torch.zeros(blocks.shape[0], HISTOGRAM_BINS, dtype=torch.float64)
    mass.scatter_add_(1, index, torch.ones_like(blocks, dtype=torch.float64))
    position = torch.arange(HISTOGRAM_BINS)
    centers = (position + 0.5) * width

    def loss(low: Tensor, high: Tensor) -> Tensor:
        last = (torch.maximum(-low, high) / width).ceil().long().clamp(1, HISTOGRAM_BINS) - 1
        kept = torch.where(position <= last, mass, 0.0)
        clipped = mass.sum(1, keepdim=True) - kept.sum(1, keepdim=True)
        reference = kept.scatter_add(1, last, clipped)
        grid = project(centers, from_range(low, high, number_format), number_format)
        p, q = (
            torch.where(position <= last, part.clamp(min=1e-4), 0.0)
            for part in (reference, _spread(kept, grid))
        )
        p, q = p / p.sum(1, keepdim=True), q / q.sum(1, keepdim=True)
        return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(1, keepdim=True)

    return _search(blocks, number_format, loss)


RANGE_METHODS: dict[str, Callable[[Tensor, Format, float], Range]] = {
    "minmax": minmax,
    "percentile": percentile_range,
    "mse": mse_range,
    "entropy": entropy_range,
}


def parse_range_method(text: str) -> tuple[str, float]:
    """Read "minmax", "percentile", "percentile:99", "mse" or "entropy"; give the method and the percent kept.

    Raises:
        ValueError: for an unknown method, or a percentile outside 50..100.

    >>> parse_range_method("percentile:99")
    ('percentile', 99.0)
    """
    name, colon, number = text.partition(":")
    one_of("range_method", name, RANGE_METHODS)
    if not colon:
        return name, DEFAULT_PERCENTILE
    try:
        kept = float(number)
    except ValueError:
        kept = float("nan")
    if name != "percentile" or not 50.0 <= kept <= 100.0:
        raise ValueError(
            f"range_method must be a name, or percentile:KEPT with KEPT from 50 to 100; got {text!r}."
        )
    return name, kept


def choose_range(blocks: Tensor, number_format: Format, range_method: str) -> Range:
    """Return (low, high), each (n_blocks, 1), by the named method.

    >>> from qlab.formats import FORMATS
    >>> low, high = choose_range(torch.tensor([[-1.0, 0.5, 4.0]]), FORMATS["int8"], "minmax")
    >>> (low.item(), high.item())
    (-1.0, 4.0)
    """
    name, kept = parse_range_method(range_method)
    return RANGE_METHODS[name](blocks, number_format, kept)
