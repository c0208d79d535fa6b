"""A chart to draw a prediction into, by mouse, finger or keyboard; what was measured is sent only once it is given."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.frame import notice
from qlab.course.drawn_curve import MeasuredCurve, check_drawn

HERE = Path(__file__).parent
CHART = HERE.parent / "chart.css"
TOP = 100.0  # percent

_component = st.components.v2.component(
    "qlab_draw_curve",
    html=(HERE / "draw_curve.html").read_text(encoding="utf-8"),
    css="\n".join(path.read_text(encoding="utf-8") for path in (CHART, HERE / "draw_curve.css")),
    js=(HERE / "draw_curve.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Axes:
    """The marks of the axis `across`, the name of the other one, in percent, and what a measured curve's band is."""

    places: tuple[str, ...]
    across: str
    up: str
    band: str


def draw_curve(
    key: str,
    axes: Axes,
    *,
    drawn: tuple[float, ...] | None = None,
    button: str = "",
    on_commit: Callable[[tuple[float, ...]], None] | None = None,
    measured: MeasuredCurve | None = None,
) -> None:
    """Show a chart with the curve that was `drawn`, if any. It can be changed where a `button` commits it.

    `on_commit` gets the heights that the learner has committed, checked, before the script runs again.
    """
    widget = f"{key}_chart"

    def commit() -> None:
        try:
            heights = check_drawn(st.session_state[widget].get("curve"), len(axes.places), TOP)
        except ValueError as error:
            notice(f"{error} Nothing was kept; draw it again.")
        else:
            if on_commit:
                on_commit(heights)

    curves = {"drawn": drawn, "measured": _plain(measured) if measured else None}
    _component(key=widget, data=asdict(axes) | curves | {"button": button}, on_curve_change=commit)


def _plain(curve: MeasuredCurve) -> dict[str, Any]:
    return {"mean": curve.mean, "low": curve.low, "high": curve.high}
