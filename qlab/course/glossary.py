"""The glossary: what a word of the lab means, from a file that a teacher can edit."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qlab.plain import from_plain

FILE = Path(__file__).parent / "glossary.toml"


@dataclass(frozen=True)
class Word:
    """One word, explained.

    Attributes:
        name: as it is written in the glossary and in `explain_words`.
        about: what it is, and why it matters or how to read it; in Markdown.
        page: where there is more on it, as the name of that page.
        also: other words that lead here: short forms, and the names that code uses.
        see: the names of other words that explain more.
        plot: where a picture helps, one line that asks for it: a sketch (`qlab.sketches`), or an experiment, as
            `qlab run` takes it.
        alt: what the picture shows, for someone who cannot see it.
    """

    name: str
    about: str
    page: str
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    plot: str = ""
    alt: str = ""

    def __post_init__(self) -> None:
        """Refuse a word without its explanation, and a picture without words."""
        if not (self.name.strip() and self.about.strip() and self.page.strip()):
            raise ValueError(f"name, about and page must hold text; got {self.name!r} with one empty.")
        if bool(self.plot) != bool(self.alt):
            raise ValueError(
                f"alt must say what the plot of {self.name!r} shows, and stand only with a plot."
            )


def read_glossary(path: Path) -> tuple[tuple[Word, ...], dict[str, str]]:
    """Return the words of a file, from A to Z, and what each knob does.

    Raises:
        ValueError: in one sentence that names the file, for whatever is wrong first.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        words = tuple(_word(place, table) for place, table in enumerate(tables["word"], start=1))
        knobs = {str(name): str(about) for name, about in tables.get("knobs", {}).items()}
    except (OSError, LookupError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path.name} must hold words, each under [[word]]: {error}") from error
    unknown = {name for word in words for name in word.see} - {word.name for word in words}
    if unknown:
        raise ValueError(f"{path.name}: see must name words; got {min(unknown)!r}.")
    called = [name.casefold() for word in words for name in (word.name, *word.also)]
    twice = [name for name in called if called.count(name) > 1]
    if twice:
        raise ValueError(f"{path.name}: every name must lead to one word; {twice[0]!r} leads to two.")
    return tuple(sorted(words, key=lambda word: word.name.casefold())), knobs


def _word(place: int, table: Any) -> Word:
    return from_plain(Word, table, f"word {place}")


@cache
def _read() -> tuple[tuple[Word, ...], dict[str, str]]:
    return read_glossary(FILE)


def words() -> Mapping[str, Word]:
    """Return the words of the lab by their names, from A to Z.

    >>> words()["SQNR"].page
    'noise'
    """
    return {word.name: word for word in _read()[0]}


def knobs() -> Mapping[str, str]:
    """Return what each knob does, by its name in the address.

    >>> "bits" in knobs()
    True
    """
    return dict(_read()[1])


def find_word(name: str) -> Word | None:
    """Return the word with this name, or one that this name leads to, in capitals or not; None if there is none.

    >>> find_word("zero_point").name, find_word("precision")
    ('Zero-point', None)
    """
    wanted = name.strip().casefold()
    for word in words().values():
        if wanted in (called.casefold() for called in (word.name, *word.also)):
            return word
    return None
