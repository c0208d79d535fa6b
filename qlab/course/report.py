"""A learner's report: what they predicted, answered, wrote and measured, as one HTML file to read or to print.

It needs nothing from anywhere. Figures stand in it as their JSON and are drawn as it is opened, by the Plotly that the
file brings along once, if it has any: a picture made beforehand would need a browser on the server. No other script can
run, for the page names the digests of those that may.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from qlab.course.lessons import steps
from qlab.course.progress import progress
from qlab.course.report_lesson import Course, lesson_part, questions_of
from qlab.course.report_measured import Find, measurement_part, nothing_at_hand
from qlab.course.report_parts import by_item, challenge_parts, other_part, prediction_part
from qlab.course.report_words import when
from qlab.figures.on_paper import plotly_js
from qlab.records import Record

HERE = Path(__file__).parent
_NO_TEXT = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]")


def report(records: Sequence[Record], course: Course, written: datetime, find: Find = nothing_at_hand) -> str:
    """Return the report as a whole HTML page. Whatever a learner wrote is text in it, and stays text.

    Args:
        records: all that is kept of the learner, in the order in which it was written.
        course: what the records are about.
        written: when, in UTC.
        find: finds the results of what they measured, to draw them.

    >>> from datetime import UTC
    >>> note = Record("note", "noise", 1, "a < b", datetime(2026, 11, 21, tzinfo=UTC))
    >>> page = report([note], Course({"noise": "Noise"}, {"noise": ()}, [], {}, {}), note.at)
    >>> "a &lt; b" in page, "a < b" in page
    (True, False)
    """
    done = {one.lesson: one for one in progress(records, course.bank, steps())}
    shown = [lesson_part(done[name], records, course) for name in course.titles if name in done]
    measured = [measurement_part(record, find) for record in _of(records, "measurement")]
    asked = {prediction.key for some in course.predictions.values() for prediction in some}
    known = {item for name in course.titles for item in questions_of(name, course)}
    scripts = [Markup(plotly_js()), _drawer()] if any(part["figure"] for part in measured) else []
    return _template().render(
        nickname=_last(records, "nickname", ""),
        written=when(written),
        lessons=shown,
        total={name: sum(lesson[name] for lesson in shown) for name in ("right", "answered", "questions")},
        predicted=len({record.item for record in _of(records, "prediction") if record.value}),
        predictions=[
            prediction_part(votes, None)
            for item, votes in by_item(_of(records, "prediction")).items()
            if item not in asked
        ],
        answers=[
            other_part(some) for item, some in by_item(_of(records, "answer")).items() if item not in known
        ],
        challenges=challenge_parts(records),
        measured=measured,
        scripts=scripts,
        digests=[_digest(script) for script in scripts],
    )


@cache
def _drawer() -> Markup:
    return Markup((HERE / "report.js").read_text(encoding="utf-8"))


def _digest(script: str) -> str:
    """Return a script's digest as a Content-Security-Policy names it."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_text, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((HERE / "report.html").read_text(encoding="utf-8"))


def _text(value: Any) -> Any:
    """Return text without what HTML cannot hold: control characters, halves of surrogate pairs."""
    return _NO_TEXT.sub("\ufffd", value) if type(value) is str else value


def _of(records: Iterable[Record], kind: str) -> list[Record]:
    return [record for record in records if record.kind == kind]


def _last(records: Iterable[Record], kind: str, item: str) -> Any:
    values = [record.value for record in _of(records, kind) if record.item == item]
    return values[-1] if values else None
