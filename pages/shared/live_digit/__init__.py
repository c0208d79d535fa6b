"""Home's live picture: one digit, one network, one slider. The browser only looks up what qlab measured."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.frame import numbers, receipt
from qlab.receipts import Receipt

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


def rows() -> list[dict[str, Any]]:
    """Return what the slider passes through: levels, accuracy, and the answers to the digits 0 to 9."""
    return [
        {
            "bits": look["bits"] or "float",
            "different weights": look["levels"],
            "accuracy": look["outcome"]["accuracy"],
            "answers to 0..9": " ".join(str(row.index(max(row))) for row in look["probabilities"]),
        }
        for look in published()["result"]["looks"]
    ]


def live_digit() -> None:
    """Show the digit, the weights, the ten probabilities and the accuracy, all following one slider of bits."""
    _component(key="home_digit", data=published()["result"])
    numbers(
        rows,
        key="home_digit",
        alt="Accuracy over the test set, and answers to ten digits, for fewer and fewer bits",
    )
    receipt(Receipt(**published()["receipt"]))
