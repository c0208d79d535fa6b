"""Lesson 6: five ways to fail, of which only the chosen one asks, measures and draws."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.lesson import CHIPS
from tests.pages.visiting import PATIENCE, ROUTER, settled

WAYS = {
    "Collapse": ["failures"],
    "Calibration": ["calibration_lost", "temperature"],
    "Variance": ["variance"],
    "Instability": ["loop", "drift", "strings", "overflow"],
    "Who is hurt": ["hard_first", "classes"],
}


def opened(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
    app.query_params.update(address)
    return app.run().switch_page("learn/failures.py").run()


@pytest.fixture(scope="module")
def page() -> AppTest:
    """Open the lesson once; each test chooses its way to fail."""
    return opened()


@pytest.mark.parametrize("way", WAYS)
def test_each_way_asks_first_and_then_judges(page: AppTest, way: str) -> None:
    page.get_by_key("failures_part").set_value(way).run()
    assert not page.get("plotly_chart")
    assert [toggle.key for toggle in page.toggle] == [f"{key}_prediction_skipped" for key in WAYS[way]]
    for key in WAYS[way]:
        page.get_by_key(f"{key}_prediction_skipped").set_value(True)
    settled(page.run())
    chips = {words for _, _, words in CHIPS.values() for text in page.markdown if f"{words}]" in text.value}
    assert {"supported here"} < chips
    assert len(page.get("plotly_chart")) >= 2 * len(WAYS[way])
    assert [radio.key for radio in page.radio] == [f"{key}_check" for key in WAYS[way]]


def test_an_answer_stays_while_another_way_is_seen() -> None:
    page = opened()
    page.get_by_key("failures_part").set_value("Instability").run()
    page.get_by_key("loop_prediction").set_value("At 12.").run()
    page.get_by_key("failures_part").set_value("Variance").run()
    page.get_by_key("failures_part").set_value("Instability").run()
    assert any("You say: **At 12.**" in text.value for text in page.markdown)


def test_an_address_with_no_way_leads_to_the_first() -> None:
    page = opened(failures_part="")
    assert not page.exception
    assert [toggle.key for toggle in page.toggle] == [f"{WAYS['Collapse'][0]}_prediction_skipped"]
