"""The table at the top of qlab/quantizer.py, row by row, for every format and granularity."""

import pytest
import torch

from qlab.formats import FORMATS
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize
from qlab.ranges import RANGE_METHODS

GRANULARITIES = ("per_tensor", "per_channel", "per_channel:1", "group:4")
QUANTIZED = [name for name in FORMATS if name != "fp32"]
WITHOUT_ZERO = {"binary", *(f"lloyd_max{bits}" for bits in range(1, 9))}
MADE_FOR_OTHER_DATA = {"fp16", "bf16"} | WITHOUT_ZERO - {"binary"}


every_format = pytest.mark.parametrize("name", QUANTIZED)


def specs(name, **more):
    return [QuantSpec(name, granularity, **more) for granularity in GRANULARITIES]


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@every_format
def test_nan_and_infinity_are_refused_when_a_range_is_chosen(name):
    sentence = (
        "x must be finite so that a range fits it; got NaN or an infinity; remove or clip those values."
    )
    for bad in (torch.nan, torch.inf, -torch.inf):
        x = torch.ones(3, 8)
        x[1, 5] = bad
        for spec in specs(name):
            with pytest.raises(ValueError, match=sentence):
                choose_qparams(x, spec)


@every_format
def test_with_given_parameters_nan_stays_and_infinity_saturates(name):
    x = torch.randn(3, 8, generator=seeded())
    huge = torch.finfo(torch.float32).max
    for spec in specs(name):
        qparams = choose_qparams(x, spec)
        nan, top, bottom, high, low = (
            fake_quantize(torch.full_like(x, value), spec, qparams)
            for value in (torch.nan, torch.inf, -torch.inf, huge, -huge)
        )
        assert nan.isnan().all()
        assert torch.isfinite(top).all()
        assert torch.equal(top, high)
        assert torch.equal(bottom, low)
        assert (bottom < top).all()


@every_format
def test_an_empty_tensor_comes_back_empty(name):
    for shape in ((0, 8), (3, 0), (3, 0, 2)):
        for spec in specs(name):
            assert fake_quantize(torch.zeros(shape), spec).shape == shape
            assert fake_quantize(torch.zeros(shape), spec, out=torch.empty(shape)).shape == shape
            assert (choose_qparams(torch.zeros(shape), spec).scale == 1).all()
    assert fake_quantize(torch.zeros(0), QuantSpec(name)).shape == (0,)


@every_format
def test_zeros_stay_zero(name):
    for spec in specs(name):
        answer = fake_quantize(torch.zeros(3, 8), spec)
        if name in WITHOUT_ZERO:
            assert 0 < answer.abs().max() < 1e-30
        else:
            assert (answer == 0).all()


@pytest.mark.parametrize("method", RANGE_METHODS)
@pytest.mark.parametrize("name", ["int4", "int4_full", "uint4", "e4m3", "nf4"])
def test_no_range_method_minds_zeros(name, method):
    assert (fake_quantize(torch.zeros(3, 8), QuantSpec(name, "per_channel", method)) == 0).all()


@every_format
def test_a_block_of_zeros_among_others_stays_zero(name):
    x = torch.randn(4, 8, generator=seeded())
    x[2] = 0
    for granularity in ("per_channel", "group:4"):
        assert fake_quantize(x, QuantSpec(name, granularity))[2].abs().max() < 1e-30


@every_format
def test_a_constant_comes_back_where_the_table_says(name):
    for x in (torch.full((3, 8), constant) for constant in (1.0, -0.3, 1e-30, -3e30, 12345.678)):
        for spec in specs(name):
            answer = fake_quantize(x, spec)
            if name in MADE_FOR_OTHER_DATA:
                assert (answer != x).any() or x[0, 0] == 1
            elif name.endswith("_full"):  # the range ends half a step off the largest value, on either side
                half_a_step = choose_qparams(x, spec).scale.max() / 2
                torch.testing.assert_close((answer - x).abs(), half_a_step.expand(3, 8), rtol=1e-2, atol=0)
            else:
                # scale = constant / n, then times n: three roundings of 2^-24 each, so less than 2^-22.
                torch.testing.assert_close(answer, x, rtol=2.0**-22, atol=0)


def test_fp32_leaves_all_of_these_as_they_are():
    for x in (torch.tensor([torch.nan, torch.inf]), torch.zeros(0, 3), torch.zeros(2), torch.full((2,), 0.3)):
        answer = fake_quantize(x, QuantSpec("fp32"))
        torch.testing.assert_close(answer, x, rtol=0, atol=0, equal_nan=True)


@every_format
def test_one_value_alone(name):
    for granularity in ("per_tensor", "per_channel", "group:1"):
        answer = fake_quantize(torch.tensor([0.7]), QuantSpec(name, granularity))
        assert answer.shape == (1,)
        assert torch.isfinite(answer).all()
    assert fake_quantize(torch.tensor(0.7), QuantSpec(name)).shape == ()  # a number without dimensions


def assert_goes_through(x, spec):
    qparams = choose_qparams(x, spec)
    answer = fake_quantize(x, spec, qparams, generator=seeded())
    top, bottom = (
        fake_quantize(torch.full_like(x, end), spec, qparams, generator=seeded())
        for end in (torch.inf, -torch.inf)
    )
    assert answer.shape == x.shape
    assert torch.isfinite(answer).all()
    assert ((answer <= top) & (answer >= bottom)).all()


WIDE = torch.randn(6, 4, 8, generator=seeded()) * torch.logspace(-30, 30, 6)[:, None, None]


@pytest.mark.parametrize("rounding", ["nearest_even", "floor", "stochastic"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_through_every_granularity_and_rounding(name, rounding):
    for spec in specs(name, rounding=rounding):
        assert_goes_through(WIDE, spec)


@pytest.mark.parametrize("method", RANGE_METHODS)
@pytest.mark.parametrize("name", [name for name in QUANTIZED if FORMATS[name].scale_rule == "range"])
def test_every_format_goes_through_every_range_method(name, method):
    assert_goes_through(WIDE, QuantSpec(name, "per_channel", method))
