"""A mean is judged by its interval: no verdict where chance could have given the other one."""

import pytest

from qlab.claims.by_interval import ENOUGH, below


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([1.0, 1.1, 0.9, 1.2, 0.8], "supported"),
        ([3.0, 3.1, 2.9, 3.2, 2.8], "not supported"),
        ([1.0, 3.0, 2.0, 1.5, 2.4], "mixed"),
        ([1.0, 1.1, 0.9, 1.2], "mixed"),  # clear, but too few
        ([1.0], "mixed"),
        ([], "mixed"),
    ],
)
def test_the_verdict_is_the_intervals(values, verdict):
    assert below(values, 2.0, "It is {mean}.").verdict == verdict


def test_the_reason_holds_the_numbers_and_says_if_they_are_too_few():
    says = "{mean:.1f} in {low:.1f} to {high:.1f} of {seeds}."
    assert below([1.0, 2.0, 3.0, 4.0, 5.0], 9.0, says).because == "3.0 in 1.0 to 5.0 of 5."
    few = below([1.0, 2.0, 3.0], 9.0, says).because
    assert few == f"2.0 in -0.5 to 4.5 of 3. But 3 seeds are too few for a verdict; {ENOUGH} are needed."
    assert "nothing to compare: 1 of 5" in below([1.0], 9.0, says).because
