"""A visitor without a browser: opens a page from a link, turns its knobs, waits for its worker, reads its figures."""

import json
import time
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ROUTER = Path(__file__).parents[2] / "pages" / "navigation.py"
PATIENCE = 120  # seconds; only a broken page waits that long


def opened(page: str, **address: str | list[str]) -> AppTest:
    """Return `page` ("weights") as a link with this query ({"bits": "4"} for weights_bits=4) opens it."""
    app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
    app.query_params.update({f"{page}_{name}": value for name, value in address.items()})
    app.switch_page(f"lab/{page}.py").run()
    assert not app.exception
    return app


def turned(app: AppTest, key: str, value: Any) -> AppTest:
    """Return the page after its knob `key` was turned to `value`."""
    app.get_by_key(key).set_value(value)
    app.run()
    assert not app.exception
    return app


def clicked(app: AppTest, label: str) -> AppTest:
    """Return the page after a click on the button with this label."""
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception
    return app


def unfolded(app: AppTest, key: str) -> AppTest:
    """Return the page after its expander `key` was opened."""
    app.session_state[key] = True
    app.run()
    assert not app.exception
    return app


def finished(app: AppTest) -> AppTest:
    """Return the page once the worker is done and its figure there."""
    deadline = time.monotonic() + PATIENCE
    while not app.get("plotly_chart"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
        app.run()
        assert not app.exception
    return app


def settled(app: AppTest) -> AppTest:
    """Return the page once no measurement is under way."""
    deadline = time.monotonic() + PATIENCE
    while app.get("progress"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
        app.run()
    assert not app.exception
    return app


def figures(app: AppTest) -> list[dict[str, Any]]:
    """Return the figures on the page, as plain values."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def titles(app: AppTest) -> list[str]:
    """Return the figures' titles."""
    texts = [figure["layout"]["title"]["text"] for figure in figures(app)]
    return [text.replace("\u00a0", " ").replace("<br>", " ") for text in texts]


def notices(app: AppTest) -> list[str]:
    """Return what the page says about values that it refused."""
    return [text.value for text in app.text if " must be " in text.value]
