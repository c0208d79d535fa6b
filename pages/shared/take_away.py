"""What a learner may take away of one measurement: its receipt, a notebook, a place in their report."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.shared.keeping import keep, visit

if TYPE_CHECKING:  # at run time home must not pay for these
    from qlab.receipts import Receipt


def take_away(receipt: "Receipt", key: str, draw: Callable[..., Any] | None, how: Sequence[str]) -> None:
    """Offer a receipt as a file, as a notebook that repeats it, and to be kept for the learner's report.

    The notebook is made only when someone clicks.
    """

    def notebook() -> str:
        from qlab.notebook import notebook_text

        return notebook_text(receipt, draw, how)

    with st.container(horizontal=True, vertical_alignment="center"):
        text = json.dumps(asdict(receipt), indent=2)
        st.download_button("Save the receipt", text, f"{key}.json", "application/json", on_click="ignore")
        st.download_button(
            "Take it away as a notebook",
            notebook,
            f"{receipt.experiment}.ipynb",
            "application/x-ipynb+json",
            key=f"{key}_notebook",
            on_click="ignore",
        )
        _report(receipt, key, draw.__name__ if draw else "", how)


def _report(receipt: "Receipt", key: str, figure: str, how: Sequence[str]) -> None:
    """Let the learner keep a measurement, and how it was drawn; the same line is kept once."""
    item = f"{receipt.experiment}/{sha256(receipt.command.encode()).hexdigest()[:16]}"
    if visit().last("measurement", item) is not None:
        st.markdown("✓ In your report", width="content")
    elif st.button("Keep it for my report", key=f"{key}_keep"):
        from qlab.course.report_measured import kept_measurement

        keep("measurement", item, kept_measurement(receipt, figure, how), attempt=1)
        st.rerun()
