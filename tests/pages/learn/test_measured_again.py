"""Measuring a lesson's case again: what was published stays on the page, whatever becomes of the measurement."""

import os
import signal
import time
from collections.abc import Iterator

import psutil
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import running
from tests.pages.visiting import PATIENCE, ROUTER

AGAIN = "few-bits-beat-float_wrong_labels_again"


@pytest.fixture(autouse=True)
def board() -> Iterator[None]:
    """Give the page a board of jobs of its own, so that no other test's worker is killed."""
    running.board.cache_clear()
    yield
    running.close()
    running.board.cache_clear()


def workers() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if any("LokyProcess" in word for word in child.cmdline())
    ]


def test_a_measurement_whose_worker_is_killed_says_so_and_leaves_what_was_published() -> None:
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    app.switch_page("learn/regularizer.py").run()
    app.get_by_key("regularizer_prediction_skipped").set_value(True).run()
    published = len(app.get("plotly_chart"))
    app.get_by_key(AGAIN).set_value(True).run()
    assert app.get("progress")
    assert len(app.get("plotly_chart")) == published

    deadline = time.monotonic() + PATIENCE
    while not (started := workers()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    for worker in started:
        os.kill(worker.pid, signal.SIGKILL)
    while not any("ended before its time" in text.value for text in app.text):
        assert time.monotonic() < deadline
        time.sleep(0.2)
        app.run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == published
