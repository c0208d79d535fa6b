"""Stall: nearest rounding stops where theory says, to the last bit; the other two ways arrive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qlab.experiments.one_weight import STORED, stall_level
from qlab.experiments.stall import StallResult, StallSpec, measure_stall
from qlab.plain import from_plain, to_plain


def test_nearest_rounding_stalls_at_the_levels_of_the_lesson():
    result = measure_stall(StallSpec())
    assert [path.end for path in result.paths] == [0.9375, 0.75, 0.5625, 0.0]
    assert all(set(path.ends) == {path.end} for path in result.paths)


@settings(deadline=None, max_examples=40)
@given(rate=st.integers(20, 1000), levels=st.integers(2, 64))
def test_it_stalls_where_theory_says_for_any_grid_and_rate_without_ties(rate, levels):
    # A tie is an update of exactly half a step: 2 x gap x rate / 1000 odd and whole for some gap of whole levels.
    if any(2 * gap * rate % 2000 == 1000 for gap in range(1, levels + 1)):
        return
    (path,) = measure_stall(StallSpec(learning_rates=(rate / 1000,), levels=levels, steps=300, draws=1)).paths
    assert path.end == pytest.approx(stall_level(rate / 1000, levels), abs=1e-12)


@pytest.mark.parametrize("stored", ["stochastic", "latent"])
def test_other_ways_to_store_it_arrive(stored):
    """By Markov's inequality a draw is short of 1 with probability under 16 x 0.97^400 = 8e-5: 20 draws, 2e-3."""
    assert [path.arrived for path in measure_stall(StallSpec(stored=stored)).paths] == [1, 1, 1, 1]


def test_stochastic_rounding_loses_nothing_on_average():
    """E[1 - w] after t steps is 0.9^t, its variance at most step^2 / 4 / (1 - 0.9^2)."""
    spec = StallSpec("stochastic", learning_rates=(0.1,), levels=64, steps=10, draws=100)
    (path,) = measure_stall(spec).paths
    sd_of_mean = (1 / 64) / 2 / (1 - 0.9**2) ** 0.5 / 100**0.5
    assert path.end == pytest.approx(1 - 0.9**10, abs=4 * sd_of_mean)


def test_last_change_is_the_last_step_that_moved():
    path = measure_stall(StallSpec(learning_rates=(0.12, 0.03))).paths
    assert (
        path[0].weights[path[0].last_change - 1] < path[0].weights[path[0].last_change] == path[0].weights[-1]
    )
    assert path[1].last_change == 0


@pytest.mark.parametrize("stored", STORED)
def test_a_result_can_be_published_and_repeated(stored):
    spec = StallSpec(stored=stored, steps=20, draws=3)
    result = measure_stall(spec)
    assert from_plain(StallResult, to_plain(result), "result") == result == measure_stall(spec)
    assert len(result.rows()) == 21 * len(result.paths)
    assert result.rows()[20] == {"learning_rate": 0.3, "step": 20, "weight": result.paths[0].weights[20]}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"stored": "sharp"}, "stored must be one of nearest, stochastic, latent; got 'sharp'"),
        ({"learning_rates": ()}, "number of learning_rates must be a whole number from 1 to 10; got 0"),
        ({"learning_rates": (0.1, 0.1)}, "nothing stands twice"),
        ({"learning_rates": (2.0,)}, "learning_rate must be a number from 0.001 to 1.0; got 2.0"),
        ({"levels": 1}, "levels must be"),
        ({"steps": 0}, "steps must be"),
        ({"draws": 101}, "draws must be"),
        ({"seed": -1}, "seed must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        StallSpec(**fields)
