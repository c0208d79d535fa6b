"""The guard on the socket, against a real server: one visitor cannot empty the caches of all."""

import textwrap
from pathlib import Path
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from pages.shared.server import ALLOWED, HEADERS, inline_scripts, wanted
from tests.browser.app import served

PAGE = """
    import uuid
    import streamlit as st

    @st.cache_data
    def made_once():
        return uuid.uuid4().hex

    st.text(made_once())
"""
APP = """
    import streamlit as st
    from starlette.middleware import Middleware
    from pages.shared.server import SecurityHeaders, SocketGuard

    app = st.App("page.py", middleware=[{middleware}])
"""


def serve(folder: Path, middleware: str) -> Path:
    """Write a small app whose page shows a value from the cache that all visitors share."""
    (folder / "page.py").write_text(textwrap.dedent(PAGE))
    app = folder / "app.py"
    app.write_text(textwrap.dedent(APP).format(middleware=middleware))
    return app


def visitor(address: str) -> ClientConnection:
    """Connect as a browser does."""
    return connect(
        f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"], open_timeout=10
    )


def run_page(socket: ClientConnection) -> str:
    """Run the page and return the text that it shows."""
    socket.send(BackMsg(rerun_script={}).SerializeToString())
    text = ""
    while True:
        message = ForwardMsg.FromString(socket.recv(timeout=20))
        if message.WhichOneof("type") == "delta":
            text = message.delta.new_element.text.body or text
        if message.WhichOneof("type") == "script_finished" and text:
            return text


@pytest.mark.parametrize(
    ("middleware", "kept"), [("Middleware(SocketGuard)", True), ("", False)], ids=["guarded", "unguarded"]
)
def test_a_stranger_cannot_clear_the_caches(tmp_path: Path, middleware: str, kept: bool) -> None:
    app = serve(tmp_path, middleware)
    with served(tmp_path / "log", str(app)) as address, visitor(address) as one, visitor(address) as stranger:
        before = run_page(one)
        assert run_page(stranger) == before
        stranger.send(BackMsg(clear_cache=True).SerializeToString())
        run_page(stranger)  # messages are handled in order: after this one the other has been
        assert (run_page(one) == before) is kept


def test_every_answer_carries_the_headers(tmp_path: Path) -> None:
    app = serve(tmp_path, "Middleware(SecurityHeaders)")
    with served(tmp_path / "log", str(app)) as address:
        for path in ("/", "/_stcore/health", "/nowhere/"):
            with urlopen(f"{address}{path}", timeout=10) as answer:
                assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def frame(**kind: object) -> dict[str, object]:
    """Return what the server hands on for one binary frame."""
    return {"type": "websocket.receive", "bytes": BackMsg(**kind).SerializeToString()}


def test_what_a_page_sends_is_wanted() -> None:
    for kind in ALLOWED:
        message = BackMsg()
        field = BackMsg.DESCRIPTOR.fields_by_name[kind]
        if field.message_type:
            getattr(message, kind).SetInParent()
        else:
            setattr(message, kind, True)
        assert wanted({"type": "websocket.receive", "bytes": message.SerializeToString()})


@pytest.mark.parametrize(
    "kind", ["clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime"]
)
def test_what_no_page_sends_is_not_wanted(kind: str) -> None:
    assert not wanted(frame(**{kind: True}))


@pytest.mark.parametrize(
    "message",
    [
        {"type": "websocket.connect"},
        {"type": "websocket.disconnect", "code": 1001},
        {"type": "websocket.receive", "bytes": None, "text": "words"},
        {"type": "websocket.receive", "bytes": b"\xff\xff\xff"},
    ],
    ids=["connect", "disconnect", "text", "garbage"],
)
def test_what_is_no_message_is_left_to_streamlit(message: dict[str, object]) -> None:
    assert wanted(message)


def test_the_policy_names_the_script_in_streamlits_page() -> None:
    assert inline_scripts().startswith("'sha256-")
