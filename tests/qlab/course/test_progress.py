"""Progress counts last answers, and what was wrong comes back."""

from datetime import UTC, datetime, timedelta

from qlab.course.progress import LessonProgress, due, kept_answer, progress
from qlab.course.question import Option, Question
from qlab.records import Record

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
OPTIONS = (Option("a", "why", right=True), Option("b", "why"))
BANK = {
    "noise": (Question("one", "choice", "?", OPTIONS), Question("two", "choice", "?", OPTIONS)),
    "tasks": (Question("one", "choice", "?", OPTIONS),),
}


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
    assert progress(records, BANK) == [LessonProgress("noise", 2, 2, 1), LessonProgress("tasks", 1, 0, 0)]


def test_other_records_and_questions_that_are_gone_do_not_count():
    records = [*answered(("noise/gone", 0)), Record("prediction", "noise/one", 1, "a", NOW)]
    assert [lesson.answered for lesson in progress(records, BANK)] == [0, 0]
    assert due(records, BANK, NOW + timedelta(days=9)) == []


def test_an_answer_that_no_longer_fits_its_question_is_not_right():
    records = [
        Record("answer", "noise/one", 1, kept_answer(7, seed=0), NOW),
        Record("answer", "noise/two", 1, "b", NOW),
    ]
    assert progress(records, BANK)[0] == LessonProgress("noise", 2, 2, 0)


def test_what_was_wrong_is_due_and_what_was_right_is_not():
    records = answered(("noise/two", 1), ("tasks/one", 1), ("noise/one", 0))
    found = due(records, BANK, NOW + timedelta(hours=1))
    assert [(lesson, question.key) for lesson, question in found] == [("noise", "two"), ("tasks", "one")]
    assert due(records, BANK, NOW) == []
