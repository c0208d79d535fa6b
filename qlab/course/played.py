"""What a learner has reached in challenges: the best of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from qlab.records import Record

CHALLENGE = "challenge"
"""The kind of record that an answer to a challenge is; its item is the challenge's name, a slash, and its number."""


@dataclass(frozen=True)
class Played:
    """One kind of challenge: how many of its numbers were answered, and the most points that one brought."""

    numbers: int
    best: int


def played(records: Iterable[Record]) -> dict[str, Played]:
    """Return what a learner has reached in each kind of challenge, by its name, those first played first.

    >>> from datetime import UTC, datetime
    >>> kept = Record(CHALLENGE, "clip/3", 1, {"answer": 40, "points": 81}, datetime.now(UTC))
    >>> played([kept])
    {'clip': Played(numbers=1, best=81)}
    """
    points: dict[str, dict[str, int]] = {}
    for record in records:
        if record.kind == CHALLENGE:
            name, _, number = record.item.partition("/")
            of = points.setdefault(name, {})
            of[number] = max(record.value["points"], of.get(number, 0))
    return {name: Played(len(of), max(of.values())) for name, of in points.items()}
