"""The live grid: one measured grid under three sliders. The browser looks up what qlab measured and draws it."""

import base64
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from pages.shared.live_grid.address import read_position, write_position
from pages.shared.live_grid.compare import TITLES
from qlab.experiments.families import zero_points
from qlab.experiments.grid import CLIPS, GridResult
from qlab.formats import FORMATS, IntFormat

HERE = Path(__file__).parent
# One module in the browser: it can import nothing, so the files are read in this order.
SCRIPTS = ("table", "draw", "values_picture", "error_picture", "readout", "live_grid")
STYLES = ("controls", "pictures", "readout")


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "qlab_live_grid",
    html=_read("live_grid.html"),
    css="\n".join(_read(f"{name}.css") for name in STYLES),
    js="\n".join(_read(f"{name}.js") for name in SCRIPTS),
)


def _packed(array: np.ndarray, kind: str) -> str:
    return base64.b64encode(array.astype(kind).tobytes()).decode("ascii")


def _format(result: GridResult, row: int) -> dict[str, Any]:
    """Describe one row of the table: its format, and where the range methods clip it."""
    number_format = FORMATS[result.spec.formats[row]]
    return {
        "name": number_format.name,
        "bits": number_format.bits,
        "levels": number_format.levels.tolist(),
        "integer": isinstance(number_format, IntFormat),
        "zero_point": int(result.sweep.zero_point[row, -1]),
        "zero_points": zero_points(number_format),
        "marks": result.methods(number_format.bits),
    }


def table(result: GridResult) -> dict[str, Any]:
    """Return what the browser draws from, as JSON can hold it: little-endian arrays in base64."""
    spec = result.spec
    columns = ("scale", "clipping", "rounding", "clipped_share", "levels_used", "sqnr_db")
    return {
        "name": f"{spec.source}/{spec.family}/{spec.n}/{spec.seed}",
        "clips": CLIPS,
        "methods": TITLES,
        "values": _packed(result.values, "<f4"),
        "power": float(np.square(result.values).mean()),
        "formats": [_format(result, row) for row in range(len(spec.formats))],
        "sweep": {name: _packed(getattr(result.sweep, name), "<f8") for name in columns},
    }


def live_grid(result: GridResult, page: str) -> dict[str, Any]:
    """Show the grid under the visitor's finger, and return qlab's own numbers where they last let go.

    While they drag, only the browser draws. The address keeps the position as `{page}_bits`, `{page}_clip` and
    `{page}_zero_point`.
    """
    key = f"{page}_live"
    position = read_position(result, page, tell=key not in st.session_state)
    data = table(result) | {"start": position}
    _component(
        key=key,
        data=data,
        on_position_change=lambda: write_position(result, page, st.session_state[key].get("position")),
    )
    return result.at(position["bits"], position["clip"], position["zero_point"])
