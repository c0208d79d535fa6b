"""How near a drawn curve came: laws, and cases worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.course.drawn_curve import MeasuredCurve, check_drawn, compare, remarks

CLIFF = MeasuredCurve(
    ("8", "4", "3", "2"), (97.0, 96.0, 80.0, 15.0), (96.0, 95.0, 70.0, 8.0), (98.0, 97.0, 90.0, 25.0)
)
HEIGHTS = st.lists(st.floats(0, 100), min_size=4, max_size=4)


def test_the_measured_curve_itself_is_exactly_right():
    seen = compare(CLIFF.mean, CLIFF, tolerance=0.0)
    assert (seen.distance, seen.off) == (0.0, 0.0)
    assert seen.inside == CLIFF.places
    assert seen.drawn_fall == seen.measured_fall == ("3", "2")


def test_a_case_by_hand():
    seen = compare([97.0, 60.0, 20.0, 10.0], CLIFF, tolerance=1.0)
    assert seen.distance == pytest.approx((0 + 36 + 60 + 5) / 4)
    assert seen.inside == ("8", "2")
    assert (seen.farthest, seen.off) == ("3", -60.0)
    assert seen.drawn_fall == ("4", "3")


@given(drawn=HEIGHTS, tolerance=st.floats(0, 50))
def test_a_wider_tolerance_takes_in_no_less(drawn, tolerance):
    assert set(compare(drawn, CLIFF, 0.0).inside) <= set(compare(drawn, CLIFF, tolerance).inside)


@given(drawn=HEIGHTS)
def test_no_place_is_farther_off_than_the_farthest(drawn):
    seen = compare(drawn, CLIFF, 0.0)
    assert seen.distance <= abs(seen.off) + 1e-9
    assert abs(seen.off) <= 4 * seen.distance + 1e-9


@pytest.mark.parametrize(
    "drawn",
    [None, "abcd", [1, 2, 3], [1, 2, 3, 101], [1, 2, 3, float("nan")], [1, 2, 3, "4"], [1, 2, 3, True], {}],
)
def test_what_a_browser_may_send_instead_of_a_curve_is_refused(drawn):
    with pytest.raises(ValueError, match=r"^drawn must "):
        check_drawn(drawn, 4, 100.0)


def test_a_band_as_long_as_the_curve_is_asked_for():
    with pytest.raises(ValueError, match=r"equally long, and two or more; got 2, 2, 1, 2\.$"):
        MeasuredCurve(("4", "3"), (1.0, 2.0), (1.0,), (1.0, 2.0))


@pytest.mark.parametrize(("tolerance", "inside"), [(1.0, ()), (2.0, ("8", "3")), (3.0, ("8", "3", "2"))])
def test_as_near_to_the_band_as_a_hand_can_draw_is_as_good_as_inside(tolerance, inside):
    drawn = [100.0, 90.0, 68.0, 28.0]  # 2 above, 5 below, 2 below, 3 above the band
    assert compare(drawn, CLIFF, tolerance).inside == inside


@pytest.mark.parametrize(
    ("drawn", "says"),
    [
        ([97.0, 96.0, 80.0, 15.0], "The steepest fall is where you drew it, from 3 to 2 bits."),
        (
            [97.0, 50.0, 40.0, 15.0],
            "You drew the steepest fall from 8 to 4 bits; it was measured from 3 to 2.",
        ),
        ([50.0, 50.0, 50.0, 50.0], "You drew no fall; the steepest that was measured is from 3 to 2 bits."),
    ],
)
def test_the_place_of_the_cliff_is_told(drawn, says):
    assert remarks(compare(drawn, CLIFF, 2.0), CLIFF, "bits")[-1] == says


def test_of_a_curve_that_rises_the_top_is_told():
    hump = MeasuredCurve(("4", "8", "16"), (50.0, 90.0, 20.0), (40.0, 80.0, 10.0), (60.0, 95.0, 30.0))
    right, wrong = ([compare(drawn, hump, 2.0)] for drawn in ([10.0, 50.0, 40.0], [10.0, 20.0, 30.0]))
    assert "The top is where you drew it, at 8." in remarks(*right, hump, "")
    assert "You drew the top at 16 units; it was measured at 8." in remarks(*wrong, hump, "units")
    assert not any("top" in sentence for sentence in remarks(compare(CLIFF.mean, CLIFF, 2.0), CLIFF, "bits"))


def test_one_bit_is_one():
    curve = MeasuredCurve(("2", "1"), (50.0, 60.0), (50.0, 60.0), (50.0, 60.0))
    assert "most at 1 bit: 40 too high" in remarks(compare([50.0, 100.0], curve, 2.0), curve, "bits")[1]
