"""Shared scales, drawn: a frame around the weights that share one, or the weights in a row on their levels."""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from qlab.figures.marks import label
from qlab.figures.sketches.frame import MARGIN
from qlab.figures.style import axis, figure, palette
from qlab.sketches.shared_scales import Panel, SharedScalesSpec, shared_scales

PANEL = 150  # pixels


def shared_scales_figure(spec: SharedScalesSpec, theme: str) -> go.Figure:
    """Draw a panel for each granularity, one below the other."""
    panels, on_levels = shared_scales(spec), bool(spec.format)
    traces: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    layout: dict[str, Any] = {}
    for place, panel in enumerate(panels):
        n, top = str(place + 1) if place else "", 1 - place / len(panels)
        bottom, ceiling = top - 0.9 / len(panels), top - 0.2 / len(panels)
        side = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        words.append(label(_name(panel), palette(theme).text, x=0, y=ceiling, **side))
        upside = {} if on_levels else {"autorange": "reversed"}
        layout |= {
            f"xaxis{n}": axis(theme, visible=False, anchor=f"y{n}"),
            f"yaxis{n}": axis(
                theme, visible=on_levels, domain=[bottom, ceiling], anchor=f"x{n}", nticks=4, **upside
            ),
        }
        traces += _on_levels(panel, n, theme) if on_levels else _cells(panel, n, theme)
        shapes += [] if on_levels else _frames(panel, n, theme)
    return figure(
        theme,
        "",
        traces,
        height=PANEL * len(panels),
        margin=MARGIN | {"t": 0},
        showlegend=False,
        hovermode=False,
        annotations=words,
        shapes=shapes,
        **layout,
    )


def _name(panel: Panel) -> str:
    count = len(panel.blocks)
    return f"<b>{panel.name}</b>: {count} {'scale' if count == 1 else 'scales'}"


def _cells(panel: Panel, n: str, theme: str) -> Iterator[dict[str, Any]]:
    colors = palette(theme)
    yield {
        "type": "heatmap", "z": abs(panel.values).tolist(), "xaxis": f"x{n}", "yaxis": f"y{n}", "showscale": False,
        "colorscale": [[0, colors.page], [1, colors.float_network]], "xgap": 2, "ygap": 2,
    }  # fmt: skip


def _frames(panel: Panel, n: str, theme: str) -> Iterator[dict[str, Any]]:
    for first_row, last_row, first_column, last_column in panel.blocks:
        yield {
            "type": "rect", "xref": f"x{n}", "yref": f"y{n}",
            "x0": first_column - 0.45, "x1": last_column + 0.45, "y0": first_row - 0.42, "y1": last_row + 0.42,
            "line": {"color": palette(theme).quantized, "width": 3},
        }  # fmt: skip


def _on_levels(panel: Panel, n: str, theme: str) -> Iterator[dict[str, Any]]:
    """Yield the levels that each weight may go to, the weights, and the levels that they go to."""
    colors, places = palette(theme), list(range(panel.values.size))
    marks = {"type": "scatter", "mode": "markers", "xaxis": f"x{n}", "yaxis": f"y{n}"}
    ticks = {"symbol": "line-ew", "size": 9, "line": {"color": colors.chance, "width": 1.5}}
    levels = panel.levels.flatten().tolist()
    yield marks | {"x": places * len(panel.levels), "y": levels, "marker": ticks}
    yield marks | {
        "x": places, "y": panel.values.flatten().tolist(), "marker": {"size": 7, "color": colors.float_network}
    }  # fmt: skip
    ring = {"size": 8, "symbol": "square-open", "color": colors.quantized, "line": {"width": 2}}
    yield marks | {"x": places, "y": panel.moved.tolist(), "marker": ring}
