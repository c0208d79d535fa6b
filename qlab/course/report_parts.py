"""What stands in a learner's report, part by part: records as plain values for its template."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from qlab.course.grading import grade, said
from qlab.course.question import Question
from qlab.records import Record

NUMBERS = 24  # of a measurement that is kept
SKIPPED = "(skipped)"

Part = dict[str, Any]
Commands = Mapping[tuple[str, str], str]
"""The line that measured a case, by statement and case."""


def kept_measurement(command: str, measured: Mapping[str, Any]) -> Part:
    """Return a measurement as it is kept: the line that repeats it, its first numbers, and how many more it has.

    >>> kept_measurement("qlab run weights --bits 3", {"sqnr_db": 14.9})
    {'command': 'qlab run weights --bits 3', 'numbers': {'sqnr_db': 14.9}, 'left_out': 0}
    """
    first = dict(list(measured.items())[:NUMBERS])
    return {"command": command, "numbers": first, "left_out": len(measured) - len(first)}


def measurement_part(record: Record) -> Part:
    """Return what a kept measurement shows."""
    kept: Part = record.value
    numbers = [(name, short(number)) for name, number in kept["numbers"].items()]
    return kept | {"numbers": numbers, "when": when(record.at)}


def answer_parts(
    records: Iterable[Record], lesson: str, questions: Iterable[Question], commands: Commands
) -> list[Part]:
    """Return the last answer to each question of a lesson that has one, with its verdict and why."""
    last = {record.item: record for record in records if record.kind == "answer"}
    known = ((question, last.get(f"{lesson}/{question.key}")) for question in questions)
    return [_answer(question, record, commands) for question, record in known if record]


def _answer(question: Question, record: Record, commands: Commands) -> Part:
    try:
        answer = record.value["answer"]
        graded, words = grade(question, answer), said(question, answer)
        right, because = graded.right, [why for why in graded.because if why]
    except (KeyError, TypeError, ValueError):
        right, words, because = False, short(record.value), ["The question has changed since then."]
    parts = (reference.split("|") for reference in question.numbers.values())
    cases = {(statement.strip(), case.strip()) for statement, case, _ in parts}
    return {
        "ask": question.ask,
        "said": words,
        "right": right,
        "because": because,
        "when": when(record.at),
        "attempt": record.attempt,
        "commands": sorted(commands[case] for case in cases if case in commands),
    }


def line_part(record: Record, asks: Mapping[str, str]) -> Part:
    """Return a prediction, or another answer in words, in one line; `asks` are the questions by their keys."""
    values = record.value if isinstance(record.value, list) else [record.value]
    name = re.sub(r"[_/-]+", " ", record.item.removesuffix("_prediction").removesuffix("_check"))
    words = SKIPPED if values == [""] else ", ".join(map(short, values))
    return {"about": _plain(asks.get(record.item, name)), "said": words, "when": when(record.at)}


def challenge_part(record: Record) -> Part:
    """Return how many points an answer to a challenge brought."""
    name, _, number = record.item.partition("/")
    points = record.value.get("points") if isinstance(record.value, dict) else record.value
    return {"name": name, "number": number, "points": short(points), "when": when(record.at)}


def _plain(markdown: str) -> str:
    """Return a question without its emphasis, on one line.

    >>> _plain("Is *w* large? **Draw it.**")
    'Is w large? Draw it.'
    """
    return re.sub(r"(\*\*|\*)(?! )(.+?)\1", r"\2", " ".join(markdown.split()))


def short(value: Any) -> str:
    """Return a value in a few digits.

    >>> short(2 / 3), short(None)
    ('0.6667', 'infinite, or not a number')
    """
    if value is None:
        return "infinite, or not a number"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def when(at: datetime) -> str:
    """Return a time to the minute, in UTC."""
    return f"{at:%Y-%m-%d %H:%M} UTC"
