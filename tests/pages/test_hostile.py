"""What a learner types is text wherever it is shown again: on the page, in the report, in the export."""

import json
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from pages.shared.keeping import mine
from pages.shared.keeping.note import LONGEST
from qlab.records import Record, Visit
from tests.pages.visiting import PATIENCE, ROUTER, unfolded
from tests.qlab.course.test_report import AT, Page

HOSTILE = [
    "<img src=x onerror=alert(1)>", "</textarea><script>alert(1)</script>", "**bold** _it_ `code`", "# A heading",
    "[link](javascript:alert(1))", "![x](https://example.org/x.png)", ":material/home: :red[x]", "$\\frac{1}{2}$",
    "{{ 7 * 7 }}{% x %}", "{name!r} %s %(x)s", "\u202eabc\u2066", "a\x00b", "🏳️‍🌈 ﷽", "'; DROP TABLE records; --",
]  # fmt: skip


@pytest.fixture
def learner(records):
    visit = Visit(records)
    visit.keep("answer", "noise/x", "y")
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
    app.query_params["resume"] = visit.code
    return app.run()


def typed(app, texts):
    """Return the page after each of the texts was typed into the learner's nickname and into their note."""
    app.switch_page("progress.py").run()
    for text in texts:
        app.get_by_key("mine_nickname").set_value(text).run()
        assert not app.exception
    app.switch_page("learn/noise.py").run()
    for text in texts:
        unfolded(app, "noise_note_box").text_area[0].set_value(text).run()
        assert not app.exception
    return app


def rendered(app):
    """Return all that the page draws as Markdown, HTML or LaTeX."""
    return [
        one.value
        for kind in ("markdown", "caption", "title", "header", "subheader")
        for one in getattr(app, kind)
    ]


def test_a_nickname_and_a_note_are_kept_as_typed_and_nowhere_drawn_as_anything_but_text(learner):
    app = typed(learner, HOSTILE)
    visit = app.session_state["keeping_visit"]
    assert visit.all("nickname", "") == [text[: mine.LONGEST] for text in HOSTILE]
    assert visit.all("note", "noise") == HOSTILE
    for place in ("progress.py", "learn/noise.py", "home.py"):
        drawn = rendered(app.switch_page(place).run())
        assert drawn
        assert not any(HOSTILE[-1] in text for text in drawn)


def test_what_is_too_long_is_cut(learner):
    visit = typed(learner, ["x" * 20_000]).session_state["keeping_visit"]
    assert visit.all("nickname", "") == ["x" * mine.LONGEST]
    assert visit.all("note", "noise") == ["x" * LONGEST]


@pytest.mark.parametrize("text", HOSTILE)
def test_it_comes_back_into_its_field_and_into_the_report(records, text):
    visit = Visit(records)
    visit.keep("nickname", "", text)
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
    app.query_params["resume"] = visit.code
    app.run().switch_page("progress.py").run()
    assert app.get_by_key("mine_nickname").value == text
    report = Page(report_of(visit.kept))
    assert report.mine == [text.replace("\x00", "\ufffd")]


def report_of(kept):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mine, "visit", lambda: SimpleNamespace(kept=kept))
        return mine.my_report()()


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=()), min_size=1), min_size=100, max_size=100))
def test_ten_thousand_hostile_strings_are_exported_as_they_are(texts):
    kinds = ("nickname", "note")
    kept = [Record(kinds[n % 2], "", n, text, AT) for n, text in enumerate(texts)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mine, "visit", lambda: SimpleNamespace(kept=kept))
        exported = json.dumps(mine.everything(), indent=1).encode("ascii")
    assert [one["value"] for one in json.loads(exported)] == texts
