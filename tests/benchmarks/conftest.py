"""A small app with every kind of control that the lab has, served for all tests of the driver."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.driver.server import served

Serve = Callable[[str], str]

CONTROLS = '''
import streamlit as st

live = st.components.v2.component(
    "live",
    html="<button id='live'>let go</button>",
    js="""export default ({ parentElement, setStateValue }) => {
        parentElement.querySelector("#live").onclick = () => setStateValue("position", { bits: 4, clip: 50 })
    }""",
)

def preset():
    st.session_state.p_menu, st.session_state.p_slider = "z", 8

st.title("Controls")
menu = st.selectbox("menu", ["x", "y", "z"], key="p_menu", bind="query-params")
slider = st.select_slider("slider", (8, 4, 2, 1), value=4, key="p_slider", bind="query-params")
buttons = st.segmented_control("buttons", ("u", "v"), default="u", required=True, key="p_buttons", bind="query-params")
pills = st.pills("pills", ("a", "b"), default=["a"], selection_mode="multi", key="p_pills", bind="query-params")
toggle = st.toggle("toggle", key="p_toggle", bind="query-params")
st.button("preset", key="p_preset", on_click=preset)
position = live(key="p_live", on_position_change=lambda: None).position

@st.fragment
def part():
    number = st.slider("number", 1, 10, 3, key="p_number")
    st.text(f"number {number} " + "and so on, " * 2000)

part()
more = st.expander("more", key="p_more", on_change="rerun")
choice = None
if more.open:
    with more, st.form("p_form"):
        choice = st.radio("choice", ["one", "two"], index=None, key="p_choice")
        st.form_submit_button("send")
st.text(f"{menu} {slider} {buttons} {pills} {toggle} {position} {choice}")
'''


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Return a function that serves an app, given its text, and returns the address."""
    with ExitStack() as stack:

        def start(text: str) -> str:
            script = tmp_path / "script.py"
            script.write_text(text)
            return stack.enter_context(served(script, tmp_path)).address

        yield start
