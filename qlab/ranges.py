"""Range methods: where to clip a tensor before its grid is laid over what is left.

A wider range clips less and rounds more coarsely. Each method takes blocks (n_blocks, block_length) with their
extremes (low, high), both (n_blocks, 1), and gives the range in the same form.
"""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from qlab.checks import instance, one_of
from qlab.entropy import entropy_range
from qlab.formats import Format
from qlab.projection import project
from qlab.qparams import over_range
from qlab.range_search import Range, shrink

DEFAULT_PERCENTILE = 99.9


def finite_extremes(blocks: Tensor) -> Range:
    """Return the smallest and the largest value of each block, (n_blocks, 1) both.

    Raises:
        ValueError: if there is nothing in `blocks`, or NaN or an infinity: no range fits it.

    >>> low, high = finite_extremes(torch.tensor([[-1.0, 0.5, 4.0]]))
    >>> (low.item(), high.item())
    (-1.0, 4.0)
    """
    instance("blocks", blocks, Tensor, "a tensor (n_blocks, block_length)")
    if blocks.ndim != 2 or blocks.numel() == 0 or not blocks.is_floating_point():
        raise ValueError(
            f"blocks must be floats (n_blocks, block_length), at least one; got {blocks.dtype} {tuple(blocks.shape)}; "
            "to_blocks makes them."
        )
    low, high = blocks.amin(1, keepdim=True), blocks.amax(1, keepdim=True)
    if not torch.isfinite(torch.cat((low, high))).all():
        raise ValueError(
            "x must be finite so that a range fits it; got NaN or an infinity; remove or clip those values."
        )
    return low, high


def minmax(blocks: Tensor, extremes: Range, number_format: Format, percentile: float) -> Range:
    """Return the smallest and the largest value: nothing is clipped."""
    return extremes


def percentile_range(blocks: Tensor, extremes: Range, number_format: Format, percentile: float) -> Range:
    """Return the range that keeps the central `percentile` % of the values (what is *kept*, not what is dropped)."""
    tail = (100.0 - percentile) / 2
    low, high = np.percentile(blocks.double().numpy(), [tail, 100.0 - tail], axis=1, keepdims=True)
    return torch.as_tensor(low, dtype=blocks.dtype), torch.as_tensor(high, dtype=blocks.dtype)


def mse_range(blocks: Tensor, extremes: Range, number_format: Format, percentile: float) -> Range:
    """Return the range whose grid loses the least mean squared error. Nagel et al. 2021, arXiv:2106.08295, eq. 11."""
    scratch = torch.empty_like(blocks)

    def loss(low: Tensor, high: Tensor) -> Tensor:
        project(blocks, over_range(low, high, number_format), number_format, out=scratch)
        error = scratch.sub_(blocks)  # its squares are summed in float64, where none over- or underflows
        return torch.as_tensor(torch.linalg.vector_norm(error, dim=1, keepdim=True, dtype=torch.float64))

    return shrink(extremes, loss)


RANGE_METHODS: dict[str, Callable[[Tensor, Range, Format, float], Range]] = {
    "minmax": minmax,
    "percentile": percentile_range,
    "mse": mse_range,
    "entropy": lambda blocks, extremes, number_format, percentile: entropy_range(
        blocks, extremes, number_format
    ),
}


def parse_range_method(text: str) -> tuple[str, float]:
    """Read "minmax", "percentile", "percentile:99", "mse" or "entropy"; give the method and the percent kept.

    Raises:
        ValueError: for an unknown method, or a percentile outside 50..100.

    >>> parse_range_method("percentile:99")
    ('percentile', 99.0)
    """
    name, colon, number = str(text).partition(":")
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

    Raises:
        ValueError: for an unknown method or format, or blocks that hold nothing, NaN or an infinity.

    >>> from qlab.formats import FORMATS
    >>> low, high = choose_range(torch.tensor([[-1.0, 0.5, 4.0]]), FORMATS["int8"], "minmax")
    >>> (low.item(), high.item())
    (-1.0, 4.0)
    """
    name, kept = parse_range_method(range_method)
    instance("number_format", number_format, Format, "an entry of FORMATS")
    return RANGE_METHODS[name](blocks, finite_extremes(blocks), number_format, kept)
