"""Limit cycle: the loop ends where arithmetic by hand says, and never beyond the bound of theory."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.experiments.limit_cycle import LimitCycleSpec, measure_limit_cycle
from qlab.plain import from_plain, to_plain
from qlab.rounding import ROUNDINGS


@pytest.mark.parametrize(
    ("factor", "ends"),
    [(0.96, [12, 12]), (-0.96, [-12, 12]), (0.5, [0, 0]), (0.9, [4, 4]), (0.8, [2, 2]), (0.4, [0, 0])],
)
def test_from_twenty_it_ends_where_science_says(factor, ends):
    """science.md, 1.2; a = 0.9 meets a tie at 5 (4.5) and takes the even neighbor, so it stays at 4."""
    result = measure_limit_cycle(LimitCycleSpec(factor))
    assert sorted(result.rounded[-2:]) == ends


@given(st.integers(-95, 95))
def test_nothing_above_the_bound_is_held_up_and_all_below_it_is(hundredths):
    """Exact arithmetic decides: |y| stays if (1 - |a|) |y| < 1/2, and moves if it is more; ties are left out."""
    result = measure_limit_cycle(LimitCycleSpec(hundredths / 100, start=30, steps=800))
    factor = Fraction(abs(hundredths), 100)
    assert result.highest <= result.spec.dead_band + 1e-9
    for end in result.ends:
        if (1 - factor) * abs(end.start) < Fraction(1, 2):
            assert (end.lowest, end.highest) == (abs(end.start), abs(end.start))


def test_the_path_is_what_python_rounds():
    """Python's round takes ties to the even neighbor, too."""
    result, y = measure_limit_cycle(LimitCycleSpec(0.7, start=100, steps=30)), 100
    for seen in result.rounded:
        assert seen == y
        y = round(0.7 * y)
    assert result.in_float == pytest.approx([100 * 0.7**k for k in range(31)])


def test_floor_lets_go_above_zero_only_and_chance_lets_go_everywhere():
    floor = measure_limit_cycle(LimitCycleSpec(rounding="floor"))
    assert {end.start > 0 for end in floor.ends if end.rests} == {True}
    assert floor.resting == 20
    assert measure_limit_cycle(LimitCycleSpec(rounding="stochastic", steps=2000)).resting == 40


@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_results_can_be_published_and_repeat(rounding):
    spec = LimitCycleSpec(-0.9, rounding, start=3, steps=20, seed=5)
    result = measure_limit_cycle(spec)
    assert from_plain(type(result), to_plain(result), "result") == result == measure_limit_cycle(spec)
    assert [row["start"] for row in result.rows()] == [-3, -2, -1, 1, 2, 3]
    assert result.n_test == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"factor": 1.0}, "factor must be"),
        ({"rounding": "up"}, "rounding must be one of"),
        ({"start": 0}, "start must be"),
        ({"steps": 9}, "steps must be"),
        ({"seed": -1}, "seed must be"),
    ],
)
def test_what_cannot_run_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        LimitCycleSpec(**fields)
