"""What a learner without a browser does by itself: it obeys timers, and names how a session failed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from benchmarks.driver.learner import Learner, SessionError
from benchmarks.driver.server import free_port
from benchmarks.driver.visit import visit
from benchmarks.load import classroom
from tests.benchmarks.conftest import Serve

T = TypeVar("T")

APP = """
import streamlit as st

TICKS = 3

@st.fragment(run_every=0.05)
def clock():
    st.session_state.ticks = st.session_state.get("ticks", 0) + 1
    if st.session_state.ticks > TICKS:
        st.session_state.over = True
        st.rerun()

def timer():
    if st.button("start", key="p_start"):
        st.session_state.started = True
    if "started" in st.session_state and "over" not in st.session_state:
        clock()
    st.text(f"ticks {st.session_state.get('ticks', 0)}")

def trap():
    if st.button("break", key="p_break"):
        raise RuntimeError("broken")

st.navigation([st.Page(timer, default=True), st.Page(trap)]).run()
"""


def with_learner(address: str, page: str, do: Callable[[Learner], Awaitable[T]]) -> T:
    async def visited() -> T:
        async with visit(address, page) as learner:
            await learner.arrive()
            return await do(learner)

    return asyncio.run(visited())


def test_timers_run_until_the_page_stops_them(serve: Serve) -> None:
    async def start(learner: Learner) -> list[str]:
        await learner.turn("p_start", None)
        await learner.settle()
        return [element.text.body for element in learner.page.elements if element.HasField("text")]

    assert with_learner(serve(APP), "", start) == ["ticks 4"]


def test_a_failed_session_says_how(serve: Serve) -> None:
    address = serve(APP)
    with pytest.raises(SessionError, match="script error"):
        with_learner(address, "trap", lambda learner: learner.turn("p_break", None))
    with pytest.raises(SessionError, match="no widget p_menu"):
        with_learner(address, "trap", lambda learner: learner.turn("p_menu", "x"))
    with pytest.raises(SessionError, match="page not found"):
        with_learner(address, "nowhere", lambda learner: learner.settle())


def test_a_class_counts_everyone_who_was_refused() -> None:
    seen = asyncio.run(classroom(f"http://127.0.0.1:{free_port()}", learners=3, seconds=0.0, think=1.0))
    assert seen.ends == {"refused": 3}
