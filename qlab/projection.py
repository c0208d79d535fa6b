"""Projecting a tensor onto a format's grid: one table from kind of format to its formula, in cache-sized blocks."""

from collections.abc import Callable

import torch
from torch import Tensor

from qlab import affine, codebook, minifloat
from qlab.formats import CodebookFormat, FloatFormat, Format, IntFormat
from qlab.qparams import QParams

# Four in-place passes over 2 MB stay in the cache; over a whole large tensor each would go out to memory.
BLOCK_VALUES = 2**19


_FORMULAS: dict[type[Format], Callable[..., Tensor]] = {
    IntFormat: affine.project,
    FloatFormat: minifloat.project,
    CodebookFormat: codebook.project,
}


def _rows(qparams: QParams, rows: slice) -> QParams:
    levels = None if qparams.levels is None else qparams.levels[rows]
    return QParams(qparams.scale[rows], qparams.zero_point[rows], levels)


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
    rows, length = blocks.shape
    tall, wide = max(1, BLOCK_VALUES // max(1, length)), BLOCK_VALUES
    for top in range(0, rows, tall):
        here = slice(top, top + tall)
        params = _rows(qparams, here)
        for left in range(0, length, wide):
            cut = (here, slice(left, left + wide))
            formula(blocks[cut], params, number_format, rounding, generator, out[cut])
    return out
