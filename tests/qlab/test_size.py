"""Sizes: counted by hand, and as the papers count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.formats import FORMATS
from qlab.size import effective_bits, size_in_bytes, stored_bits

NAMES = st.sampled_from(sorted(FORMATS))
COUNTS = st.integers(1, 10**9)


@pytest.mark.parametrize(
    ("name", "values", "blocks", "bits"),
    [
        ("int8", 100, 1, 100 * 8 + 32),
        ("uint8", 100, 1, 100 * 8 + 32 + 8),  # and a zero_point
        ("uint4", 100, 10, 100 * 4 + 10 * (32 + 4)),
        ("binary", 100, 4, 100 + 4 * 32),
        ("e4m3", 100, 1, 100 * 8 + 32),
        ("fp16", 100, 1, 100 * 16),  # no scale
        ("fp32", 100, 1, 100 * 32),
        ("kmeans2", 100, 3, 100 * 2 + 3 * 4 * 32),  # four levels a block, and no scale
        ("lloyd_max2", 100, 3, 100 * 2 + 3 * 32),  # levels are known beforehand
    ],
)
def test_codes_scales_zero_points_and_levels_are_counted(name, values, blocks, bits):
    assert stored_bits(values, blocks, FORMATS[name]) == bits


def test_nf4_in_blocks_of_64_costs_half_a_bit_more():
    """QLoRA, arXiv:2305.14314, section 3: 32 / 64 = 0.5 bits per parameter for the quantization constants."""
    assert effective_bits(64 * 1000, 1000, FORMATS["nf4"]) == 4.5


@pytest.mark.parametrize(("values", "expected"), [(1, 5), (7, 5), (8, 5), (9, 6)])
def test_bytes_are_whole(values, expected):
    assert size_in_bytes(values, 1, FORMATS["binary"]) == expected  # 4 for the scale, 1 for up to 8 signs


@given(NAMES, COUNTS, COUNTS)
def test_no_value_costs_less_than_its_code(name, values, blocks):
    assert effective_bits(values, blocks, FORMATS[name]) >= FORMATS[name].bits


@given(NAMES, COUNTS, COUNTS)
def test_bytes_hold_the_bits_and_waste_less_than_one_byte(name, values, blocks):
    bits = stored_bits(values, blocks, FORMATS[name])
    assert bits <= 8 * size_in_bytes(values, blocks, FORMATS[name]) < bits + 8
