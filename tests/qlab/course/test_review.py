"""What was wrong comes back at growing intervals, what was right at once does not."""

from datetime import UTC, datetime, timedelta

from qlab.course.review import due_dates, due_now

START = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_what_was_right_at_once_does_not_come_back():
    assert due_dates([("noise/levels", True, START)]) == {}


def test_answers_that_are_right_when_due_come_back_later_and_later():
    answers, when, waits = [("noise/levels", False, START)], START, []
    for _ in range(8):
        due = due_dates(answers)["noise/levels"]
        waits.append(due - when)
        when = due
        answers.append(("noise/levels", True, when))
    days = [wait for wait in waits if wait >= timedelta(days=1)]
    assert days == sorted(days)
    assert len(set(days)) == len(days) >= 5
    assert days[-1] > timedelta(days=60)


def test_a_slip_brings_it_back_soon():
    answers = [
        ("q", False, START),
        ("q", True, START + timedelta(minutes=2)),
        ("q", True, START + timedelta(days=1)),
    ]
    later = due_dates(answers)["q"]
    slip = due_dates([*answers, ("q", False, later)])["q"]
    assert slip - later < timedelta(days=1) <= later - answers[-1][2]


def test_the_longest_due_comes_first():
    answers = [("a", False, START + timedelta(minutes=5)), ("b", False, START)]
    assert due_now(answers, START) == []
    assert due_now(answers, START + timedelta(hours=1)) == ["b", "a"]
