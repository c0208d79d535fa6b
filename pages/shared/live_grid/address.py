"""The live grid's position in the address: bits, clip and zero_point, each left out while it is the default."""

from typing import Any

import streamlit as st

from pages.shared.frame import notice
from qlab.experiments.grid import CLIPS, GridResult

NAMES = ("bits", "clip", "zero_point")
FIRST_BITS = 4


def default_position(result: GridResult) -> dict[str, Any]:
    """Return 4 bits if the family has them, the min-max range, and the zero_point that the range chooses."""
    return {
        "bits": min(result.bits, key=lambda bits: abs(bits - FIRST_BITS)),
        "clip": CLIPS,
        "zero_point": None,
    }


def read_position(result: GridResult, page: str, *, tell: bool) -> dict[str, Any]:
    """Return the position that the address asks for, checked by qlab; what it refuses stays at the default.

    With `tell` the page says what was refused. (Later a value may not fit because the family changed, which is
    no mistake.)
    """
    position = default_position(result)
    for name in NAMES:
        text = st.query_params.get(f"{page}_{name}", "")
        if not text:
            continue
        asked = position | {
            name: int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text[:40]
        }
        try:
            result.at(asked["bits"], asked["clip"], asked["zero_point"])
        except ValueError as error:
            if tell:
                notice(f"{page}_{name}: {error} This shows the default instead.")
        else:
            position = asked
    return position


def write_position(result: GridResult, page: str, position: Any) -> None:
    """Put a position that came from a browser into the address, from where it is read, and so checked."""
    default = default_position(result)
    for name in NAMES:
        value = position.get(name) if isinstance(position, dict) else None
        if value is None or value == default[name]:
            st.query_params.pop(f"{page}_{name}", None)
        else:
            st.query_params[f"{page}_{name}"] = str(value)[:40]


def preset(label: str, page: str, *, bits: int, **knobs: str) -> None:
    """Offer a button that turns the page's knobs, and the grid to `bits` over the whole range."""
    st.button(label, key=f"{page}_preset {label}", on_click=_turn, args=(page, bits, knobs), width="stretch")


def _turn(page: str, bits: int, knobs: dict[str, str]) -> None:
    for name, value in knobs.items():
        st.session_state[f"{page}_{name}"] = value
    for name in NAMES:
        st.query_params.pop(f"{page}_{name}", None)
    st.query_params[f"{page}_bits"] = str(bits)
