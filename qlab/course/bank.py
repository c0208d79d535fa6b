"""The question bank: one TOML file a lesson, which a teacher can edit."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from qlab.checks import one_of
from qlab.claims.ledger import Entry, read_ledger
from qlab.course.lessons import steps
from qlab.course.numbers import published_number
from qlab.course.question import Question
from qlab.plain import from_plain

FOLDER = Path(__file__).parent / "questions"


def read_questions(path: Path, ledger: Iterable[Entry]) -> tuple[Question, ...]:
    """Return the questions of one file, with measured numbers in the place of their names.

    Raises:
        ValueError: in one sentence that names the file and the question, for whatever is wrong first.
    """
    entries = list(ledger)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("question")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path.name} must be a TOML file: {error}.") from error
    if not isinstance(tables, list) or not tables:
        raise ValueError(f"{path.name} must hold questions, each under [[question]]; it holds none.")
    questions = tuple(_read(path, place, table, entries) for place, table in enumerate(tables, start=1))
    keys = [question.key for question in questions]
    twice = [key for key in keys if keys.count(key) > 1]
    if twice:
        raise ValueError(f"{path.name}: every question must have a key of its own; {twice[0]} stands twice.")
    return questions


class _Number(float):
    """A measured number that writes percent as the lab does: "46 %"."""

    def __format__(self, how: str) -> str:
        written = super().__format__(how)
        return f"{written[:-1]} %" if how.endswith("%") else written


class BankFiles(NamedTuple):
    """The questions of all files that could be read, by lesson, and what is wrong with the other files, by lesson."""

    questions: dict[str, tuple[Question, ...]]
    problems: dict[str, str]


def read_bank(folder: Path) -> BankFiles:
    """Return what is in a folder of files named `<lesson>.toml`; a slip in one costs no other lesson its questions."""
    ledger = read_ledger()
    read = BankFiles({}, {})
    for path in sorted(folder.glob("*.toml")):
        try:
            read.questions[path.stem] = read_questions(path, ledger)
        except ValueError as error:
            read.problems[path.stem] = str(error)
    return read


@cache
def _ours() -> BankFiles:
    return read_bank(FOLDER)


def bank() -> dict[str, tuple[Question, ...]]:
    """Return the questions of all lessons, by lesson; a lesson's questions are in `questions/<lesson>.toml`.

    >>> all(len(questions) >= 6 for questions in bank().values())
    True
    """
    return _ours().questions


def problems() -> dict[str, str]:
    """Return what is wrong with the files of our bank that cannot be read, by lesson, in a sentence each."""
    return _ours().problems


def _read(path: Path, place: int, table: Any, ledger: list[Entry]) -> Question:
    called = f"question {place}"
    try:
        question = from_plain(Question, table, called)
        if isinstance(question.answer, float):
            raise ValueError("answer must be whole, for it is counted; a measured one is named by measured.")
        if question.after and path.stem in steps():
            one_of("after", question.after, steps()[path.stem])
        return _with_numbers(question, ledger) if question.numbers else question
    except ValueError as error:
        raise ValueError(f"{path.name}, {called}: {error}") from error


def _with_numbers(question: Question, ledger: list[Entry]) -> Question:
    """Return the question with every {name} replaced by the number, and `answer` by the measured one."""
    known = {
        name: _Number(published_number(reference, ledger)) for name, reference in question.numbers.items()
    }

    def filled(text: str) -> str:
        try:
            return text.format_map(known)
        except (AttributeError, IndexError, KeyError, ValueError) as error:
            raise ValueError(
                f"a text's {{name}} must be one of numbers, and may say how to write it, as {{name:.1%}}; got {error}."
            ) from error

    answer = question.answer
    if question.measured:
        answer = float(known[question.measured]) * (100 if question.unit == "%" else 1)
    options = tuple(
        replace(option, text=filled(option.text), why=filled(option.why)) for option in question.options
    )
    return replace(
        question,
        ask=filled(question.ask),
        why=filled(question.why),
        options=options,
        answer=answer,
        measured="",
    )
