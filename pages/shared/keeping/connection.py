"""What the page says while it cannot reach the server. The browser says it, by itself."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_watch = st.components.v2.component(
    "qlab_connection",
    html="<div role='alert' popover='manual'><strong></strong> <span></span></div>",
    css=(HERE / "connection.css").read_text(encoding="utf-8"),
    js=(HERE / "connection.js").read_text(encoding="utf-8"),
)


def watch_connection() -> None:
    """Have the browser say when the server cannot be reached, and draw the page again once it can. From the router."""
    _watch(key="keeping_connection", on_back_change=lambda: None)
