"""Lesson 5: two questions, of which only the chosen one asks, measures and draws."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.lesson import CHIPS
from qlab.claims import STATEMENTS
from tests.pages.visiting import PATIENCE, ROUTER

QUESTIONS = {
    "Does the label decide?": ("tasks", "kind-decides", 0),
    "What does decide?": ("margins", "margin-decides", 1),
}


@pytest.fixture(scope="module")
def page() -> AppTest:
    """Open the lesson once; each test chooses its question."""
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    return app.switch_page("learn/tasks.py").run()


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_asks_first_and_then_judges_every_case(page: AppTest, question: str) -> None:
    key, statement, others = QUESTIONS[question]
    page.get_by_key("tasks_part").set_value(question).run()
    assert not page.get("plotly_chart")
    page.get_by_key(f"{key}_prediction_skipped").set_value(True).run()
    assert not page.exception
    badges = [text.value for text in page.markdown if "-badge[" in text.value]
    judged = [badge for badge in badges if any(f"{words}]" in badge for _, _, words in CHIPS.values())]
    cases = len(STATEMENTS[statement].cases)
    assert (len(judged), len(page.get("plotly_chart"))) == (cases, cases + others)
    assert [radio.key for radio in page.radio] == [f"{key}_check"]


def test_it_says_that_training_moves_the_verdict(page: AppTest) -> None:
    page.get_by_key("tasks_part").set_value("Does the label decide?").run()
    if skip := [toggle for toggle in page.toggle if toggle.key == "tasks_prediction_skipped"]:
        skip[0].set_value(True).run()
    assert any("How a network was trained moves the verdict" in text.value for text in page.markdown)
