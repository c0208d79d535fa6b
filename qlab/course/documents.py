"""What a search can find: the lessons, the words of the glossary, and the questions; never an answer."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from qlab.claims import STATEMENTS
from qlab.course.glossary import words
from qlab.course.lessons import lessons
from qlab.course.question import Question
from qlab.course.search import Document
from qlab.course.suggested import SUGGESTED

LESSON, WORD, QUESTION = "Lesson", "Word", "Question"


def documents(
    pages: Mapping[str, tuple[str, str]], questions: Mapping[str, Sequence[Question]]
) -> list[Document]:
    """Return all that can be found; a word's link is its name, all others' that of a page.

    Args:
        pages: title and question of every page, by its path, such as "learn/noise.py".
        questions: of the bank, by lesson. Of each only what is asked can be found.
    """
    found = [Document(LESSON, title, _lesson(path, asks), path) for path, (title, asks) in pages.items()]
    for word in words().values():
        names = (word.name, *word.also)
        found.append(Document(WORD, word.name, f"{word.about}\n{', '.join(word.also)}", word.name, names))
    for lesson, asked in questions.items():
        found += [Document(QUESTION, question.ask, "", f"learn/{lesson}.py") for question in asked]
    return found


def _lesson(path: str, asks: str) -> str:
    """Return what a page is about: its question, those that people ask of it, and the statements that it measures."""
    name = PurePath(path).stem
    suggested = [question.asked for question in SUGGESTED if question.lesson == name]
    measured = lessons()[name].statements if name in lessons() else ()
    return "\n".join((asks, *suggested, *(STATEMENTS[statement].sentence for statement in measured)))
