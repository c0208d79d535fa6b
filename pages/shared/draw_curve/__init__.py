"""A chart to draw a prediction into, by mouse, finger or keyboard; what was measured is sent only after the commit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.frame import notice
from qlab.course.drawn_curve import MeasuredCurve, check_drawn

HERE = Path(__file__).parent
TOP = 100.0  # percent

_component = st.components.v2.component(
    "qlab_draw_curve",
    html=(HERE / "draw_curve.html").read_text(encoding="utf-8"),
    css=(HERE / "draw_curve.css").read_text(encoding="utf-8"),
    js=(HERE / "draw_curve.js").read_text(encoding="utf-8"),
)


def draw_curve(
    key: str,
    *,
    places: tuple[str, ...],
    across: str,
    up: str,
    band: str,
    drawn: tuple[float, ...] | None,
    reveal: Callable[[], MeasuredCurve],
    on_commit: Callable[[tuple[float, ...]], None],
) -> None:
    """Show the empty chart; once something is `drawn`, show that with the measured curve over it.

    `places` are the marks of the axis `across`, and `up` names the other one, in percent; `band` says what the
    measured curve's band is. `on_commit` gets the heights
    that the learner has committed, checked, before the script runs again.
    """
    widget = f"{key}_chart"

    def commit() -> None:
        try:
            heights = check_drawn(st.session_state[widget].get("curve"), len(places), TOP)
        except ValueError as error:
            notice(f"{error} Nothing was kept; draw it again.")
        else:
            on_commit(heights)

    _component(
        key=widget,
        data={
            "places": places,
            "across": across,
            "up": up,
            "band": band,
            "drawn": drawn,
            "measured": _plain(reveal()) if drawn else None,
        },
        on_curve_change=commit,
    )


def _plain(curve: MeasuredCurve) -> dict[str, Any]:
    return {"mean": curve.mean, "low": curve.low, "high": curve.high}
