"""A histogram with levels to drag over it, by mouse, finger or keyboard; the server hears of them when committed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from pages.shared.frame import notice, numbers
from qlab.checks import instance, within

HERE = Path(__file__).parent
CHART = HERE.parent / "chart.css"
TOOLS = HERE.parent / "live_grid" / "draw.js"  # one module in the browser: it can import nothing
BINS = 60
ROOM = 0.03  # of the axis, beyond the values

_component = st.components.v2.component(
    "qlab_draw_levels",
    html=(HERE / "draw_levels.html").read_text(encoding="utf-8"),
    css="\n".join(path.read_text(encoding="utf-8") for path in (CHART, HERE / "draw_levels.css")),
    js="\n".join(path.read_text(encoding="utf-8") for path in (TOOLS, HERE / "draw_levels.js")),
)


@dataclass(frozen=True)
class Grips:
    """What can be dragged, in whole steps.

    Attributes:
        name: of one of them, as "Level".
        start: where each stands at first.
        least, last: the first and the last step that each may take.
        ends: the values at step 0 and at step `last`.
        lines: (grip, times) for each level: it stands at `times` the value of its grip.
        percent: whether a step is a percent; values beyond the outermost levels are then clipped.
    """

    name: str
    start: tuple[int, ...]
    least: int
    last: int
    ends: tuple[float, float]
    lines: tuple[tuple[int, float], ...]
    percent: bool = False

    def value(self, step: int) -> float:
        """Return the value at a step."""
        return self.ends[0] + (self.ends[1] - self.ends[0]) * step / self.last


def draw_levels(key: str, values: np.ndarray, grips: Grips, commit: str) -> list[int] | None:
    """Show ascending `values` under levels; return the step of each grip once the button `commit` is pressed."""
    counts, edges = np.histogram(values, BINS)
    lowest, highest = _extent(values, grips)
    room = ROOM * (highest - lowest)
    sent = _component(
        key=f"{key}_chart",
        data={
            "bars": {"low": float(edges[0]), "width": float(edges[1] - edges[0]), "counts": counts.tolist()},
            "across": (lowest - room, highest + room),
            "name": grips.name,
            "steps": grips.start,
            "least": grips.least,
            "last": grips.last,
            "ends": grips.ends,
            "lines": grips.lines,
            "percent": grips.percent,
            "commit": commit,
        },
        on_levels_change=lambda: None,
    ).get("levels")
    numbers(
        lambda: [
            {"from": low, "to": high, "values": count}
            for low, high, count in zip(edges.tolist(), edges.tolist()[1:], counts.tolist(), strict=True)
        ],
        key=key,
        alt="How many values lie in each bar of the histogram.",
    )
    return None if sent is None else _checked(sent, grips)


def _extent(values: np.ndarray, grips: Grips) -> tuple[float, float]:
    reached = [times * end for end in grips.ends for _, times in grips.lines]
    return min(float(values[0]), *reached), max(float(values[-1]), *reached)


def _checked(sent: Any, grips: Grips) -> list[int] | None:
    """Return steps that came from a browser, or None, with a notice, for anything else."""
    try:
        steps: Sequence[Any] = instance("levels", sent, list, "a list")
        within("number of levels", len(steps), len(grips.start), len(grips.start))
        return [within("step", step, grips.least, grips.last) for step in steps]
    except ValueError as error:
        notice(f"{error} Nothing was kept; try again.")
        return None
