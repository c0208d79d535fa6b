"""The learner without a browser says what a real Chromium says, and sees what it sees."""

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.driver.page_state import PageState
from benchmarks.driver.visit import visit
from tests.benchmarks.conftest import CONTROLS, Serve
from tests.browser.app import chromium, chromium_path, settle

QUERY = "p_slider=2&p_buttons=v"
SEND = "FormSubmitter:p_form-send"
MOVES: list[tuple[str, Any]] = [
    ("p_number", 4),
    ("p_buttons", "u"),
    ("p_number", 5),
    ("p_menu", "y"),
    ("p_pills", ["a", "b"]),
    ("p_toggle", True),
    ("p_live", {"position": {"bits": 4, "clip": 50}}),
    ("p_preset", None),
    ("p_slider", "4"),
    ("p_more", True),
    (SEND, None),
]

pytestmark = pytest.mark.skipif(chromium_path() is None, reason="needs Chromium on PATH")


def meaning(message: BackMsg) -> dict[str, Any]:
    """Return what a message asks for, whatever the order in which it says so."""
    asked = message.rerun_script
    return {
        "query": parse_qs(asked.query_string),
        "widgets": sorted(
            widget.SerializeToString(deterministic=True) for widget in asked.widget_states.widgets
        ),
        "page": asked.page_script_hash,
        "fragment": asked.fragment_id,
        "remembered": sorted(asked.cached_message_hashes),
    }


def text_of_learner(page: PageState) -> str:
    return str([element.text.body for element in page.elements if element.HasField("text")][-1])


def by_learner(address: str, said: list[BackMsg]) -> Iterator[str]:
    async def visited() -> list[str]:
        async with visit(address, query=QUERY) as learner:
            await learner.arrive()
            seen = [text_of_learner(learner.page)]
            for key, value in MOVES:
                if key == SEND:
                    learner.page.touch("p_choice", "two")
                await learner.turn(key, value)
                seen.append(text_of_learner(learner.page))
            return seen

    yield from asyncio.run(visited())


def turn(page: Page, key: str) -> None:
    """Make the same move with mouse and keyboard."""
    sliders = page.get_by_role("slider")
    if key in ("p_number", "p_slider"):
        sliders.nth(("p_slider", "p_number").index(key)).focus()
        page.keyboard.press({"p_number": "ArrowRight", "p_slider": "ArrowRight"}[key])
    elif key == "p_menu":
        page.get_by_role("combobox").click()
        page.get_by_role("option", name="y").click()
    elif key == "p_more":
        page.get_by_text("more").click()
    elif key == SEND:
        page.get_by_test_id("stRadio").get_by_role("radio").last.check(force=True)
        page.get_by_role("button", name="send").click()
    elif key == "p_toggle":
        page.get_by_test_id("stCheckbox").locator("label").click()
    else:
        names = {"p_buttons": "u", "p_pills": "b", "p_live": "let go", "p_preset": "preset"}
        role = "radio" if key == "p_buttons" else "button"
        page.get_by_role(role, name=names[key], exact=True).click()


def by_chromium(address: str, said: list[BackMsg]) -> Iterator[str]:
    with chromium() as browser:
        page = browser.new_page()
        page.on(
            "websocket",
            lambda socket: socket.on("framesent", lambda sent: said.append(BackMsg.FromString(sent))),
        )
        page.goto(f"{address}/?{QUERY}")
        settle(page)
        yield page.get_by_test_id("stText").last.inner_text()
        for count, (key, _) in enumerate(MOVES, start=2):
            turn(page, key)
            while len(said) < count:
                page.wait_for_timeout(20)
            settle(page)
            yield page.get_by_test_id("stText").last.inner_text()


def test_a_learner_says_and_sees_what_chromium_does(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    address = serve(CONTROLS)
    theirs: list[BackMsg] = []
    seen_there = list(by_chromium(address, theirs))
    ours: list[BackMsg] = []
    request = PageState.request

    def note(page: PageState, *arguments: Any, **how: Any) -> BackMsg:
        ours.append(request(page, *arguments, **how))
        return ours[-1]

    monkeypatch.setattr(PageState, "request", note)
    seen_here = list(by_learner(address, ours))
    assert seen_here == seen_there
    assert [meaning(message) for message in ours] == [meaning(message) for message in theirs]
    assert any(message.rerun_script.fragment_id for message in ours)
    assert any(message.rerun_script.cached_message_hashes for message in ours)
