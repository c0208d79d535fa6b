"""Rounding against Python's own round and floor, and stochastic rounding against its binomial law."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qlab.rounding import FLOAT32_SLACK, ROUNDINGS, round_values, settle

QUARTERS = torch.arange(-40, 41) / 4


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def test_nearest_even_is_pythons_round():
    assert round_values(QUARTERS).tolist() == [round(x) for x in QUARTERS.tolist()]


def test_floor_is_pythons_floor():
    assert round_values(QUARTERS, "floor").tolist() == [math.floor(x) for x in QUARTERS.tolist()]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
def test_every_rule_gives_a_neighbor_and_nearest_the_nearest(values):
    x = torch.tensor(values, dtype=torch.float64)
    for name in ROUNDINGS:
        rounded = round_values(x, name, generator=seeded())
        assert torch.equal(rounded, rounded.trunc())
        assert ((rounded - x).abs() <= (0.5 if name == "nearest_even" else 1.0)).all()
    assert (round_values(x, "floor") <= x + FLOAT32_SLACK * x.abs()).all()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("name", ROUNDINGS)
def test_whole_numbers_stay(name, dtype):
    # Up to 2^16, and many draws each: adding noise in float32 would lift one in 500 of the largest.
    whole = torch.arange(-(2**16), 2**16 + 1, dtype=dtype).repeat(8)
    assert torch.equal(round_values(whole, name, generator=seeded()), whole)


@pytest.mark.parametrize("name", ROUNDINGS)
def test_a_level_that_float32_arithmetic_missed_is_met_again(name):
    # code * scale and back by 1 / scale: three roundings, each of half a unit in the last place.
    scale = torch.rand(1000, generator=seeded()) + 0.1
    codes = torch.arange(-1000.0, 1001.0)[:, None]
    assert torch.equal(
        round_values(codes * scale * (1 / scale), name, generator=seeded()), codes.expand(-1, 1000)
    )


def test_settle_moves_only_what_lies_within_the_slack():
    steps = torch.tensor([0.5, 0.99, 1.01, 2.0], dtype=torch.float64)
    x = 3 * (1 - steps * FLOAT32_SLACK)
    assert (settle(x, torch.full_like(x, 3.0)) == 3).tolist() == [True, True, False, False]


@pytest.mark.parametrize("fraction", [0.03, 0.25, 0.5, 0.9])
@pytest.mark.parametrize("whole", [-7.0, -1.0, 0.0, 100.0, 30000.0])
def test_stochastic_rounding_goes_up_as_often_as_the_fraction_says(whole, fraction):
    # A count of n draws has the standard deviation sqrt(n f (1 - f)); five of them fail once in 1.7 million.
    n = 40_000
    x = torch.full((n,), whole + fraction)
    f = x[0].item() - whole  # what float32 made of the fraction
    rounded = round_values(x, "stochastic", generator=seeded(3))
    ups = (rounded == whole + 1).sum().item()
    assert ups + (rounded == whole).sum().item() == n
    assert abs(ups - n * f) < 5 * math.sqrt(n * f * (1 - f))


def test_the_generator_alone_decides():
    x = torch.linspace(-3, 3, 1000)
    before = torch.random.get_rng_state()
    first, again, other = (round_values(x, "stochastic", generator=seeded(s)) for s in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert torch.equal(torch.random.get_rng_state(), before)


@pytest.mark.parametrize("name", ROUNDINGS)
def test_special_values_and_the_argument_survive(name):
    x = torch.tensor([math.nan, math.inf, -math.inf, 0.0, 1.5])
    kept, out = x.clone(), torch.empty(5)
    answer = round_values(x, name, generator=seeded(), out=out)
    assert answer is out
    assert torch.isnan(out[0])
    assert out[1:4].tolist() == [math.inf, -math.inf, 0.0]
    torch.testing.assert_close(x, kept, rtol=0, atol=0, equal_nan=True)
    alone = round_values(x, name, generator=seeded())
    round_values(x, name, generator=seeded(), out=x)  # out may be x itself
    torch.testing.assert_close(x, alone, rtol=0, atol=0, equal_nan=True)


def test_refusals():
    with pytest.raises(ValueError, match="rounding must be one of nearest_even, stochastic, floor; got 'up'"):
        round_values(torch.zeros(1), "up")
    with pytest.raises(ValueError, match=r"generator must be a torch.Generator .*; got None"):
        round_values(torch.zeros(1), "stochastic")
