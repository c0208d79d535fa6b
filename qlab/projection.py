"""Projecting a tensor onto a format's grid: one table from kind of format to its formula, in cache-sized blocks."""

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from qlab import affine, codebook, minifloat
from qlab.formats import CodebookFormat, FloatFormat, Format, IntFormat
from qlab.qparams import QParams

# Several passes over 2 MB stay in the cache; over a whole large tensor each would go out to memory.
BLOCK_VALUES = 2**19


_FORMULAS: dict[type[Format], Callable[..., Tensor]] = {
    IntFormat: affine.project,
    FloatFormat: minifloat.project,
    CodebookFormat: codebook.project,
}


def pieces(blocks: Tensor) -> Iterator[tuple[slice, slice]]:
    """Yield rows and columns of `blocks` (n_blocks, block_length) in reading order, at most BLOCK_VALUES values each.

    >>> [(rows.start, columns.start) for rows, columns in pieces(torch.zeros(1, 2 * BLOCK_VALUES))]
    [(0, 0), (0, 524288)]
    """
    rows, length = blocks.shape
    tall = max(1, BLOCK_VALUES // max(1, length))
    for top in range(0, rows, tall):
        for left in range(0, length, BLOCK_VALUES):
            yield slice(top, top + tall), slice(left, left + BLOCK_VALUES)


def _rows(qparams: QParams, rows: slice) -> QParams:
    levels = None if qparams.levels is None else qparams.levels[rows]
    return QParams.unchecked(qparams.scale[rows], qparams.zero_point[rows], levels)


def project(
    blocks: Tensor,
    qparams: QParams,
    number_format: Format,
    rounding: str = "nearest_even",
    *,
    generator: torch.Generator | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return `blocks` (n_blocks, block_length) with every value moved to a level of its block's grid.

    NaN stays NaN; an infinity saturates to the outermost level. With `out` (the same shape; may be `blocks`
    itself) nothing is allocated that grows with the tensor.

    >>> from qlab.formats import FORMATS
    >>> from qlab.qparams import symmetric
    >>> project(torch.tensor([[0.3, -9.0]]), symmetric(torch.tensor([[1.0]])), FORMATS["int2"]).tolist()
    [[0.0, -1.0]]
    """
    out = torch.empty_like(blocks) if out is None else out
    formula = _FORMULAS[type(number_format)]
    if blocks.numel() <= BLOCK_VALUES:
        return formula(blocks, qparams, number_format, rounding, generator, out)
    for piece in pieces(blocks):
        formula(blocks[piece], _rows(qparams, piece[0]), number_format, rounding, generator, out[piece])
    return out
