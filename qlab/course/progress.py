"""How far a learner has come: from what is kept of them, lesson by lesson."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qlab.course.grading import grade
from qlab.course.question import Question
from qlab.course.review import Answered, due_now
from qlab.records import Record

Bank = Mapping[str, Sequence[Question]]
SKIPPED = ""
"""What is kept of a prediction that a learner would rather not make."""
SURE = 2
"""Votes on a prediction: one before the hint, one after it. Then what was measured is shown."""


@dataclass(frozen=True)
class LessonProgress:
    """One lesson, as far as a learner has come.

    Attributes:
        lesson: its name in the bank.
        steps: how many predictions it asks for.
        reached: how many of them were begun, or skipped.
        questions: how many there are in the bank.
        answered: how many were answered.
        right: of how many the last answer is right.
    """

    lesson: str
    steps: int
    reached: int
    questions: int
    answered: int
    right: int

    @property
    def share(self) -> float:
        """The share that is done: each step reached, and each question whose last answer is right, counts as one."""
        return (self.reached + self.right) / max(1, self.steps + self.questions)

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.reached == self.steps and self.right == self.questions


def is_sure(votes: Sequence[Any]) -> bool:
    """Return whether all that was kept of a prediction, first to last, lets what was measured be shown.

    >>> is_sure(["Always."]), is_sure(["Always.", "Never."]), is_sure([SKIPPED])
    (False, True, True)
    """
    return len(votes) >= SURE or list(votes[:1]) == [SKIPPED]


def kept_answer(answer: Any, seed: int) -> dict[str, Any]:
    """Return an answer as it is kept, with the seed of the order in which the options stood.

    >>> kept_answer(2, seed=7)
    {'answer': 2, 'seed': 7}
    """
    return {"answer": answer, "seed": seed}


def is_right(question: Question, kept: Any) -> bool:
    """Return whether a kept answer is right; one that no longer fits the question is not.

    >>> question = Question("levels", "number", "How many levels has int3?", answer=7, why="From -3 to 3.")
    >>> is_right(question, kept_answer(7, seed=0)), is_right(question, "seven")
    (True, False)
    """
    try:
        return grade(question, kept["answer"]).right
    except (KeyError, TypeError, ValueError):
        return False


def progress(
    records: Sequence[Record], bank: Bank, steps: Mapping[str, Collection[str]]
) -> list[LessonProgress]:
    """Return how far a learner has come in each lesson of the bank, in the bank's order.

    Args:
        records: all that is kept of the learner, in the order in which it was written.
        bank: the questions, by lesson.
        steps: the keys of the predictions that each lesson asks for.
    """
    last = {record.item: record.value for record in records if record.kind == "answer"}
    votes: dict[str, list[Any]] = {}
    for record in records:
        if record.kind == "prediction":
            votes.setdefault(record.item, []).append(record.value)
    found = []
    for lesson, questions in bank.items():
        asked = steps.get(lesson, ())
        answers = [
            (question, last[f"{lesson}/{question.key}"])
            for question in questions
            if f"{lesson}/{question.key}" in last
        ]
        right = sum(is_right(question, kept) for question, kept in answers)
        reached = sum(is_sure(votes.get(key, ())) for key in asked)
        found.append(LessonProgress(lesson, len(asked), reached, len(questions), len(answers), right))
    return found


def next_lesson(
    records: Iterable[Record], come: Sequence[LessonProgress], steps: Mapping[str, Collection[str]]
) -> str | None:
    """Return the lesson to go on with: that of the last thing done, or the next one after it that is not finished.

    `come` holds the lessons in the course's order; after its last begins its first. None if all are finished.

    >>> begun = LessonProgress("noise", steps=1, reached=1, questions=1, answered=0, right=0)
    >>> next_lesson([], [begun], {})
    'noise'
    """
    names = [one.lesson for one in come]
    of_prediction = {key: lesson for lesson, keys in steps.items() for key in keys}
    done = [of_prediction.get(record.item, record.item.partition("/")[0]) for record in records]
    last = next((names.index(lesson) for lesson in reversed(done) if lesson in names), 0)
    return next((one.lesson for one in (*come[last:], *come[:last]) if not one.done), None)


def altogether(lessons: Iterable[LessonProgress]) -> LessonProgress:
    """Return several lessons counted as one, without a name.

    >>> altogether([LessonProgress("noise", 2, 1, 4, 3, 2), LessonProgress("tasks", 1, 1, 2, 2, 2)])
    LessonProgress(lesson='', steps=3, reached=2, questions=6, answered=5, right=4)
    """
    counts = [(one.steps, one.reached, one.questions, one.answered, one.right) for one in lessons]
    return LessonProgress("", *map(sum, zip(*counts, strict=True)))


def due(records: Iterable[Record], bank: Bank, now: datetime) -> list[tuple[str, Question]]:
    """Return the questions that are due for review, with their lessons, the longest due first."""
    known = {f"{lesson}/{question.key}": (lesson, question) for lesson in bank for question in bank[lesson]}
    answers: list[Answered] = [
        (record.item, is_right(known[record.item][1], record.value), record.at)
        for record in records
        if record.kind == "answer" and record.item in known
    ]
    return [known[item] for item in due_now(answers, now)]
