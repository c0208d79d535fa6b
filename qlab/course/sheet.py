"""A sheet for the teacher of a lesson: one HTML file that prints well and needs nothing from outside.

All texts are escaped, those in Markdown by markdown-it with HTML and pictures off. The file also forbids the browser to
load anything.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from qlab.claims.claim import Statement
from qlab.claims.ledger import Entry
from qlab.course.lessons import Lesson
from qlab.course.question import Question
from qlab.course.suggested import Suggested

TEMPLATE = Path(__file__).parent / "sheet.html"
MARKS = {"supported": "✓", "not supported": "✗", "mixed": "◐"}

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "link", "autolink"])


@dataclass(frozen=True)
class Prediction:
    """What a lesson asks before it draws.

    Attributes:
        key: under which it is kept.
        question: as the lesson asks it.
        options: to choose from; none where a number is estimated or a curve drawn.
        on_paper: how that is done without a device, in a sentence.
    """

    key: str
    question: str
    options: tuple[str, ...] = ()
    on_paper: str = ""


@dataclass(frozen=True)
class Sheet:
    """All that stands on a sheet.

    Attributes:
        title: of the lesson.
        question: that the lesson answers.
        lesson: time, what to prepare, and the hints.
        predictions: that the lesson asks for, in its order.
        statements: that it measures.
        entries: of the published ledger; those of other statements are left out.
        questions: of the bank, with their answers.
        suggested: questions that people ask, with our answers.
        links: text and address of where to go on.
    """

    title: str
    question: str
    lesson: Lesson
    predictions: tuple[Prediction, ...]
    statements: tuple[Statement, ...]
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...]
    suggested: tuple[Suggested, ...]
    links: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        """Refuse a link that is no address of a page."""
        for _, address in self.links:
            if not address.startswith(("http://", "https://")):
                raise ValueError(f"links must start with http:// or https://; got {address!r}.")


def sheet_html(sheet: Sheet) -> str:
    """Return the sheet as one HTML file, with styles for paper and nothing to load.

    >>> lesson = Lesson(30, ("Read it.",), ())
    >>> page = sheet_html(Sheet("Noise & co.", "Is it *noise*?", lesson, (), (), (), (), (), ()))
    >>> "<h1>Noise &amp; co.</h1>" in page, "Is it <em>noise</em>?" in page
    (True, True)
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["markdown"] = _markdown
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(sheet=sheet, marks=MARKS, of=_of, answer=_answer)


def _markdown(text: str) -> Markup:
    """Return one line of Markdown as HTML: any HTML of its own is escaped, and a number stays with its unit."""
    together = re.sub(r"(?<=\d) (?=%|dB\b|bits?\b)", "\u00a0", text)
    return Markup(_MARKDOWN.renderInline(together))


def _of(statement: Statement, entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.statement == statement.name]


def _answer(question: Question) -> str:
    """Return the right answer to a number, with its unit and how far off still counts."""
    spread = f" ± {question.tolerance:g}" if question.tolerance else ""
    return f"{float(question.answer or 0):.4g}{spread} {question.unit}".strip()
