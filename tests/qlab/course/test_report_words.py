"""Predictions of every kind in words; a curve only if it is one."""

import pytest

from qlab.course.report_words import curve, predicted, votes

ESTIMATE = {"guess": 4.5, "low": 3, "high": 6}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([ESTIMATE], "about 4.5, between 3 and 6"),
        (
            [ESTIMATE, ESTIMATE | {"guess": 5}],
            "first: about 4.5, between 3 and 6; then: about 5, between 3 and 6",
        ),
        (["", "Always"], "first: (skipped); then: Always"),
        (["A", "B", "A"], "first: A; then: B; then: A"),
        ([[90.0, 10.0]], "90, 10"),
    ],
)
def test_the_votes_for_one_question_are_one_entry(values, words):
    assert votes(values) == words


@pytest.mark.parametrize("value", [{"guess": 1}, ["a", 1], {}, 3, None, True])
def test_what_is_none_of_these_stands_there_as_it_is(value):
    assert predicted(value)
    assert curve(value) == ""


@pytest.mark.parametrize("value", ["", [5.0], [50, 101], [-1, 5], [True, False], [[1], [2]]])
def test_no_other_prediction_is_a_curve(value):
    assert curve(value) == ""
