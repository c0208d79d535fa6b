"""Laws that hold for every tensor; their tolerances follow from float32's unit roundoff u = 2^-24."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from qlab.formats import FORMATS, IntFormat
from qlab.granularity import to_blocks
from qlab.qparams import symmetric
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize

U = 2.0**-24
QUANTIZED = [name for name in FORMATS if name != "fp32"]
SCALED = [name for name in QUANTIZED if not name.startswith(("fp", "bf", "kmeans"))]
MIRRORED = [
    name
    for name in SCALED
    if name.startswith(("e", "ternary")) or FORMATS[name].family.endswith("narrow range")
]

VALUES = st.floats(-(2.0**66), 2.0**66, width=32).filter(lambda v: v == 0 or abs(v) > 2.0**-66)
TENSORS = arrays("float32", array_shapes(max_dims=3, max_side=5), elements=VALUES).map(torch.from_numpy)
GRANULARITIES = st.sampled_from(["per_tensor", "per_channel", "per_channel:-1", "group:65536", "group:1"])
METHODS = st.sampled_from(["minmax", "percentile", "percentile:80", "mse"])
ROUNDINGS = st.sampled_from(["nearest_even", "floor", "stochastic"])


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@settings(max_examples=300)
@given(TENSORS, st.sampled_from(QUANTIZED), GRANULARITIES, METHODS, ROUNDINGS)
def test_a_quantized_tensor_is_already_quantized(x, name, granularity, method, rounding):
    spec = QuantSpec(name, granularity, method, rounding)
    qparams = choose_qparams(x, spec)
    once = fake_quantize(x, spec, qparams, generator=seeded())
    assert torch.equal(fake_quantize(once, spec, qparams, generator=seeded(1)), once)


@settings(max_examples=200)
@given(st.floats(2.0**-80, 2.0**80, width=32), st.sampled_from(SCALED), ROUNDINGS)
def test_every_level_survives_every_rounding(scale, name, rounding):
    qparams = symmetric(torch.tensor([[scale]]))
    levels = torch.tensor(FORMATS[name].levels, dtype=torch.float32) * scale
    spec = QuantSpec(name, rounding=rounding)
    assert torch.equal(fake_quantize(levels, spec, qparams, generator=seeded()), levels)


@settings(max_examples=200)
@given(TENSORS, st.sampled_from(QUANTIZED), GRANULARITIES, METHODS)
def test_order_is_kept(x, name, granularity, method):
    spec = QuantSpec(name, granularity, method)
    qparams = choose_qparams(x, spec)
    assert (fake_quantize(x + x.abs() / 7, spec, qparams) >= fake_quantize(x, spec, qparams)).all()


@settings(max_examples=300)
@given(
    TENSORS, st.sampled_from([name for name in QUANTIZED if FORMATS[name].bits <= 8]), GRANULARITIES, METHODS
)
def test_no_level_of_the_block_is_nearer(x, name, granularity, method):
    # x / scale, the level and its product with the scale are each off by u at most, so 4 u of what is compared.
    spec = QuantSpec(name, granularity, method)
    qparams = choose_qparams(x, spec)
    levels = torch.tensor(FORMATS[name].levels)[None] if qparams.levels is None else qparams.levels.double()
    levels = (levels - qparams.zero_point.double()) * qparams.scale.double()
    values, answers = (to_blocks(t, spec.blocks).double() for t in (x, fake_quantize(x, spec, qparams)))
    nearest = (values[:, :, None] - levels[:, None, :]).abs().amin(2)
    assert ((values - answers).abs() <= nearest + 4 * U * (values.abs() + answers.abs())).all()


@settings(max_examples=200)
@given(
    TENSORS,
    st.sampled_from([n for n, f in FORMATS.items() if isinstance(f, IntFormat)]),
    GRANULARITIES,
    METHODS,
)
def test_inside_the_range_no_value_moves_by_more_than_half_a_step(x, name, granularity, method):
    # 1 / scale, times x, times scale: three roundings, 3 u |x| on top of the half.
    spec = QuantSpec(name, granularity, method)
    qparams = choose_qparams(x, spec)
    values, answers, low, high = (
        to_blocks(fake_quantize(t, spec, qparams) if t is not x else x, spec.blocks).double()
        for t in (x, x.clone(), torch.full_like(x, -torch.inf), torch.full_like(x, torch.inf))
    )
    allowed = qparams.scale.double() / 2 + 4 * U * values.abs()
    assert ((values - answers).abs() <= allowed)[(low <= values) & (values <= high)].all()


@settings(max_examples=200)
@given(TENSORS, st.integers(-20, 20), st.sampled_from(SCALED), GRANULARITIES, METHODS)
def test_a_change_of_units_only_changes_the_units(x, exponent, name, granularity, method):
    # Zeros aside: a block of nothing else has no unit, and grids without a zero level give it a fixed scale.
    spec = QuantSpec(name, granularity, method)
    moved = fake_quantize(x * 2.0**exponent, spec)
    assert torch.equal(moved[x != 0], fake_quantize(x, spec)[x != 0] * 2.0**exponent)


@given(TENSORS, st.sampled_from(MIRRORED), GRANULARITIES, st.sampled_from(["minmax", "mse"]))
def test_symmetric_grids_do_not_mind_the_sign(x, name, granularity, method):
    # (A percentile interpolates from below, and from the other side comes to another last bit.)
    spec = QuantSpec(name, granularity, method)
    assert torch.equal(fake_quantize(-x, spec), -fake_quantize(x, spec))


@given(
    arrays("float32", (1, 8), elements=VALUES).map(torch.from_numpy), st.sampled_from(QUANTIZED), ROUNDINGS
)
def test_granularities_agree_on_equal_blocks(row, name, rounding):
    # The same eight values in every block give every granularity the same scale: exactly where it comes from a
    # range, and up to float32 rounding where it comes from a mean over more copies of them.
    x = row.repeat(3, 4)
    by_tensor, *others = (
        fake_quantize(x, QuantSpec(name, g, rounding=rounding), generator=seeded())
        for g in ("per_tensor", "per_channel", "group:16", "group:8")
    )
    slack = 0 if FORMATS[name].scale_rule in ("range", "none") else 4 * U
    for answer in others:
        torch.testing.assert_close(answer, by_tensor, rtol=slack, atol=0)
