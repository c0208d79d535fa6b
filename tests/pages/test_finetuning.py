"""The fine-tuning page, run without a browser but with its worker: presets, links, stopping, and the code."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import running

ROUTER = Path(__file__).parents[2] / "pages" / "navigation.py"
PATIENCE = 120  # seconds; only a broken page waits that long


@pytest.fixture(scope="module", autouse=True)
def workers() -> Iterator[None]:
    """End the workers that the pages started."""
    yield
    running.close()
    running.board.cache_clear()


def opened(**address: str) -> AppTest:
    """Return the page as a link with this query opens it."""
    app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    app.query_params.update({f"finetuning_{name}": value for name, value in address.items()})
    app.switch_page("lab/finetuning.py").run()
    assert not app.exception
    return app


def titles(app: AppTest) -> list[str]:
    texts = [json.loads(chart.proto.spec)["layout"]["title"]["text"] for chart in app.get("plotly_chart")]
    return [text.replace("\u00a0", " ").replace("<br>", " ") for text in texts]


def finished(app: AppTest) -> AppTest:
    deadline = time.monotonic() + PATIENCE
    while not any(heading.value == "What to notice" for heading in app.subheader):
        assert time.monotonic() < deadline
        time.sleep(0.1)
        app.run()
        assert not app.exception
    return app


def test_it_opens_on_a_broken_network_that_nobody_trains() -> None:
    app = opened()
    assert [re.fullmatch(r"3 bits: .* % right, float .* %", text) is not None for text in titles(app)] == [
        True
    ]
    assert not app.toggle[0].value
    assert any("Switch on **Fine-tune it**" in text.value for text in app.markdown)


@pytest.mark.parametrize(
    ("label", "promise"),
    [
        ("It recovers", "[789].* % of what was lost came back"),
        ("It stays down", "Still guessing: 1.* % right"),
        ("Steps too small", "[12]. % of what was lost came back"),
        ("Patience helps", "[456]. % of what was lost came back"),
    ],
)
def test_a_preset_keeps_its_promise(label: str, promise: str) -> None:
    app = opened()
    app.button(key=f"finetuning_preset {label}").click().run()
    assert re.fullmatch(promise, titles(finished(app))[1])


def test_a_link_reopens_the_finished_run_from_the_boards_memory() -> None:
    query = {"model": "mlp-16", "bits": "2", "epochs": "2", "fraction": "0.1", "on": "true"}
    first = titles(finished(opened(**query)))
    again = opened(**query)  # not even one look at its progress
    assert titles(again) == first
    assert len(first) == 2


def test_stop_ends_it_and_says_so() -> None:
    app = opened(model="mlp-256", epochs="50", on="true")
    app.button(key="running_FinetuningSpec_ended_stop").click().run()
    assert any("You stopped this measurement." in text.value for text in app.text)
    assert not any(heading.value == "What to notice" for heading in app.subheader)


def test_what_a_link_gets_wrong_is_said_and_the_default_shown() -> None:
    app = opened(epochs="1000000", learning_rate="9")
    said = [text.value for text in app.text]
    assert any("finetuning_epochs must be one of" in text for text in said)
    assert any("finetuning_learning_rate must be one of" in text for text in said)
    assert titles(app) == titles(opened())


def test_the_code_repeats_the_numbers_on_the_screen() -> None:
    app = finished(opened(model="mlp-16", epochs="1", on="true"))
    app.session_state["code_finetuning_steps"] = True
    app.run()
    printed = subprocess.run(
        [sys.executable, "-c", app.code[0].value],
        cwd=ROUTER.parents[1],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    before, after = (100 * float(number) for number in re.findall(r"\d\.\d+", printed))
    shown = re.findall(r"[\d.]+(?= %)", titles(app)[0])
    assert [f"{before:.1f}", f"{after:.1f}"] == shown
