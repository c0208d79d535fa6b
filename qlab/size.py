"""What a quantized tensor costs to store: codes, and the scales that come with them."""

import math

from qlab.checks import instance, within
from qlab.formats import Format, IntFormat

SCALE_BITS = 32
"""A scale, or a fitted level, is stored as a float32."""
MOST = 2**40


def stored_bits(values: int, blocks: int, number_format: Format) -> int:
    """Return the bits that `values` codes in `blocks` blocks take: codes, scales, zero_points and fitted levels.

    Raises:
        ValueError: unless `values` and `blocks` are whole numbers from 1, and the format one of FORMATS.

    >>> from qlab.formats import FORMATS
    >>> stored_bits(64, 2, FORMATS["int4"])
    320
    """
    within("values", values, 1, MOST)
    within("blocks", blocks, 1, MOST)
    instance("number_format", number_format, Format, "an entry of FORMATS")
    per_block = {"none": 0, "fitted": SCALE_BITS << number_format.bits}.get(
        number_format.scale_rule, SCALE_BITS
    )
    if isinstance(number_format, IntFormat) and number_format.affine:
        per_block += number_format.bits
    return values * number_format.bits + blocks * per_block


def effective_bits(values: int, blocks: int, number_format: Format) -> float:
    """Return the stored bits per value, scales included.

    Groups of 32 with a float32 scale turn 4 bits into 5:

    >>> from qlab.formats import FORMATS
    >>> effective_bits(64, 2, FORMATS["int4"])
    5.0
    """
    return stored_bits(values, blocks, number_format) / values


def size_in_bytes(values: int, blocks: int, number_format: Format) -> int:
    """Return the stored size in whole bytes.

    >>> from qlab.formats import FORMATS
    >>> size_in_bytes(64, 2, FORMATS["int4"])
    40
    """
    return math.ceil(stored_bits(values, blocks, number_format) / 8)
