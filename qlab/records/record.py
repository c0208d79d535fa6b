"""One thing that a learner did, and what may be kept of it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qlab.checks import instance, one_of, within

KINDS = ("answer", "challenge", "measurement", "nickname", "note", "prediction", "step")
MAX_ATTEMPT = 10_000
MAX_ITEM = 200  # characters
MAX_VALUE = 16_384  # characters as JSON


@dataclass(frozen=True)
class Record:
    """One thing that a learner did. Nothing is ever changed: doing it again is the next attempt.

    Attributes:
        kind: one of KINDS.
        item: what it belongs to: a question's key, a lesson's name; at most MAX_ITEM characters.
        attempt: 1 for the first time.
        value: what was answered, as plain JSON values; at most MAX_VALUE characters of JSON.
        at: when the server wrote it, in UTC.
    """

    kind: str
    item: str
    attempt: int
    value: Any
    at: datetime


def check_record(kind: str, item: str, attempt: int, value: Any) -> None:
    """Refuse what may not be kept.

    Raises:
        ValueError: naming the argument that is at fault.

    >>> check_record("answer", "noise/1", 0, "b")
    Traceback (most recent call last):
    ValueError: attempt must be a whole number from 1 to 10000; got 0.
    """
    one_of("kind", kind, KINDS)
    within("length of item", len(instance("item", item, str, "text")), 0, MAX_ITEM)
    within("attempt", attempt, 1, MAX_ATTEMPT)
    within("length of value as JSON", len(as_json(value)), 0, MAX_VALUE)


def as_json(value: Any) -> str:
    r"""Return a plain value as JSON in ASCII, which every database keeps as it is.

    Raises:
        ValueError: for what is no plain value: NaN, infinities, objects.

    >>> as_json({"choice": "grün"})
    '{"choice": "gr\\u00fcn"}'
    """
    try:
        return json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"value must be made of plain JSON values; {error}.") from error
