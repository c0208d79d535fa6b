"""A lesson explains the words that it uses, where it uses them or before."""

import re

import pytest

from pages.shared.catalog import INSTRUMENTS, LESSONS
from pages.shared.told import Told, told_by
from qlab.claims import STATEMENTS
from qlab.course.glossary import Word, words
from qlab.measurement import spec_of
from qlab.sketches import is_sketch

PAGES = (*LESSONS, *INSTRUMENTS)
EVERYDAY = """1 bit, chance, class, code, codes, collapse, confidence, data, range, sign, size, small updates, step,
sure, unit, units, values"""
"""Names that lead to a word but mean what they mean to everyone where a story uses them."""

STRONG = re.compile(r"\*\*([^*]+)\*\*|(?<!\*)\*([^*]+)\*(?!\*)")


def used(word: Word, text: str) -> bool:
    """Return whether a text uses a word by one of its names, in the singular or the plural."""
    names = {word.name.casefold(), *(name.casefold() for name in word.also)} - set(re.split(r",\s", EVERYDAY))
    return any(re.search(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", text.casefold()) for name in names)


def unexplained(told: list[Told]) -> list[str]:
    """Return the words that a course uses before it explains them, in a popover or by introducing them in bold."""
    known: set[str] = set()
    missing: list[str] = []
    for place, step in enumerate(told):
        text = " ".join(step.text.split())
        introduced = " ; ".join(bold or italic for bold, italic in STRONG.findall(text))
        known |= {*step.words, *(name for name, word in words().items() if used(word, introduced))}
        beside = told[place + 1].words if not step.name and place + 1 < len(told) else ()
        missing += [
            f"{step.link}: {name}"
            for name, word in words().items()
            if used(word, text) and name not in {*known, *beside}
        ]
    return missing


def test_the_course_explains_the_words_that_it_uses():
    told = [step for page in PAGES for step in told_by(page.path)]
    assert len(told) > 2 * len(LESSONS)
    assert unexplained(told) == []


def test_a_word_that_nobody_explains_would_be_noticed():
    told = [
        Told("", "one", "A *limit cycle* and its dithers.", ()),
        Told("", "two", "The GPTQ of limit cycles.", ("GPTQ",)),
    ]
    assert unexplained(told) == ["one: Dither"]


def test_no_picture_beside_a_question_is_its_answer():
    cases = [case.spec for statement in STATEMENTS.values() for case in statement.cases]
    told = [step for page in LESSONS for step in told_by(page.path)]
    lines = {name: words()[name].plot for step in told for name in step.words}
    drawn = {name: spec_of(line) for name, line in lines.items() if line and not is_sketch(line)}
    assert drawn
    assert [name for name, spec in drawn.items() if spec in cases] == []


@pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.path)
def test_a_page_tells_something_and_leads_to_its_steps(page):
    whole, *steps = told_by(page.path)
    assert whole.link == page.path
    assert len(whole.text) > 100
    for step in steps:
        assert step.link.startswith(f"{page.path}?")
        assert len(step.text) > 100
        assert step.words
