"""A learner's report: what they predicted, answered, wrote and measured, as one HTML file to read or to print.

It needs nothing from anywhere, and nothing in it runs. So figures are there as their numbers: as Plotly each file would
carry 4 MB of JavaScript, which a printer does not run, and as pictures each would need a browser on the server.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from qlab.claims.ledger import Entry
from qlab.course.lessons import steps
from qlab.course.progress import Bank, progress
from qlab.course.report_parts import (
    answer_parts,
    challenge_part,
    line_part,
    measurement_part,
    when,
)
from qlab.records import Record

TEMPLATE = Path(__file__).parent / "report.html"
_NO_TEXT = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]")


def report(
    records: Sequence[Record],
    bank: Bank,
    ledger: Iterable[Entry],
    titles: Mapping[str, str],
    asks: Mapping[str, str],
    written: datetime,
) -> str:
    """Return the report as a whole HTML page. Whatever a learner wrote is text in it, and stays text.

    Args:
        records: all that is kept of the learner, in the order in which it was written.
        bank: the questions, by lesson.
        ledger: where the numbers in questions come from.
        titles: what lessons are called, by their names in the bank, in their order.
        asks: what a prediction was asked for, by its key; one that is missing is called by its key.
        written: when, in UTC.

    >>> from datetime import UTC
    >>> note = Record("note", "noise", 1, "a < b", datetime(2026, 11, 21, tzinfo=UTC))
    >>> page = report([note], {"noise": ()}, [], {"noise": "Noise"}, {}, note.at)
    >>> "a &lt; b" in page, "a < b" in page
    (True, False)
    """
    lessons = _lessons(records, bank, ledger, titles)
    known = {f"{lesson}/{question.key}" for lesson in bank for question in bank[lesson]}
    checks = [record for record in _of(records, "answer") if record.item not in known]
    return _template().render(
        nickname=_last(records, "nickname", ""),
        written=when(written),
        right=sum(lesson["right"] for lesson in lessons),
        questions=sum(lesson["questions"] for lesson in lessons),
        lessons=lessons,
        predicted=len({record.item for record in _of(records, "prediction") if record.value}),
        predictions=[line_part(record, asks) for record in _of(records, "prediction")],
        checks=[line_part(record, asks) for record in checks],
        challenges=[challenge_part(record) for record in _of(records, "challenge")],
        measured=[measurement_part(record) for record in _of(records, "measurement")],
    )


def _lessons(
    records: Sequence[Record], bank: Bank, ledger: Iterable[Entry], titles: Mapping[str, str]
) -> list[dict[str, Any]]:
    commands = {(entry.statement, entry.case): entry.receipt.command for entry in ledger}
    done = {lesson.lesson: lesson for lesson in progress(records, bank, steps())}
    return [
        {
            "title": titles[name],
            "right": done[name].right,
            "answered": done[name].answered,
            "questions": done[name].questions,
            "note": _last(records, "note", name),
            "answers": answer_parts(records, name, bank[name], commands),
        }
        for name in titles
        if name in done
    ]


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_text, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _text(value: Any) -> Any:
    """Return text without what HTML cannot hold: control characters, halves of surrogate pairs."""
    return _NO_TEXT.sub("\ufffd", value) if type(value) is str else value


def _of(records: Iterable[Record], kind: str) -> list[Record]:
    return [record for record in records if record.kind == kind]


def _last(records: Iterable[Record], kind: str, item: str) -> Any:
    values = [record.value for record in _of(records, kind) if record.item == item]
    return values[-1] if values else None
