"""The table at the top of qlab/quantizer.py, row by row, for every format and granularity."""

import pytest
import torch

from qlab.formats import FORMATS
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize
from qlab.ranges import RANGE_METHODS

GRANULARITIES = ("per_tensor", "per_channel", "per_channel:1", "group:4")
QUANTIZED = [name for name in FORMATS if name != "fp32"]
EVERY = [(name, granularity) for name in QUANTIZED for granularity in GRANULARITIES]
WITHOUT_ZERO = {"binary", *(f"lloyd_max{bits}" for bits in range(1, 9))}
MADE_FOR_OTHER_DATA = {"fp16", "bf16", *(f"lloyd_max{bits}" for bits in range(2, 9))}


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize(("name", "granularity"), EVERY)
def test_nan_and_infinity_are_refused_when_a_range_is_chosen(name, granularity):
    for bad in (torch.nan, torch.inf, -torch.inf):
        x = torch.ones(3, 8)
        x[1, 5] = bad
        with pytest.raises(
            ValueError, match="x must be finite so that a range fits it; got NaN or an infinity"
        ):
            choose_qparams(x, QuantSpec(name, granularity))


@pytest.mark.parametrize(("name", "granularity"), EVERY)
def test_with_given_parameters_nan_stays_and_infinity_saturates(name, granularity):
    spec = QuantSpec(name, granularity)
    x = torch.randn(3, 8, generator=seeded())
    qparams = choose_qparams(x, spec)
    assert fake_quantize(torch.full_like(x, torch.nan), spec, qparams).isnan().all()
    top, bottom = (fake_quantize(torch.full_like(x, end), spec, qparams) for end in (torch.inf, -torch.inf))
    huge = torch.finfo(torch.float32).max
    assert torch.isfinite(top).all()
    assert torch.equal(top, fake_quantize(torch.full_like(x, huge), spec, qparams))
    assert torch.equal(bottom, fake_quantize(torch.full_like(x, -huge), spec, qparams))
    assert (bottom < top).all()


@pytest.mark.parametrize(("name", "granularity"), EVERY)
def test_an_empty_tensor_comes_back_empty(name, granularity):
    spec = QuantSpec(name, granularity)
    for shape in ((0,), (0, 8), (3, 0), (3, 0, 2)):
        if granularity == "per_channel:1" and len(shape) == 1:
            continue
        x = torch.zeros(shape)
        assert fake_quantize(x, spec).shape == shape
        assert fake_quantize(x, spec, out=torch.empty(shape)).shape == shape
        assert (choose_qparams(x, spec).scale == 1).all()


@pytest.mark.parametrize("method", RANGE_METHODS)
@pytest.mark.parametrize(("name", "granularity"), EVERY)
def test_zeros_stay_zero(name, granularity, method):
    answer = fake_quantize(torch.zeros(3, 8), QuantSpec(name, granularity, method))
    if name in WITHOUT_ZERO:
        assert 0 < answer.abs().max() < 1e-37
    else:
        assert (answer == 0).all()


@pytest.mark.parametrize(("name", "granularity"), EVERY)
def test_a_zero_block_among_others_stays_zero(name, granularity):
    x = torch.randn(4, 8, generator=seeded())
    x[2] = 0
    if granularity in ("per_channel", "group:4"):
        answer = fake_quantize(x, QuantSpec(name, granularity))[2]
        assert answer.abs().max() < 1e-37


@pytest.mark.parametrize(("name", "granularity"), EVERY)
def test_a_constant_comes_back_where_the_table_says(name, granularity):
    for constant in (1.0, -0.3, 1e-30, -3e30, 12345.678):
        x = torch.full((3, 8), constant)
        answer = fake_quantize(x, QuantSpec(name, granularity))
        if name in MADE_FOR_OTHER_DATA:
            assert (answer != x).any() or constant == 1.0
        elif name.endswith(
            "_full"
        ):  # the range stops half a step short of the positive, and beyond the negative
            half_a_step = choose_qparams(x, QuantSpec(name, granularity)).scale.max() / 2
            torch.testing.assert_close((answer - x).abs(), half_a_step.expand(3, 8), rtol=1e-2, atol=0)
        else:
            # scale = constant / n, then times n: three roundings of 2^-24 each, so less than 2^-22.
            torch.testing.assert_close(answer, x, rtol=2.0**-22, atol=0)


def test_fp32_leaves_all_of_these_as_they_are():
    for x in (torch.tensor([torch.nan, torch.inf]), torch.zeros(0, 3), torch.zeros(2), torch.full((2,), 0.3)):
        answer = fake_quantize(x, QuantSpec("fp32"))
        torch.testing.assert_close(answer, x, rtol=0, atol=0, equal_nan=True)


@pytest.mark.parametrize("granularity", ["per_tensor", "per_channel", "group:1"])
@pytest.mark.parametrize("name", QUANTIZED)
def test_one_value_alone(name, granularity):
    x = torch.tensor([0.7])
    answer = fake_quantize(x, QuantSpec(name, granularity))
    assert answer.shape == (1,)
    assert torch.isfinite(answer).all()


@pytest.mark.parametrize("name", QUANTIZED)
def test_a_number_without_dimensions_is_one_tensor(name):
    assert fake_quantize(torch.tensor(0.7), QuantSpec(name)).shape == ()


@pytest.mark.parametrize("rounding", ["nearest_even", "floor", "stochastic"])
@pytest.mark.parametrize("method", RANGE_METHODS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_through_everything(name, method, rounding):
    x = torch.randn(6, 4, 8, generator=seeded()) * torch.logspace(-30, 30, 6)[:, None, None]
    for granularity in (*GRANULARITIES, "per_channel:-1"):
        spec = QuantSpec(name, granularity, method, rounding)
        answer = fake_quantize(x, spec, generator=seeded())
        assert answer.shape == x.shape
        assert torch.isfinite(answer).all()
        top, bottom = (
            fake_quantize(torch.full_like(x, end), spec, choose_qparams(x, spec), generator=seeded())
            for end in (torch.inf, -torch.inf)
        )
        assert ((answer <= top) & (answer >= bottom)).all()
