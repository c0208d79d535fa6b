"""What a learner kept, in words: values, times, predictions of every kind."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from qlab.course.progress import SKIPPED

NO_VOTE = "(skipped)"
WIDE, HIGH = 160, 40  # of a drawn curve, small
TOP = 100  # percent


def short(value: Any) -> str:
    """Return a value in a few digits.

    >>> short(2 / 3), short(None)
    ('0.6667', 'infinite, or not a number')
    """
    if value is None:
        return "infinite, or not a number"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def when(at: datetime) -> str:
    """Return a time, which is in UTC, to the minute.

    >>> when(datetime(2026, 11, 21, 9, 30, 59))
    '2026-11-21 09:30 UTC'
    """
    return f"{at:%Y-%m-%d %H:%M} UTC"


def plain(markdown: str) -> str:
    """Return a question without its emphasis, on one line.

    >>> plain("Is *w* large? **Draw it.**")
    'Is w large? Draw it.'
    """
    return re.sub(r"(\*\*|\*)(?! )(.+?)\1", r"\2", " ".join(markdown.split()))


def votes(values: Sequence[Any], unit: str = "") -> str:
    """Return the predictions that a learner made for one question, first to last, as one; numbers with their unit.

    >>> votes(["Always", "Never"]), votes(["Always", "Always"]), votes([""])
    ('first: Always; then: Never', 'Always', '(skipped)')
    """
    said = [words for words, _ in groupby(predicted(value, unit) for value in values)]
    return f"first: {'; then: '.join(said)}" if len(said) > 1 else said[0]


def predicted(value: Any, unit: str = "") -> str:
    """Return one prediction: chosen, drawn or estimated in this unit.

    >>> predicted([99.0, 52.125]), predicted({"guess": 4.5, "low": 3, "high": 6}, "dB")
    ('99, 52.12', 'about 4.5 dB, between 3 and 6 dB')
    """
    if value == SKIPPED:
        return NO_VOTE
    if isinstance(value, list):
        return ", ".join(map(short, value))
    if isinstance(value, dict) and {"guess", "low", "high"} <= value.keys():
        guess, low, high = (short(value[name]) for name in ("guess", "low", "high"))
        return f"about {guess} {unit}".rstrip() + f", between {low} and {high} {unit}".rstrip()
    return short(value)


def curve(value: Any) -> str:
    """Return a drawn curve as the points of a polyline, WIDE by HIGH; nothing for any other prediction.

    >>> curve([100.0, 50, 0.0])
    '0,0 80,20 160,40'
    """
    if not isinstance(value, list) or len(value) < 2:
        return ""
    if not all(type(height) in (int, float) and 0 <= height <= TOP for height in value):
        return ""
    step = WIDE / (len(value) - 1)
    return " ".join(f"{i * step:.4g},{HIGH * (1 - height / TOP):.4g}" for i, height in enumerate(value))
