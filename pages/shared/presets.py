"""Presets: buttons that each turn some knobs of a page, and all others back to their default."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import streamlit as st


def presets(page: str, default: Any, offered: Mapping[str, Mapping[str, Any]]) -> None:
    """Offer a button for each label. Knobs are named as in `Controls`; `default` is the spec that they start from.

    Presets do not change with the knobs: draw them outside the page's fragment, and a knob need not draw them again.
    """
    with st.grid("auto", min_column_width=160):
        for label, values in offered.items():
            key = f"{page}_preset {label}"
            st.button(label, key=key, on_click=_turn, args=(page, default, values), width="stretch")


def _turn(page: str, default: Any, values: Mapping[str, Any]) -> None:
    start = {knob.name: getattr(default, knob.name) for knob in fields(default)}
    for name, value in (start | dict(values)).items():
        st.session_state[f"{page}_{name}"] = list(value) if isinstance(value, tuple) else value
