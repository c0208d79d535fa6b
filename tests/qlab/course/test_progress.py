"""Progress counts last answers, and what was wrong comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from qlab.course.progress import LessonProgress, altogether, due, kept_answer, next_lesson, progress
from qlab.course.question import Option, Question
from qlab.records import Record

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
OPTIONS = (Option("a", "why", right=True), Option("b", "why"))
BANK = {
    "noise": (Question("one", "choice", "?", OPTIONS), Question("two", "choice", "?", OPTIONS)),
    "tasks": (Question("one", "choice", "?", OPTIONS),),
}
STEPS = {"noise": ("noise_prediction", "dither_prediction"), "elsewhere": ("other_prediction",)}


def answered(*answers):
    """Return answers, given one a minute, as records: (item, place of the option)."""
    tries = {}
    records = []
    for minute, (item, place) in enumerate(answers):
        tries[item] = tries.get(item, 0) + 1
        at = NOW + timedelta(minutes=minute)
        records.append(Record("answer", item, tries[item], kept_answer(place, seed=0), at))
    return records


def test_the_last_answer_counts():
    records = answered(("noise/one", 1), ("noise/one", 0), ("noise/two", 0), ("noise/two", 1))
    assert progress(records, BANK, STEPS) == [
        LessonProgress("noise", steps=2, reached=0, questions=2, answered=2, right=1),
        LessonProgress("tasks", steps=0, reached=0, questions=1, answered=0, right=0),
    ]


def test_a_step_is_reached_once_one_was_sure_of_its_prediction_or_skipped_it():
    keys = ("noise_prediction", "noise_prediction", "other_prediction", "gone_prediction")
    made = [Record("prediction", key, n, "a", NOW) for n, key in enumerate(keys, start=1)]
    assert progress(made[:1], BANK, STEPS)[0].reached == 0
    noise, tasks = progress(made, BANK, STEPS)
    assert (noise.reached, noise.share, noise.done) == (1, 1 / 4, False)
    assert (tasks.reached, tasks.share) == (0, 0)
    skipped = Record("prediction", "dither_prediction", 1, "", NOW)
    right = answered(("noise/one", 0), ("noise/two", 0))
    noise, _ = progress([*made, skipped, *right], BANK, STEPS)
    assert (noise.reached, noise.share, noise.done) == (2, 1, True)


FINISHED, BEGUN = (LessonProgress(name, 1, 1, 1, 1, right) for name, right in (("tasks", 1), ("noise", 0)))


@pytest.mark.parametrize(
    ("item", "come", "expected"),
    [
        (None, (BEGUN, FINISHED), "noise"),
        ("noise/one", (FINISHED, BEGUN), "noise"),
        ("dither_prediction", (FINISHED, BEGUN), "noise"),
        ("tasks", (BEGUN, FINISHED), "noise"),
        ("clip/3", (FINISHED, BEGUN), "noise"),
        ("tasks/one", (FINISHED,), None),
    ],
)
def test_one_goes_on_where_one_was_or_with_what_comes_after_it(item, come, expected):
    records = [Record("answer", item, 1, 0, NOW)] if item else []
    assert next_lesson(records, come, STEPS) == expected


def test_the_last_thing_done_says_where_to_go_on():
    begun = [LessonProgress(name, 1, 1, 1, 1, 0) for name in ("noise", "tasks")]
    for last in ("noise", "tasks"):
        records = answered(("noise/one", 0), ("tasks/one", 0), (f"{last}/one", 1))
        assert next_lesson(records, begun, STEPS) == last


def test_altogether_is_the_sum_of_all_lessons():
    lessons = [LessonProgress("noise", 2, 1, 4, 3, 2), LessonProgress("tasks", 1, 1, 2, 2, 2)]
    assert altogether(lessons) == LessonProgress("", 3, 2, 6, 5, 4)
    assert altogether(lessons).share == 6 / 9


def test_other_records_and_questions_that_are_gone_do_not_count():
    records = [*answered(("noise/gone", 0)), Record("prediction", "noise/one", 1, "a", NOW)]
    assert [lesson.answered for lesson in progress(records, BANK, STEPS)] == [0, 0]
    assert due(records, BANK, NOW + timedelta(days=9)) == []


def test_an_answer_that_no_longer_fits_its_question_is_not_right():
    records = [
        Record("answer", "noise/one", 1, kept_answer(7, seed=0), NOW),
        Record("answer", "noise/two", 1, "b", NOW),
    ]
    assert progress(records, BANK, STEPS)[0].right == 0


def test_what_was_wrong_is_due_and_what_was_right_is_not():
    records = answered(("noise/two", 1), ("tasks/one", 1), ("noise/one", 0))
    found = due(records, BANK, NOW + timedelta(hours=1))
    assert [(lesson, question.key) for lesson, question in found] == [("noise", "two"), ("tasks", "one")]
    assert due(records, BANK, NOW) == []
