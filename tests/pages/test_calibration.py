"""The calibration page, run without a browser: presets keep their promise, links are honored, the code repeats it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROUTER = Path(__file__).parents[2] / "pages" / "navigation.py"


def opened(**address: str) -> AppTest:
    """Return the page as a link with this query opens it."""
    app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    app.query_params.update({f"calibration_{name}": value for name, value in address.items()})
    app.switch_page("lab/calibration.py").run()
    assert not app.exception
    return app


def title(app: AppTest) -> str:
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)["layout"]["title"]["text"].replace("\u00a0", " ").replace("<br>", " ")


@pytest.fixture(scope="module")
def page() -> AppTest:
    return opened()


@pytest.mark.parametrize(
    ("label", "promise"),
    [
        ("Right, but unsure", "1 bit: 9.* % right, but only 6.* % sure"),
        ("As good as float", "8 bits: 9.* % right, 9.* % sure, ECE as before"),
        ("Sure, but wrong", "3 bits: 9.* % sure, but only 7.* % right"),
        ("Lower ECE, yet worse", "4 bits: lower ECE, yet only .* % right"),
    ],
)
def test_a_preset_keeps_its_promise(page: AppTest, label: str, promise: str) -> None:
    page.button(key=f"calibration_preset {label}").click().run()
    assert not page.exception
    assert re.fullmatch(promise, title(page))


def test_it_opens_on_a_finding_not_on_a_blank() -> None:
    assert "but only" in title(opened())


def test_a_link_shows_what_it_was_made_from() -> None:
    app = opened(model="mlp-16", bits="3", quantize="both", granularity="per_tensor", seed="2")
    app.session_state["calibration_receipt"] = True
    app.run()
    command = app.code[0].value
    for word in ("--model mlp-16", "--seed 2", "--bits 3", "--quantize both", "--granularity per_tensor"):
        assert word in command


def test_what_a_link_gets_wrong_is_said_and_the_default_shown() -> None:
    app = opened(bits="99")
    assert any("calibration_bits must be one of" in text.value for text in app.text)
    assert title(app) == title(opened())


def test_every_word_is_explained(page: AppTest) -> None:
    said = " ".join(text.value for text in page.markdown)
    for word in (
        "right as often as it is sure",
        "Expected calibration error",
        "largest of the probabilities",
        "fair coin",
    ):
        assert word in said


def test_the_code_repeats_the_numbers_on_the_screen(page: AppTest) -> None:
    page.session_state["code_measure_calibration"] = True
    page.run()
    snippet = page.code[0].value
    printed = subprocess.run(
        [sys.executable, "-c", snippet], cwd=ROUTER.parents[1], capture_output=True, text=True, check=True
    ).stdout
    ece = printed.split()[1].rstrip(",")
    panels = [
        note["text"] for note in json.loads(page.get("plotly_chart")[0].proto.spec)["layout"]["annotations"]
    ]
    assert panels[1].endswith(f"ECE {ece}")
