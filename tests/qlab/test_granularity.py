"""Blocks against plain indexing: which values share a scale, and the way back."""

import re

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qlab.granularity import Granularity, from_blocks, to_blocks

SHAPES = st.lists(st.integers(0, 6), min_size=1, max_size=4).map(tuple)


def numbered(shape):
    """A tensor whose values say where they came from."""
    return torch.arange(torch.Size(shape).numel(), dtype=torch.float64).reshape(shape)


@pytest.mark.parametrize(
    ("text", "shape", "blocks"),
    [
        ("per_tensor", (4, 6), (1, 24)),
        ("per_tensor", (), (1, 1)),
        ("per_channel", (4, 6), (4, 6)),
        ("per_channel", (5,), (5, 1)),
        ("per_channel", (8, 3, 3, 3), (8, 27)),
        ("per_channel:1", (8, 3, 2), (3, 16)),
        ("per_channel:-1", (8, 3, 2), (2, 24)),
        ("group:3", (4, 6), (8, 3)),
        ("group:9", (8, 3, 3, 3), (24, 9)),
        ("group:32", (4, 6), (4, 6)),  # a channel shorter than the group is one group
        ("group:32", (4, 64), (8, 32)),
    ],
)
def test_block_shapes(text, shape, blocks):
    assert to_blocks(numbered(shape), Granularity.parse(text)).shape == blocks


def test_a_channel_is_a_slice_and_a_group_its_neighbors():
    x = numbered((4, 3, 6))
    for axis in (0, 1, 2, -1):
        blocks = to_blocks(x, Granularity("per_channel", axis=axis))
        for channel, block in enumerate(blocks):
            assert torch.equal(block, x.select(axis, channel).flatten())
    groups = to_blocks(x, Granularity("group", group_size=9))
    assert torch.equal(groups[2 * 1 + 1], x[1].flatten()[9:18])  # the second group of the second channel


@given(SHAPES, st.integers(-4, 3), st.integers(1, 40), st.booleans())
def test_there_and_back_is_the_identity(shape, axis, group_size, flip):
    x = numbered(shape)
    x = x.transpose(0, -1) if flip else x  # also for a tensor that is not contiguous
    choices = [
        Granularity(),
        Granularity("group", group_size=group_size),
        Granularity("per_channel", axis=axis),
    ]
    for granularity in choices:
        channel = x.numel() // max(1, len(x))
        if granularity.kind == "group" and channel > group_size and channel % group_size:
            continue
        if granularity.kind == "per_channel" and not -x.ndim <= axis < x.ndim:
            continue
        blocks = to_blocks(x, granularity)
        assert blocks.ndim == 2
        assert torch.equal(from_blocks(blocks, x, granularity), x)


@pytest.mark.parametrize("text", ["per_tensor", "per_channel", "group:2"])
def test_blocks_of_a_contiguous_tensor_are_a_view(text):
    x = numbered((4, 3, 2))
    assert to_blocks(x, Granularity.parse(text)).data_ptr() == x.data_ptr()


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("per_tensor", Granularity("per_tensor")),
        ("per_channel", Granularity("per_channel", axis=0)),
        ("per_channel:-1", Granularity("per_channel", axis=-1)),
        ("group:1", Granularity("group", group_size=1)),
        ("group:65536", Granularity("group", group_size=65536)),
    ],
)
def test_parse(text, parsed):
    assert Granularity.parse(text) == parsed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tensor",
        "per_tensor:0",
        "per_channel:",
        "per_channel:x",
        "group",
        "group:",
        "group:1.5",
        "group:--2",
        None,
        8,
    ],
)
def test_parse_refuses_and_says_what_it_takes(text):
    sentence = f"granularity must be per_tensor, per_channel, per_channel:AXIS or group:SIZE; got {text!r}."
    with pytest.raises(ValueError, match=re.escape(sentence)):
        Granularity.parse(text)


@pytest.mark.parametrize("size", [0, -1, 65537])
def test_group_sizes_have_bounds(size):
    with pytest.raises(ValueError, match=f"group_size must be a whole number from 1 to 65536; got {size}"):
        Granularity.parse(f"group:{size}")


@pytest.mark.parametrize("axis", [65, -65])
def test_axes_have_bounds(axis):
    with pytest.raises(ValueError, match=f"axis must be a whole number from -64 to 64; got {axis}"):
        Granularity.parse(f"per_channel:{axis}")


def test_refusals_of_a_tensor():
    with pytest.raises(
        ValueError, match="granularity must be one of per_tensor, per_channel, group; got 'row'"
    ):
        Granularity("row")
    with pytest.raises(
        ValueError, match=re.escape("axis must name one of the tensor's 2 dimensions; got 2 for shape (4, 6)")
    ):
        to_blocks(numbered((4, 6)), Granularity("per_channel", axis=2))
    with pytest.raises(ValueError, match="axis must name one of the tensor's 0 dimensions; got 0"):
        to_blocks(numbered(()), Granularity("group", group_size=2))
    with pytest.raises(
        ValueError,
        match=re.escape("group_size must divide the 6 values of a channel; got 4 for shape (4, 6)"),
    ):
        to_blocks(numbered((4, 6)), Granularity("group", group_size=4))
