"""A sheet says what it is given, as text, and loads nothing."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.claims.claim import Statement, Verdict
from qlab.claims.ledger import Entry
from qlab.course.lessons import Lesson, read_lessons
from qlab.course.question import Option, Question
from qlab.course.sheet import Prediction, Sheet, sheet_html
from qlab.course.suggested import Suggested
from qlab.receipts import Receipt

STRUCTURE = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "p",
    "ul",
    "ol",
    "li",
    "div",
    "span",
    "a",
}
MARKDOWN = {"strong", "em", "code", "br"}
TEXT = st.text(min_size=1, max_size=60).filter(str.strip) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "![x](http://a.b/c.png)",
        "[x](javascript:alert(1))",
        "<http://a.b>",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "</style><svg onload=x>",
        "&lt;b&gt; `<b>` **<i>**",
    ]
)


def a_sheet(say: Callable[[], str]) -> Sheet:
    """Return a sheet that holds what `say` says wherever it shows text."""
    receipt = Receipt("weights", {}, 0, {}, {}, 0.1, "command", {})
    measured = Statement("done", "C1", say(), "rule", lambda result: Verdict("mixed", ""), (), "")
    options = (Option(f"{say()} 1", say(), right=True), Option(f"{say()} 2", say()))
    ordered = (Option(f"{say()} 1", say()), Option(f"{say()} 2", say()))
    return Sheet(
        title=say(),
        question=say(),
        lesson=Lesson(30, (say(),), ("done",), {"key": say()}),
        predictions=(Prediction("key", say(), (say(), say())), Prediction("curve", say(), (), say())),
        statements=(measured, replace(measured, name=say())),
        entries=(Entry("C1", "done", say(), Verdict("supported", say()), receipt),),
        questions=(
            Question("choice", "choice", say(), options),
            Question("order", "order", say(), ordered, why=say()),
            Question("number", "number", say(), answer=7, tolerance=0.5, unit=say(), why=say()),
        ),
        suggested=(Suggested(say(), say(), (), "noise"),),
        links=((say(), "https://example.org/" + say()),),
    )


class Tags(HTMLParser):
    """Collect the tags of a page, and all names of their attributes."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


PLAIN = Tags(sheet_html(a_sheet(lambda: "plain")))


@given(TEXT)
def test_no_text_becomes_a_tag_or_loads_anything(text):
    seen = Tags(sheet_html(a_sheet(lambda: text)))
    assert set(seen.tags) <= STRUCTURE | MARKDOWN
    assert seen.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "href"}
    assert seen.tags.count("a") == PLAIN.tags.count("a") == 1
    assert seen.tags.count("style") == 1


def test_everything_that_it_is_given_stands_on_it():
    said = []

    def say() -> str:
        said.append(f"text <{len(said)}>")
        return said[-1]

    page = sheet_html(a_sheet(say))
    assert len(said) > 20
    assert [text for text in said if escape(text) not in page] == []
    assert "7 ± 0.5" in page
    assert "qlab claims" in page  # of the statement that was not measured yet


def test_a_link_that_is_no_page_is_refused():
    with pytest.raises(ValueError, match="links must start with"):
        replace(a_sheet(lambda: "x"), links=(("x", "javascript:alert(1)"),))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[noise]\nminutes = 300\nprepare = []\nstatements = []", "minutes must be 5..180"),
        ("[noise]\nminutes = 30", "is missing"),
        ("[noise", "must hold lessons"),
    ],
)
def test_a_mistake_in_the_lessons_is_refused_in_a_sentence(tmp_path, text, complaint):
    file = tmp_path / "lessons.toml"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"^lessons\.toml must hold lessons") as refused:
        read_lessons(file)
    assert complaint in str(refused.value)
