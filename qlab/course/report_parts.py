"""What stands in a learner's report, part by part: records as plain values for its template."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qlab.challenges.registry import command
from qlab.claims.claim import Statement
from qlab.claims.ledger import Entry
from qlab.course.grading import grade, said
from qlab.course.played import CHALLENGE, played
from qlab.course.quantities import QUANTITIES
from qlab.course.question import Question
from qlab.course.report_words import curve, plain, short, votes, when
from qlab.course.sheet import MARKS, Prediction
from qlab.records import Record

CULPRIT = "culprit"  # the challenge whose steps are measurements
Part = dict[str, Any]
Commands = Mapping[tuple[str, str], str]
"""The line that measured a case, by statement and case."""


def by_item(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return records by what they belong to, the items and the records of each in the order written."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.item, []).append(record)
    return found


def prediction_part(votes_of: Sequence[Record], asked: Prediction | None) -> Part:
    """Return what a learner predicted for one question, first to last; without the question its key stands there."""
    item, last = votes_of[0].item, votes_of[-1]
    name = re.sub(r"[_/-]+", " ", item.removesuffix("_prediction"))
    unit = QUANTITIES[item].unit if item in QUANTITIES else ""
    return {
        "ask": plain(asked.question) if asked else name,
        "said": votes([record.value for record in votes_of], unit),
        "curve": curve(last.value),
        "when": when(last.at),
    }


def measured_part(statement: Statement, entries: Iterable[Entry]) -> Part:
    """Return what was measured of a statement: its sentence, and the verdict on each case with the numbers."""
    cases = [
        {"mark": MARKS[entry.verdict.verdict], "case": entry.case} | vars(entry.verdict)
        for entry in entries
        if entry.statement == statement.name
    ]
    return {"sentence": statement.sentence, "cases": cases}


def answer_parts(
    records: Mapping[str, Sequence[Record]], questions: Mapping[str, Question], commands: Commands
) -> list[Part]:
    """Return the last answer to each question that has one, with its verdict and why; both are by their items."""
    return [
        _answer(question, records[item][-1], commands)
        for item, question in questions.items()
        if item in records
    ]


def _answer(question: Question, record: Record, commands: Commands) -> Part:
    try:
        answer = _place(question, record.value)
        graded, words = grade(question, answer), said(question, answer)
        right, because = graded.right, [why for why in graded.because if why]
    except (KeyError, TypeError, ValueError):
        right, words, because = False, short(record.value), ["The question has changed since then."]
    parts = (reference.split("|") for reference in question.numbers.values())
    cases = {(statement.strip(), case.strip()) for statement, case, _ in parts}
    return {
        "ask": plain(question.ask),
        "said": words,
        "right": right,
        "because": because,
        "when": when(record.at),
        "attempt": record.attempt,
        "commands": sorted(commands[case] for case in cases if case in commands),
    }


def _place(question: Question, kept: Any) -> Any:
    """Return what was answered; a check within a lesson keeps the words of its answer, not their place."""
    if isinstance(kept, str):
        return [option.text for option in question.options].index(kept)
    return kept["answer"]


def other_part(records: Sequence[Record]) -> Part:
    """Return an answer to something that is asked no more."""
    item, last = records[0].item, records[-1]
    name = re.sub(r"[_/-]+", " ", item.removesuffix("_check"))
    return {"about": name, "said": short(last.value), "when": when(last.at)}


def challenge_parts(records: Iterable[Record]) -> list[Part]:
    """Return the challenges that were answered, by name: the best of its numbers, and of each the points, in order."""
    found = list(records)
    steps = by_item(record for record in found if record.kind == "step")
    answers = by_item(record for record in found if record.kind == CHALLENGE)
    return [
        {
            "name": name.capitalize(),
            "best": reached.best,
            "numbers": [
                _number(item, steps.get(item, []), given)
                for item, given in answers.items()
                if item.partition("/")[0] == name
            ],
        }
        for name, reached in played(found).items()
    ]


def _number(item: str, steps: Sequence[Record], answers: Sequence[Record]) -> Part:
    name, _, number = item.partition("/")
    before = steps if name == CULPRIT else ()
    given = [*(record.value for record in before), *(record.value["answer"] for record in answers)]
    return {
        "number": number,
        "points": ", ".join(short(record.value["points"]) for record in answers),
        "when": when(answers[-1].at),
        "command": command(name, int(number), given),
    }
