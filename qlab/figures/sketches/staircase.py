"""Staircase, drawn: the output over the input; and below it the error, or the slope."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from qlab.figures.sketches.frame import LEGEND, MARGIN
from qlab.figures.style import axis, figure, palette
from qlab.sketches.staircase import DRAWS, Staircase, StaircaseSpec, staircase

ONE, TWO = 320, 420  # pixels, for one panel and for two


def staircase_figure(spec: StaircaseSpec, theme: str) -> go.Figure:
    """Draw the output over the input, beside the line on which nothing is changed."""
    stairs, two = staircase(spec), spec.below != "nothing"
    below = {"nothing": _nothing, "error": _error, "slope": _slope}[spec.below]
    layout: dict[str, Any] = {"yaxis": axis(theme, "Out", domain=[0.47, 1] if two else [0, 1], nticks=5)}
    if two:
        layout["yaxis2"] = axis(theme, spec.below.capitalize(), domain=[0, 0.33], anchor="x", nticks=4)
    return figure(
        theme,
        "",
        [*_stairs(stairs, theme), *below(stairs, theme)],
        height=TWO if two else ONE,
        margin=MARGIN,
        legend=LEGEND,
        hovermode=False,
        xaxis=axis(theme, "In", anchor="y2" if two else "y"),
        **layout,
    )


def _line(x: Any, y: Any, name: str, color: str, dash: str = "solid", width: float = 3) -> dict[str, Any]:
    line = {"color": color, "dash": dash, "width": width}
    return {"type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "name": name, "line": line}


def _stairs(stairs: Staircase, theme: str) -> list[dict[str, Any]]:
    colors = palette(theme)
    same = _line(stairs.x, stairs.x, "unchanged", colors.theory, "dash", 1.5)
    out = _line(stairs.x, stairs.out, "quantized", colors.quantized)
    if stairs.mean is None:
        return [same, out]
    dots = {"mode": "markers", "name": "one draw", "marker": {"color": colors.quantized, "size": 4}}
    return [
        same,
        out | dots,
        _line(stairs.x, stairs.mean, f"mean of {DRAWS} draws", colors.finetuned, "dashdot"),
    ]


def _nothing(stairs: Staircase, theme: str) -> list[dict[str, Any]]:
    return []


def _error(stairs: Staircase, theme: str) -> list[dict[str, Any]]:
    """Return the error within the levels, and beyond them."""
    colors, error = palette(theme), stairs.out - stairs.x
    parts = (
        ("rounding error", ~stairs.beyond, colors.rounding, "solid"),
        ("clipping error", stairs.beyond, colors.clipping, "dot"),
    )
    return [
        _line(stairs.x, np.where(here, error, np.nan), name, color, dash) | {"yaxis": "y2"}
        for name, here, color, dash in parts
        if here.any()
    ]


def _slope(stairs: Staircase, theme: str) -> list[dict[str, Any]]:
    """Return the slope that the staircase has where it has one, and the one that training takes."""
    colors, flat = palette(theme), stairs.out[1:] == stairs.out[:-1]
    its = _line(stairs.x[1:], np.where(flat, 0.0, np.nan), "its slope", colors.quantized)
    taken = np.where(stairs.beyond[1:], 0.0, 1.0)
    return [
        its | {"yaxis": "y2", "showlegend": False},
        _line(stairs.x[1:], taken, "slope in training", colors.finetuned, "dash") | {"yaxis": "y2"},
    ]
