"""Home's live picture: one digit, one network, one slider. The browser only looks up what qlab measured."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
PUBLISHED = HERE.parents[2] / "assets" / "published" / "first_look.json"

_component = st.components.v2.component(
    "qlab_live_digit",
    html=(HERE / "digit.html").read_text(encoding="utf-8"),
    css=(HERE / "digit.css").read_text(encoding="utf-8"),
    js=(HERE / "digit.js").read_text(encoding="utf-8"),
)


@cache
def published() -> dict[str, Any]:
    """Return the measured first look and its receipt, as `qlab run first_look --json` wrote them."""
    first_look: dict[str, Any] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    return first_look


def live_digit() -> None:
    """Show the digit, the weights, the ten probabilities and the accuracy, all following one slider of bits."""
    _component(key="home_digit", data=published()["result"])
