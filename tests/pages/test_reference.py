"""The reference: words by their address, suggestions that find their lesson, a sheet for every lesson."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.asked import predictions_of
from pages.shared.catalog import LESSONS
from pages.shared.glossary import WORDS
from pages.shared.sheets import sheet
from qlab.claims import STATEMENTS
from qlab.course.bank import bank
from qlab.course.lessons import lessons
from qlab.course.sheet import sheet_html
from qlab.course.suggested import SUGGESTED
from tests.pages.visiting import PATIENCE, ROUTER, clicked, notices, unfolded

PAGES = ROUTER.parent
PATHS = [f"learn/{name}.py" for name in lessons()]
BASE = "https://lab.example/quantization"


def opened(**address):
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    app.query_params.update(address)
    app.switch_page("reference.py").run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("asked", "shown"), [("SQNR", "SQNR"), ("ste", "Straight-through")])
def test_an_address_shows_a_word_by_any_of_its_names(asked, shown):
    app = opened(word=asked)
    assert app.get_by_key("word").value == shown
    assert shown in [heading.value for heading in app.subheader]
    assert notices(app) == []


def test_an_unknown_word_is_refused_as_plain_text():
    app = opened(word="<b>precision</b>")
    assert notices(app) == ["word must be one of the words below; got '<b>precision</b>'."]


def test_a_suggestion_leads_to_its_lesson_and_a_word_to_its_picture():
    app = clicked(opened(), SUGGESTED[3].asked)
    assert app.get("page_link")[0].proto.label == "**A regularizer?**"
    assert SUGGESTED[3].answer in [text.value for text in app.markdown]
    app.get_by_key("reference_search").set_value("levels").run()
    app = clicked(app, "**Level**")
    assert app.get_by_key("word").value == "Level"
    assert app.get_by_key("reference_search").value == ""
    assert len(app.get("plotly_chart")) == 1
    app.get_by_key("reference_search").set_value("xyzzy").run()
    assert "Nothing fits." in " ".join(text.value for text in app.markdown)


def test_a_search_leads_to_a_step_of_a_lesson():
    app = opened()
    app.get_by_key("reference_search").set_value("temperature scaling").run()
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert links["**How it fails: Calibration**"] == "failures_part=Calibration"


def test_a_word_leads_to_words_that_explain_more():
    app = clicked(opened(word="SQNR"), "Decibel")
    assert app.get_by_key("word").value == "Decibel"
    assert len(app.get("plotly_chart")) == 1


def test_a_word_in_a_lesson_shows_its_picture_once_it_is_opened():
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    app.switch_page("learn/stability.py").run()
    assert len(app.get("plotly_chart")) == 0
    app = unfolded(app, "stability_latent_weights")
    assert len(app.get("plotly_chart")) == 1
    assert WORDS["Latent weights"].alt in " ".join(text.value for text in app.markdown)


def test_every_lesson_with_questions_has_a_sheet_and_every_statement_is_on_one():
    assert set(lessons()) == set(bank())
    assert set(PATHS) <= {entry.path for entry in LESSONS}
    assert {name for lesson in lessons().values() for name in lesson.statements} == set(STATEMENTS)


@pytest.mark.parametrize("path", PATHS)
def test_a_sheet_holds_the_lesson_and_leads_to_pages_that_there_are(path):
    made = sheet(path, BASE)
    page = sheet_html(made)
    assert made.questions
    assert all(verdict in page for verdict in ("supported", "Prepare"))
    addresses = re.findall(r'href="([^"]*)"', page)
    assert len(addresses) >= 3
    for address in addresses:
        name = address.removeprefix(f"{BASE}/")
        assert any((PAGES / folder / f"{name}.py").exists() for folder in ("", "learn", "lab"))


@pytest.mark.parametrize("path", PATHS)
def test_every_prediction_of_a_lesson_has_a_hint_for_its_discussion(path):
    predictions = predictions_of(path)
    assert {one.key for one in predictions} == set(lessons()[Path(path).stem].hints)
    assert all(one.question.strip() for one in predictions)
    assert all(bool(one.options) != bool(one.on_paper) for one in predictions)
