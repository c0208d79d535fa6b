"""Lesson 3: five steps, of which only the chosen one asks, measures and draws."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.visiting import PATIENCE, ROUTER, settled

CURVE = "the_cliff_curve_skipped"
STEPS = {
    "Noise": "cliff_noise",
    "The ladder": "cliff_ladder",
    "Minimum bits": "cliff_rate",
    "Who flips": "cliff_flips",
}


@pytest.fixture(scope="module")
def page() -> AppTest:
    """Open the lesson once; each test chooses its step."""
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    return app.switch_page("learn/the_cliff.py").run()


@pytest.mark.parametrize("step", STEPS)
def test_each_step_asks_before_it_draws(page: AppTest, step: str) -> None:
    page.get_by_key("the_cliff_part").set_value(step).run()
    assert not page.exception
    assert not page.get("plotly_chart")
    skips = [CURVE, f"{STEPS[step]}_prediction_skipped"]
    assert [toggle.key for toggle in page.toggle] == skips


@pytest.mark.parametrize("step", STEPS)
def test_each_step_shows_what_is_published_and_ends_with_a_check(page: AppTest, step: str) -> None:
    page.get_by_key("the_cliff_part").set_value(step).run()
    page.get_by_key(f"{STEPS[step]}_prediction_skipped").set_value(True)
    settled(page.run())
    assert len(page.get("plotly_chart")) >= 2
    assert [radio.key for radio in page.radio if radio.key.endswith("_check")] == [f"{STEPS[step]}_check"]
