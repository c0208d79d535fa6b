"""Levels as they are kept: in few digits, and never beyond the values, where no level may be."""

from hypothesis import given
from hypothesis import strategies as st

from pages.shared.challenges.levels import _short

NUMBERS = st.floats(-100, 100)


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted))
def test_a_level_in_four_digits_stays_near_and_within_the_ends(three):
    low, level, high = three
    short = _short(level, (low, high))
    assert low <= short <= high
    assert abs(short - level) <= 5e-4 * abs(level)
