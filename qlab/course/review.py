"""Which questions come back, and when: spaced repetition after what was answered.

The intervals are those of FSRS, the scheduler of Open Spaced Repetition, with its defaults and no dice. A question
enters when it is answered wrong for the first time; what was right at once does not come back.
"""

from collections.abc import Iterable
from datetime import datetime

from fsrs import Card, Rating, Scheduler

_SCHEDULER = Scheduler(enable_fuzzing=False)

Answered = tuple[str, bool, datetime]
"""A question's key, whether the answer was right, and when, in UTC."""


def due_dates(answers: Iterable[Answered]) -> dict[str, datetime]:
    """Return when each question that was ever answered wrong is due again, in UTC, from all answers in their order.

    >>> from datetime import UTC
    >>> morning = datetime(2026, 11, 21, 9, tzinfo=UTC)
    >>> due = due_dates([("noise/levels", False, morning), ("noise/step", True, morning)])
    >>> {key: str(when - morning) for key, when in due.items()}
    {'noise/levels': '0:01:00'}
    """
    cards: dict[str, Card] = {}
    for key, right, when in answers:
        if key in cards or not right:
            card = cards.get(key) or Card(card_id=0, due=when)
            cards[key], _ = _SCHEDULER.review_card(card, Rating.Good if right else Rating.Again, when)
    return {key: card.due for key, card in cards.items()}


def due_now(answers: Iterable[Answered], now: datetime) -> list[str]:
    """Return the keys of the questions that are due, the longest due first."""
    due = due_dates(answers)
    return sorted((key for key, when in due.items() if when <= now), key=due.__getitem__)
