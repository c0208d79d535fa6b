"""Laws that hold for every tensor: their tolerances are derived from float32's unit roundoff u = 2^-24."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from qlab.formats import FORMATS, IntFormat
from qlab.metrics.signal import sqnr_db
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize
from qlab.ranges import RANGE_METHODS

U = 2.0**-24
FLOAT32 = st.floats(-1e30, 1e30, width=32).filter(lambda v: v == 0 or abs(v) > 1e-30)
NAMES = st.sampled_from([name for name in FORMATS if name != "fp32"])
GRANULARITIES = st.sampled_from(["per_tensor", "per_channel", "per_channel:-1", "group:65536", "group:1"])
ROUNDINGS = st.sampled_from(["nearest_even", "floor", "stochastic"])
METHODS = st.sampled_from([method for method in RANGE_METHODS if method != "entropy"])  # slow; see test_entropy
TENSORS = arrays("float32", array_shapes(max_dims=3, max_side=5), elements=FLOAT32).map(torch.from_numpy)


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def ends(x, spec, qparams):
    """The outermost levels at every value."""
    return (fake_quantize(torch.full_like(x, end), spec, qparams) for end in (-torch.inf, torch.inf))


@settings(max_examples=300)
@given(TENSORS, NAMES, GRANULARITIES, METHODS, ROUNDINGS)
def test_a_quantized_tensor_is_quantized_already(x, name, granularity, method, rounding):
    spec = QuantSpec(name, granularity, method, rounding)
    qparams = choose_qparams(x, spec)
    once = fake_quantize(x, spec, qparams, generator=seeded())
    assert torch.equal(fake_quantize(once, spec, qparams, generator=seeded(1)), once)


@settings(max_examples=200)
@given(TENSORS, NAMES, GRANULARITIES, METHODS)
def test_the_order_of_values_is_kept(x, name, granularity, method):
    spec = QuantSpec(name, granularity, method)
    qparams = choose_qparams(x, spec)
    larger = fake_quantize(x + x.abs() / 7 + 1e-3, spec, qparams)
    assert (larger >= fake_quantize(x, spec, qparams)).all()


@settings(max_examples=200)
@given(TENSORS, st.sampled_from([n for n, f in FORMATS.items() if isinstance(f, IntFormat)]), GRANULARITIES, METHODS)
def test_inside_the_range_no_value_moves_further_than_half_a_step(x, name, granularity, method):
    # Three roundings of relative size u on the way (1 / scale, times x, times scale) add 3 u |x| to the half.
    spec = QuantSpec(name, granularity, method)
    qparams = choose_qparams(x, spec)
    scale = fake_quantize(x, spec, qparams) * 0 + scale_of_each_value(x, spec, qparams)
    low, high = ends(x, spec, qparams)
    error = (fake_quantize(x, spec, qparams).double() - x.double()).abs()
    inside = (x >= low) & (x <= high)
    assert (error <= scale.double() / 2 + 4 * U * x.double().abs())[inside].all()


def scale_of_each_value(x, spec, qparams):
    """The scale of the block each value is in: what one step above zero_point 0 is worth there."""
    from qlab.granularity import from_blocks, to_blocks

    blocks = to_blocks(x, spec.blocks)
    return from_blocks(qparams.scale.expand(blocks.shape), x, spec.blocks)
