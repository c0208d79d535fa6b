"""What a learner takes away: notebooks, measurements, notes; and that nothing is kept of someone who only looks."""

import html
import importlib
import pkgutil
import re
import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages.shared.parts
from pages.shared.asked import checks_of, predictions_of
from pages.shared.catalog import INSTRUMENTS, LESSONS
from pages.shared.keeping.note import LONGEST
from pages.shared.part import Part
from qlab.figures.registry import FIGURES
from qlab.records import Visit, new_code
from tests.pages.visiting import PATIENCE, ROUTER, clicked, opened, unfolded

PAGES = ROUTER.parent
KEEP = "Keep it for my report"


def visit_of(app: AppTest) -> Visit:
    return app.session_state["keeping_visit"]


def labels(app):
    return [button.label for button in app.get("download_button")]


def test_a_notebook_is_offered_once_the_receipt_is_open(records):
    app = opened("weights", model="mlp-16")
    assert "Take it away as a notebook" not in labels(app)
    assert "Take it away as a notebook" in labels(unfolded(app, "weights_receipt"))


def test_a_measurement_is_kept_once_for_the_report(records):
    app = clicked(unfolded(opened("weights", model="mlp-16"), "weights_receipt"), KEEP)
    (record,) = visit_of(app).kept
    assert record.kind == "measurement"
    assert record.value["command"] == app.code[0].value
    assert record.value["figure"] == "weights_figure"
    assert "✓ In your report" in [text.value for text in app.markdown]
    assert KEEP not in [button.label for button in app.button]
    assert [kept.value for kept in Visit(records, visit_of(app).code).kept] == [record.value]


def test_what_else_the_figure_was_told_is_kept_with_it(records):
    def script():
        from pages.shared.take_away import take_away
        from qlab.experiments.cliff import CliffSpec
        from qlab.figures.cliff import cliff_figure
        from qlab.measurement import run

        take_away(run(CliffSpec(("mlp-8",), (0,), (2,))).receipt, "cliff", cliff_figure, ("NLL",))

    app = clicked(AppTest.from_function(script, default_timeout=PATIENCE).run(), KEEP)
    (record,) = visit_of(app).kept
    assert (record.value["figure"], record.value["how"]) == ("cliff_figure", ["NLL"])


def test_every_figure_that_a_page_names_for_its_receipt_is_one_that_a_report_knows():
    known = {drawing.name for drawings in FIGURES.values() for drawing in drawings}
    sources = [path.read_text(encoding="utf-8") for path in PAGES.rglob("*.py")]
    named = {name for source in sources for name in re.findall(r"draw=(\w+_figure)", source)}
    assert len(named) > 20
    assert named <= known


def test_every_check_of_a_lesson_is_a_question_for_its_report():
    found = {key: question for entry in LESSONS for key, question in checks_of(entry.path).items()}
    sources = [(PAGES / entry.path).read_text(encoding="utf-8") for entry in LESSONS]
    asked = {key for source in sources for key in re.findall(r'\bcheck\(\s*"(\w+)"', source)}
    parts = [
        one
        for module in pkgutil.iter_modules(pages.shared.parts.__path__, "pages.shared.parts.")
        for one in vars(importlib.import_module(module.name)).values()
        if isinstance(one, Part)
    ]
    assert len(asked) > 3
    assert found.keys() == asked | {f"{part.key}_check" for part in parts}
    for part in parts:
        (right,) = found[f"{part.key}_check"].right
        assert list(part.check.answers)[right] == part.check.right


def test_a_note_is_kept_when_it_changes_and_is_there_again(records):
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run().switch_page("learn/noise.py").run()
    assert not app.text_area
    unfolded(app, "noise_note_box").text_area[0].set_value("a < b **bold**").run()
    unfolded(app, "noise_note_box").text_area[0].set_value("A" * (LONGEST + 1)).run()
    app.run()
    assert visit_of(app).all("note", "noise") == ["a < b **bold**", "A" * LONGEST]
    again = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
    again.query_params["resume"] = visit_of(app).code
    again.run().switch_page("learn/noise.py").run()
    assert unfolded(again, "noise_note_box").text_area[0].value == "A" * LONGEST


def test_the_longest_note_can_be_kept(records):
    visit = Visit(records)
    assert visit.keep("note", "noise", "\U0001f600" * LONGEST)


def test_the_report_says_what_a_prediction_was_asked_for(records):
    app = (
        AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
        .run()
        .switch_page("learn/regularizer.py")
        .run()
    )
    app.get_by_key("regularizer_prediction_skipped").set_value(True).run()

    def script():
        import streamlit as st

        from pages.shared.keeping.mine import my_report

        st.code(my_report()())

    report = AppTest.from_function(script)
    report.session_state["keeping_visit"] = visit_of(app)
    page = report.run(timeout=PATIENCE).code[0].value
    (asked,) = [one.question for one in predictions_of("learn/regularizer.py")]
    assert html.escape(asked.split("*")[0]) in page
    assert "(skipped)" in page


def rows_in(database: Path) -> tuple[int, ...]:
    with sqlite3.connect(database) as connection:
        tables = ("learners", "records")
        found = tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    connection.close()
    return found


@pytest.fixture
def database(records, tmp_path):
    return tmp_path / "folder" / "records.db"


def test_who_only_looks_leaves_nothing_and_who_comes_back_to_look_no_more_than_there_was(records, database):
    places = ["home.py", "progress.py", *(entry.path for entry in (*LESSONS, *INSTRUMENTS))]
    stranger = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    for page in places:
        assert not stranger.switch_page(page).run().exception
    assert not database.exists()

    code = new_code()
    Visit(records, code)  # nobody has it yet
    records.save(records.join(code), "answer", "noise/x", 1, "y")
    learner = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
    learner.query_params["resume"] = code
    for page in places:
        assert not learner.run().switch_page(page).run().exception
    assert len(visit_of(learner).kept) == 1
    assert rows_in(database) == (1, 1)
