"""Boundaries in the plane, drawn: the float network's line, its quantized copy's, and the points between them."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go

from qlab.experiments.boundary import BoundaryResult
from qlab.experiments.plane import REACH, SIDE, Decisions
from qlab.figures.boundary_findings import boundary_finding
from qlab.figures.style import Palette, axis, faded, figure, palette
from qlab.figures.words import bits_word

HEIGHT = 600
BELOW = {"orientation": "h", "yref": "container", "yanchor": "bottom", "y": 0, "x": 0, "font": {"size": 15}}
MARKERS = (("circle", 5), ("triangle-up", 7))  # one for each class, which look equally large
SHADE = 0.28  # opacity
MANY = 200  # points; with fewer, each may be larger


def boundary_figure(result: BoundaryResult, theme: str) -> go.Figure:
    """Draw both boundaries and the test points.

    Raises:
        ValueError: for an unknown theme.
    """
    return decisions_figure(result.decisions, theme)


def decisions_figure(seen: Decisions, theme: str) -> go.Figure:
    """Draw both boundaries, the part of the square between them, and the points; a ring is around each that flipped.

    Raises:
        ValueError: for an unknown theme.
    """
    colors = palette(theme)
    ends = {"range": [-REACH, REACH], "zeroline": False, "nticks": 6, "constrain": "domain"}
    return figure(
        theme,
        boundary_finding(seen),
        [_changed(seen, colors), *_lines(seen, colors), *_points(seen, colors)],
        note="Shaded: where the answer is another one.",
        height=HEIGHT,
        hovermode="closest",
        legend=BELOW,
        xaxis=axis(theme, "First input", **ends),
        yaxis=axis(theme, "Second input", scaleanchor="x", **ends),
    )


def _changed(seen: Decisions, colors: Palette) -> dict[str, Any]:
    return _square() | {
        "type": "heatmap",
        "z": seen.changed.astype(np.uint8),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, faded(colors.quantized, 0)], [1, faded(colors.quantized, SHADE)]],
        "showscale": False,
    }


def _lines(seen: Decisions, colors: Palette) -> Iterator[dict[str, Any]]:
    """Yield the boundaries: where the margin is 0. One that lies nowhere in the square is only in the legend."""
    for name, field, color, dash, width in (
        ("boundary in float", seen.float_field, colors.float_network, "solid", 4),
        (f"with {bits_word(seen.bits)}", seen.field, colors.quantized, "dash", 3),
    ):
        yield _square() | {
            "type": "contour",
            "z": field,
            "name": name,
            "contours": {"start": 0, "end": 0, "size": 1, "coloring": "none"},
            "line": {"color": color, "dash": dash, "width": width, "smoothing": 0},
            "autocontour": False,
            "showscale": False,
            "showlegend": True,
        }


def _square() -> dict[str, Any]:
    step = 2 * REACH / (SIDE - 1)
    return {"x0": -REACH, "dx": step, "y0": -REACH, "dy": step, "hoverinfo": "skip"}


def _points(seen: Decisions, colors: Palette) -> Iterator[dict[str, Any]]:
    larger = 1 if len(seen.labels) > MANY else 2
    for label, (symbol, size) in enumerate(MARKERS):
        yield _dots(seen, seen.labels == label) | {
            "name": f"class {label}",
            "marker": {"symbol": symbol, "size": larger * size, "color": faded(colors.text, 0.6)},
        }
    ring = {"symbol": "circle-open", "size": larger * 12, "color": colors.other, "line": {"width": 2.5}}
    yield _dots(seen, seen.flipped) | {"name": "flipped", "marker": ring, "hoverinfo": "skip"}


def _dots(seen: Decisions, which: np.ndarray) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": seen.points[which, 0],
        "y": seen.points[which, 1],
        "mode": "markers",
        "customdata": np.column_stack([seen.float_margins[which], seen.margins[which]]).astype(np.float32),
        "hovertemplate": "margin in float %{customdata[0]:.2f}<br>quantized %{customdata[1]:.2f}<extra></extra>",
    }
