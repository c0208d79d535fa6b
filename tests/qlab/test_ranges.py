"""Range methods against their definitions; the MSE and the entropy range have files of their own."""

import math
import re

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qlab import projection
from qlab.formats import FORMATS
from qlab.ranges import RANGE_METHODS, choose_range, finite_extremes, parse_range_method


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def gaussian(*shape, seed=0):
    return torch.randn(shape, generator=seeded(seed), dtype=torch.float64)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(50, 100))
def test_percentile_interpolates_between_sorted_values(values, kept):
    ordered = sorted(values)

    def at(percent):
        position = percent / 100 * (len(ordered) - 1)
        below = math.floor(position)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (position - below) * (ordered[above] - ordered[below])

    x = torch.tensor([values], dtype=torch.float64)
    low, high = choose_range(x, FORMATS["int8"], f"percentile:{kept!r}")
    assert low.item() == pytest.approx(at((100 - kept) / 2), rel=1e-9, abs=1e-5)
    assert high.item() == pytest.approx(at(100 - (100 - kept) / 2), rel=1e-9, abs=1e-5)


def test_percentile_keeps_its_share_and_100_is_min_max():
    x = gaussian(1, 100_001)
    low, high = choose_range(x, FORMATS["int8"], "percentile:99")
    assert ((x >= low) & (x <= high)).double().mean().item() == pytest.approx(0.99, abs=2e-5)
    whole = choose_range(x, FORMATS["int8"], "percentile:100")
    assert torch.equal(torch.cat(whole), torch.cat(finite_extremes(x)))


@pytest.mark.parametrize("method", RANGE_METHODS)
@pytest.mark.parametrize("exponent", [-100, -20, 60, 100])
def test_a_change_of_units_changes_nothing_else(method, exponent):
    x = torch.randn(3, 500, generator=seeded())
    for name in ("int4", "uint4", "e2m1", "nf4"):
        low, high = choose_range(x, FORMATS[name], method)
        moved = choose_range(x * 2.0**exponent, FORMATS[name], method)
        assert torch.equal(torch.cat(moved), torch.cat([low, high]) * 2.0**exponent)


@pytest.mark.parametrize("method", RANGE_METHODS)
def test_each_block_is_alone_and_left_as_it_is(method):
    x = torch.randn(5, 40, generator=seeded())
    kept = x.clone()
    together = choose_range(x, FORMATS["int4"], method)
    assert torch.equal(x, kept)
    for row in range(5):
        alone = choose_range(x[row : row + 1], FORMATS["int4"], method)
        assert [end.item() for end in alone] == [end[row].item() for end in together]


def test_extremes_are_those_of_every_value_however_the_tensor_is_cut(monkeypatch):
    for shape in ((1, 200), (7, 30), (50, 3)):
        x = gaussian(*shape)
        for most in (1, 7, 64, 1000):
            monkeypatch.setattr(projection, "BLOCK_VALUES", most)
            low, high = finite_extremes(x)
            assert torch.equal(low[:, 0], x.min(1).values)
            assert torch.equal(high[:, 0], x.max(1).values)


@pytest.mark.parametrize("method", RANGE_METHODS)
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_no_range_fits_what_is_not_finite(method, bad):
    with pytest.raises(
        ValueError, match=r"x must be finite .*; got NaN or an infinity; remove or clip those values"
    ):
        choose_range(torch.tensor([[0.0, 1.0], [bad, 2.0]]), FORMATS["int8"], method)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("minmax", ("minmax", 99.9)),
        ("percentile", ("percentile", 99.9)),
        ("percentile:50", ("percentile", 50.0)),
        ("percentile:99.99", ("percentile", 99.99)),
        ("mse", ("mse", 99.9)),
    ],
)
def test_parse(text, parsed):
    assert parse_range_method(text) == parsed


@pytest.mark.parametrize(
    "text", ["percentile:", "percentile:49", "percentile:101", "percentile:nan", "mse:3", "minmax:"]
)
def test_parse_refuses_what_follows_the_colon(text):
    sentence = f"range_method must be a name, or percentile:KEPT with KEPT from 50 to 100; got {text!r}."
    with pytest.raises(ValueError, match=re.escape(sentence)):
        parse_range_method(text)


@pytest.mark.parametrize("text", ["", "max", "MSE", None, 99])
def test_parse_refuses_unknown_methods(text):
    with pytest.raises(
        ValueError, match="range_method must be one of minmax, percentile, mse, entropy; got "
    ):
        parse_range_method(text)
