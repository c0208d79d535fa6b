"""How often a learner's ranges held the measured number: who is quite sure should be right nine times in ten."""

from collections.abc import Iterable
from contextlib import suppress

from qlab.course.estimate import Estimate
from qlab.course.progress import SURE
from qlab.course.quantities import QUANTITIES
from qlab.metrics.by_chance import p_of_guessing
from qlab.records import Record

FEW = 2  # ranges, of which nothing is said below
MISSED = 0.1  # of the ranges of who is right nine times in ten
RARE = 0.1  # so seldom, or seldomer, that one misses as many


def ranges_held(records: Iterable[Record]) -> tuple[int, int]:
    """Return how many of a learner's ranges held the measured number, and how many there are.

    Only those count whose answer was seen, and of each the last vote.

    >>> from datetime import UTC, datetime
    >>> votes = [Record("prediction", "overflow_prediction", attempt, {"guess": 1, "low": 0, "high": 100},
    ...                 datetime.now(UTC)) for attempt in (1, 2)]
    >>> ranges_held(votes), ranges_held(votes[:1])
    ((1, 1), (0, 0))
    """
    votes: dict[str, list[Estimate]] = {}
    for record in records:
        if record.kind == "prediction" and record.item in QUANTITIES:
            with suppress(ValueError):  # skipped, or chosen when the question had options
                votes.setdefault(record.item, []).append(QUANTITIES[record.item].read(record.value))
    held = []
    for item, made in votes.items():
        if len(made) >= SURE:
            with suppress(ValueError):  # no longer in the ledger
                measured, _ = QUANTITIES[item].measured()
                held.append(made[-1].low <= measured.value <= made[-1].high)
    return sum(held), len(held)


def said_of_ranges(held: int, made: int) -> str:
    """Return what to say of so many ranges that held so often; nothing below FEW.

    Who is right nine times in ten misses now and then, too: only as many misses as are RARE for them are too many.

    >>> said_of_ranges(1, 3)
    'Your ranges held the measured number 1 of 3 times. Who is quite sure is right nine times in ten: widen them.'
    >>> said_of_ranges(1, 2)
    'Your ranges held the measured number 1 of 2 times.'
    >>> said_of_ranges(1, 1)
    ''
    """
    if made < FEW:
        return ""
    counted = f"Your ranges held the measured number {held} of {made} times."
    if p_of_guessing(made - held, made, MISSED) >= RARE:
        return counted
    return f"{counted} Who is quite sure is right nine times in ten: widen them."
