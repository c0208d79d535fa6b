"""Lesson 1: three steps, of which only the chosen one asks, measures and draws."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.visiting import PATIENCE, ROUTER, figures, settled

STEPS = {"Dither": ("noise_dither", 3), "Places": ("noise_places", 4)}


@pytest.fixture(scope="module")
def page() -> AppTest:
    """Open the lesson once; each test chooses its step."""
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    return app.switch_page("learn/noise.py").run()


@pytest.mark.parametrize("step", STEPS)
def test_each_step_asks_and_then_draws_a_figure_for_each_case(page: AppTest, step: str) -> None:
    key, cases = STEPS[step]
    page.get_by_key("noise_part").set_value(step).run()
    assert not page.exception
    assert not figures(page)
    page.get_by_key(f"{key}_prediction_skipped").set_value(True)
    settled(page.run())
    assert len(figures(page)) == cases
    assert page.get_by_key(f"{key}_check").value is None


def test_the_smallest_picture_works_out_a_code(page: AppTest) -> None:
    page.get_by_key("noise_part").set_value("Like noise?").run()
    page.get_by_key("noise_prediction_skipped").set_value(True)
    settled(page.run())
    assert any("Only the codes are stored" in text.value for text in page.markdown)
