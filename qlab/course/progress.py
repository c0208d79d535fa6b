"""How far a learner has come: from what is kept of them, lesson by lesson."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qlab.course.grading import grade
from qlab.course.question import Question
from qlab.course.review import Answered, due_now
from qlab.records import Record

Bank = Mapping[str, Sequence[Question]]


@dataclass(frozen=True)
class LessonProgress:
    """One lesson: how many of its questions were answered, and how many last answers are right."""

    lesson: str
    questions: int
    answered: int
    right: int

    @property
    def share(self) -> float:
        """The share of the questions whose last answer is right."""
        return self.right / self.questions


def kept_answer(answer: Any, seed: int) -> dict[str, Any]:
    """Return an answer as it is kept, with the seed of the order in which the options stood."""
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


def progress(records: Iterable[Record], bank: Bank) -> list[LessonProgress]:
    """Return how far a learner has come in each lesson of the bank, in the bank's order."""
    last = {record.item: record.value for record in records if record.kind == "answer"}
    found = []
    for lesson, questions in bank.items():
        answers = [
            (question, last[f"{lesson}/{question.key}"])
            for question in questions
            if f"{lesson}/{question.key}" in last
        ]
        right = sum(is_right(question, kept) for question, kept in answers)
        found.append(LessonProgress(lesson, len(questions), len(answers), right))
    return found


def due(records: Iterable[Record], bank: Bank, now: datetime) -> list[tuple[str, Question]]:
    """Return the questions that are due for review, with their lessons, the longest due first."""
    known = {f"{lesson}/{question.key}": (lesson, question) for lesson in bank for question in bank[lesson]}
    answers: list[Answered] = [
        (record.item, is_right(known[record.item][1], record.value), record.at)
        for record in records
        if record.kind == "answer" and record.item in known
    ]
    return [known[item] for item in due_now(answers, now)]
