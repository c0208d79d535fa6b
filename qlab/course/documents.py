"""What a search can find: the lessons with their steps, the words of the glossary, the questions; never an answer."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from qlab.claims import STATEMENTS
from qlab.course.glossary import words
from qlab.course.lessons import lessons
from qlab.course.question import Question
from qlab.course.search import SENTENCES, Document
from qlab.course.suggested import SUGGESTED

LESSON, STEP, WORD, QUESTION = "Lesson", "Step", "Word", "Question"

TELLS, ASKS = 1.4, 0.6
"""Weights beside a word's: long texts score low and short ones high, and what explains comes before what asks."""


class Page(NamedTuple):
    """A page: its title and question, what it tells at once, and its steps as (name, link, what it tells)."""

    title: str
    asks: str
    tells: str = ""
    steps: tuple[tuple[str, str, str], ...] = ()


def documents(pages: Mapping[str, Page], questions: Mapping[str, Sequence[Question]]) -> list[Document]:
    """Return all that can be found; a word's link is its name, all others' that of a page.

    Args:
        pages: every page, by its path, such as "learn/noise.py".
        questions: of the bank, by lesson. Of each only what is asked can be found.

    >>> pages = {"learn/noise.py": Page("Noise", "Is it noise?", steps=(("Dither", "learn/noise.py?dither", ""),))}
    >>> [document.title for document in documents(pages, {})][:2]
    ['Noise', 'Noise: Dither']
    """
    found = [_lesson(path, page) for path, page in pages.items()]
    for page in pages.values():
        found += [
            Document(STEP, f"{page.title}: {name}", tells, link, weight=TELLS)
            for name, link, tells in page.steps
        ]
    for word in words().values():
        names = (word.name, *word.also)
        found.append(Document(WORD, word.name, f"{word.about}\n{', '.join(word.also)}", word.name, names))
    for lesson, asked in questions.items():
        link = f"learn/{lesson}.py"
        telling = filter(None, map(_without_numbers, asked))
        found += [Document(QUESTION, ask, "", link, weight=ASKS) for ask in telling]
    return found


def _without_numbers(question: Question) -> str:
    """Return what is asked, less the sentences that may tell what was measured: somebody may still have to predict it.

    >>> numbers = {"few": "statement | case | 4.accuracy"}
    >>> _without_numbers(Question("why", "number", "4 bits get 9 %. Why?", answer=1, why="It is.", numbers=numbers))
    'Why?'
    """
    sentences = SENTENCES.split(question.ask)
    return " ".join(part for part in sentences if not question.numbers or not re.search(r"\d", part))


def _lesson(path: str, page: Page) -> Document:
    """Return what a page is about: its question, those that people ask of it, what it tells, and its statements."""
    name = PurePath(path).stem
    suggested = tuple(question.asked for question in SUGGESTED if question.lesson == name)
    measured = lessons()[name].statements if name in lessons() else ()
    sentences = (STATEMENTS[statement].sentence for statement in measured)
    # A statement is no fact: some of them the measurements contradict.
    text = "\n".join((page.asks, *suggested, page.tells, *(f"Is it so: {one}" for one in sentences)))
    return Document(LESSON, page.title, text, path, names=suggested, weight=TELLS)
