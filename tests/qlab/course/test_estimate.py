"""How near an estimate came: laws, cases worked out by hand, and what a browser may send instead of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.course.estimate import Estimate, MeasuredNumber, check_estimate, compare, remarks

SIXTY = MeasuredNumber(60.0, 55.0, 62.0)
NUMBERS = st.floats(0, 100)
THREE = st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted)


def kept(guess=50.0, low=40.0, high=60.0, **more):
    return {"guess": guess, "low": low, "high": high} | more


@given(THREE)
def test_what_was_kept_is_read_as_it_was(three):
    low, guess, high = three
    assert check_estimate(kept(guess, low, high), 0.0, 100.0) == Estimate(guess, low, high)


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        *((value, "^estimate must have guess, low, high") for value in (None, "", "Half.", 3, [1, 2, 3], {})),
        (kept(more=1), "^estimate must have"),
        ({"guess": 1, "low": 0}, "^estimate must have"),
        *((kept(guess=bad), "^guess must be a number") for bad in (float("nan"), "50", None, True, -1, 101)),
        *((kept(low=bad), "^low must be a number") for bad in (float("-inf"), [], 1e300)),
        *((kept(high=bad), "^high must be a number") for bad in (float("inf"), float("nan"), {})),
        (kept(low=60, high=40), "^low must not be above high, 40; got 60"),
        (
            kept(guess=70),
            "^guess must lie in its range, 40 to 60; got 70: move the guess, or widen the range",
        ),
        (kept(guess=30), "^guess must lie in its range"),
    ],
)
def test_what_is_no_estimate_is_refused_in_a_sentence(value, complaint):
    with pytest.raises(ValueError, match=complaint):
        check_estimate(value, 0.0, 100.0)


@given(THREE, THREE)
def test_the_laws_of_a_comparison(estimated, measured):
    low, guess, high = estimated
    bottom, value, top = measured
    seen = compare(Estimate(guess, low, high), MeasuredNumber(value, bottom, top), 100.0)
    assert seen.held == (low <= value <= high) == (seen.beyond == 0)
    assert seen.near == (seen.enough == (bottom, top))
    assert seen.enough[0] <= min(guess, value) <= max(guess, value) <= seen.enough[1]
    assert seen.held or not seen.wide
    assert seen.off == guess - value


@pytest.mark.parametrize(
    ("estimate", "says"),
    [
        (
            Estimate(58.0, 50.0, 70.0),
            ["Your guess, 58 %, lies in the measured band.", "Your range, 50 to 70 %, holds it."],
        ),
        (
            Estimate(80.0, 70.0, 90.0),  # 80 is 20 above 60, and 70 is 10 above
            [
                "Your guess, 80 %, was 20 points too high.",
                "Your range, 70 to 90 %, lies 10 points above it: you were surer than you could be.",
            ],
        ),
        (
            Estimate(20.0, 20.0, 24.0),  # 60 lies 36 above 24
            [
                "Your guess, 20 %, was 40 points too low.",
                "Your range, 20 to 24 %, lies 36 points below it: you were surer than you could be.",
            ],
        ),
        (
            Estimate(56.0, 10.0, 95.0),  # 55 to 62 is 7 wide, 85 is over four times that
            [
                "Your guess, 56 %, lies in the measured band.",
                "Your range, 10 to 95 %, holds it.",
                "It was far wider than it had to be: 55 to 62 % would have held your guess and the whole band.",
            ],
        ),
    ],
)
def test_the_remarks_say_where_it_was_right_and_where_not(estimate, says):
    assert remarks(compare(estimate, SIXTY, 100.0), estimate, "%") == says


@pytest.mark.parametrize(("high", "wide"), [(24.9, False), (25.0, True)])
def test_under_a_quarter_of_the_scale_no_range_is_called_wide(high, wide):
    exact = MeasuredNumber(10.0, 10.0, 10.0)
    assert compare(Estimate(10.0, 0.0, high), exact, 100.0).wide == wide


@pytest.mark.parametrize(("low", "wide"), [(31.0, False), (30.0, True)])
def test_a_range_is_wide_from_four_times_what_would_have_been_enough(low, wide):
    band = MeasuredNumber(55.0, 50.0, 60.0)  # 10 wide: 40 is four times that
    assert compare(Estimate(55.0, low, 70.0), band, 100.0).wide == wide
