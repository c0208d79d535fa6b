"""Watching a measurement: one run for many visitors, its end, its stop, and its failure."""

import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import running
from qlab.experiments.cliff import CliffSpec
from qlab.jobs import Job, Jobs

PATIENCE = 60  # seconds; only what is broken waits that long
QUICK = {"models": ("mlp-16",), "seeds": (0,), "bits": (8, 2)}
SLOW = {"models": ("mlp-256",), "seeds": (0, 1, 2, 3, 4), "range_method": "entropy"}


@pytest.fixture(autouse=True)
def board():
    running.board.cache_clear()
    yield running.board()
    running.close()
    running.board.cache_clear()


def page(**values):
    import streamlit as st

    from pages.shared.running import watched
    from qlab.experiments.cliff import CliffSpec

    values = st.session_state.get("other", values)
    measurement = watched(CliffSpec(**values), lambda progress: st.caption(f"told {len(progress)} times"))
    if measurement:
        st.json([measurement.receipt.spec["models"], len(measurement.result.points)])


def visitor(**values):
    return AppTest.from_function(page, kwargs=values, default_timeout=60)


def run(app):
    app.run()
    assert not app.exception
    return app


def finished(app):
    deadline = time.monotonic() + PATIENCE
    while not run(app).json:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return app


def test_the_page_shows_progress_at_once_and_the_result_when_it_is_there():
    app = run(visitor(**QUICK))
    assert [button.label for button in app.button] == ["Stop"]
    assert app.caption[0].value.startswith("told ")
    assert finished(app).json[0].value == '[["mlp-16"], 2]'
    assert not app.button


def test_many_visitors_share_one_run(board, monkeypatch):
    started = []
    start = Jobs._start
    monkeypatch.setattr(Jobs, "_start", lambda self, key, spec: started.append(key) or start(self, key, spec))
    visitors = [run(visitor(**SLOW)) for _ in range(8)]
    assert len(started) == 1
    assert len(board.submit(CliffSpec(**SLOW), "test").watchers) == 9
    assert all("Stop" in [button.label for button in app.button] for app in visitors)


def test_who_stops_no_longer_waits_and_can_start_again(board):
    app, other = run(visitor(**SLOW)), run(visitor(**SLOW))
    app.button[0].click()
    run(run(app))
    assert [text.value for text in app.text] == ["You stopped this measurement."]
    assert len(board.submit(CliffSpec(**SLOW), "test").watchers) == 2  # the other one, and this test
    assert "Stop" in [button.label for button in run(other).button]
    app.button[0].click()
    assert "Stop" in [button.label for button in run(app).button]


def test_the_last_one_to_stop_cancels_the_run():
    app = run(visitor(**SLOW))
    job = running.board().submit(CliffSpec(**SLOW), "test")
    running.board().leave(job, "test")
    assert not (job.folder / "cancel").exists()
    app.button[0].click()
    run(app)
    assert job.future.cancelled() or (job.folder / "cancel").exists() or job.failed


def test_who_asks_for_something_else_waits_for_the_first_no_longer(board):
    app = run(visitor(**SLOW))
    job = board.submit(CliffSpec(**SLOW), "test")
    assert len(job.watchers) == 2
    app.session_state["other"] = QUICK
    finished(app)
    assert job.watchers == {"test"}


def test_a_refused_measurement_is_told_and_not_tried_forever(monkeypatch, board, tmp_path):
    future = Future()
    future.set_exception(ValueError("mlp-8-s0.safetensors is damaged; rebuild it."))
    asked = []
    job = Job("key", CliffSpec(**QUICK), tmp_path, future)
    monkeypatch.setattr(board, "submit", lambda spec, watcher: asked.append(spec) or job)
    app = run(run(visitor(**QUICK)))
    assert [text.value for text in app.text] == ["mlp-8-s0.safetensors is damaged; rebuild it."]
    assert len(asked) == 1


def test_what_broke_is_logged_and_told_without_details(monkeypatch, board, tmp_path, caplog):
    future = Future()
    future.set_exception(RuntimeError("/home/someone/secret"))
    job = Job("key", CliffSpec(**QUICK), tmp_path, future)
    monkeypatch.setattr(board, "submit", lambda spec, watcher: job)
    app = run(visitor(**QUICK))
    assert [text.value for text in app.text] == [
        "The measurement ended before its time. That was not your doing."
    ]
    assert "/home/someone/secret" in caplog.text


def test_the_server_can_warm_up_and_close(board):
    running.warm()
    assert board.submit(CliffSpec(), "test").watchers == {"server", "test"}
    running.close()
    assert not Path(board._root).exists()
