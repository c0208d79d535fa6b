"""One lesson in a learner's report: what they predicted, beside what was measured; answers, and a note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qlab.claims import STATEMENTS
from qlab.claims.ledger import Entry
from qlab.course.lessons import lessons
from qlab.course.progress import Bank, LessonProgress
from qlab.course.question import Question
from qlab.course.report_parts import Part, answer_parts, by_item, measured_part, prediction_part
from qlab.course.sheet import Prediction
from qlab.records import Record


@dataclass(frozen=True)
class Course:
    """What a report has to know of the course.

    Attributes:
        titles: what lessons are called, by their names in the bank, in their order.
        bank: the questions, by lesson.
        ledger: where the numbers in questions come from.
        predictions: what is asked for, by lesson.
        checks: the questions within a lesson, by lesson and then by the item that an answer is kept under.
    """

    titles: Mapping[str, str]
    bank: Bank
    ledger: Sequence[Entry]
    predictions: Mapping[str, Sequence[Prediction]]
    checks: Mapping[str, Mapping[str, Question]]


def lesson_part(done: LessonProgress, records: Sequence[Record], course: Course) -> Part:
    """Return what a report shows of a lesson; what was measured only to someone who has seen all of its steps."""
    name = done.lesson
    votes, answers, notes = (
        by_item(record for record in records if record.kind == kind)
        for kind in ("prediction", "answer", "note")
    )
    asked = [prediction for prediction in course.predictions.get(name, ()) if prediction.key in votes]
    statements = lessons()[name].statements if asked and done.reached == done.steps else ()
    commands = {(entry.statement, entry.case): entry.receipt.command for entry in course.ledger}
    return {
        "title": course.titles[name],
        "right": done.right,
        "answered": done.answered,
        "questions": done.questions,
        "predictions": [prediction_part(votes[prediction.key], prediction) for prediction in asked],
        "steps": done.steps,
        "reached": done.reached,
        "measured": [measured_part(STATEMENTS[statement], course.ledger) for statement in statements],
        "answers": answer_parts(answers, questions_of(name, course), commands),
        "note": notes[name][-1].value if name in notes else "",
    }


def questions_of(name: str, course: Course) -> dict[str, Question]:
    """Return all questions of a lesson, those within it first, by the items that answers are kept under."""
    ending = {f"{name}/{question.key}": question for question in course.bank.get(name, ())}
    return {**course.checks.get(name, {}), **ending}
