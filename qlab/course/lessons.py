"""What a teacher needs to know of each lesson: its time, what to prepare, what to say, and what it measures."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from qlab.checks import one_of
from qlab.plain import from_plain

FILE = Path(__file__).parent / "lessons.toml"


@dataclass(frozen=True)
class Lesson:
    """One lesson, for its teacher.

    Attributes:
        minutes: how long it takes in class.
        prepare: what to do before.
        statements: what it measures, as names in STATEMENTS.
        hints: for thinking again about a prediction, by the prediction's key.

    >>> lessons()["noise"].statements[0]
    'six-decibels'
    """

    minutes: int
    prepare: tuple[str, ...]
    statements: tuple[str, ...]
    hints: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a lesson that takes no time, or a day."""
        if not 5 <= self.minutes <= 180:
            raise ValueError(f"minutes must be 5..180, got {self.minutes}; cut a longer lesson in two.")


def read_lessons(path: Path) -> dict[str, Lesson]:
    """Return the lessons of a file by the names of their pages, in its order.

    Raises:
        ValueError: in one sentence that names the file, for whatever is wrong first.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: from_plain(Lesson, table, name) for name, table in tables.items()}
    except (OSError, ValueError) as error:
        raise ValueError(f"{path.name} must hold lessons, each under its name: {error}") from error


@cache
def _read() -> dict[str, Lesson]:
    return read_lessons(FILE)


def lessons() -> Mapping[str, Lesson]:
    """Return all lessons by the names of their pages."""
    return dict(_read())


def hint_for(prediction: str) -> str:
    """Return the hint for a prediction by its key.

    Raises:
        ValueError: if no lesson has a hint for it.

    >>> hint_for("variance_prediction")
    'One bit less doubles the step. Variance goes with the square.'
    """
    hints = {key: hint for lesson in lessons().values() for key, hint in lesson.hints.items()}
    return hints[one_of("prediction", prediction, hints)]


def steps() -> dict[str, tuple[str, ...]]:
    """Return the steps of each lesson by its name: the keys of the predictions that it asks for.

    >>> "the_cliff_curve" in steps()["the_cliff"]
    True
    """
    return {name: tuple(lesson.hints) for name, lesson in lessons().items()}
