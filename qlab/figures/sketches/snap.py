"""Snap, drawn: values above, levels below, and a line from each value to where it goes; one row below the other."""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from qlab.figures.marks import label
from qlab.figures.sketches.frame import MARGIN
from qlab.figures.style import axis, figure, palette
from qlab.sketches.snap import SnapRow, SnapSpec, snap

ABOVE, BELOW = 0.22, -0.16  # of a row
ROW, ENDS = 92, 49  # pixels


def snap_figure(spec: SnapSpec, theme: str) -> go.Figure:
    """Draw every row: rounding in one color, clipping in another and dotted."""
    above = ABOVE if spec.values else BELOW
    traces: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for place, row in enumerate(snap(spec)):
        traces += _ticks(row, place, theme)
        traces += _moves(row, spec.values, place, theme)
        words += _words(row, spec, place, theme)
    return figure(
        theme,
        "",
        traces,
        height=round(ENDS + ROW * (spec.rows + above - ABOVE)),
        showlegend=False,
        margin=MARGIN,
        xaxis=axis(theme, zeroline=False, showgrid=False, nticks=7),
        yaxis=axis(theme, visible=False, range=[0.48 - spec.rows, above + 0.44]),
        annotations=words,
    )


def _ticks(row: SnapRow, place: int, theme: str) -> Iterator[dict[str, Any]]:
    line = {"symbol": "line-ns", "size": 13, "line": {"color": palette(theme).chance, "width": 2}}
    yield _marks(row.levels, BELOW - place, line)


def _moves(row: SnapRow, values: tuple[float, ...], place: int, theme: str) -> Iterator[dict[str, Any]]:
    colors = palette(theme)
    for value, level, beyond in zip(values, row.moved, row.clipped, strict=True):
        color, dash = (colors.clipping, "dot") if beyond else (colors.rounding, "solid")
        yield {
            "type": "scatter", "mode": "lines", "x": [value, level], "y": [ABOVE - place, BELOW - place],
            "line": {"color": color, "dash": dash, "width": 2}, "hoverinfo": "skip",
        }  # fmt: skip
    yield _marks(values, ABOVE - place, {"size": 9, "color": colors.float_network})
    yield _marks(row.moved, BELOW - place, {"size": 10, "symbol": "square", "color": colors.quantized})


def _marks(x: tuple[float, ...], y: float, marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": list(x), "y": [y] * len(x), "marker": marker,
        "hovertemplate": "%{x:.3g}<extra></extra>",
    }  # fmt: skip


def _words(row: SnapRow, spec: SnapSpec, place: int, theme: str) -> Iterator[dict[str, Any]]:
    """Yield the row's name, the codes below its levels, and the mark of one step."""
    text = palette(theme).text
    side = {"xref": "x domain", "xanchor": "left", "yanchor": "bottom"}
    over = ABOVE if spec.values else BELOW
    yield label(f"<b>{row.name}</b>", text, x=0, y=over + 0.13 - place, **side)
    if "codes" in spec.marks:
        for code, level in zip(row.codes, row.levels, strict=True):
            yield label(code, text, x=level, y=BELOW - 0.14 - place, yanchor="top")
    if "step" in spec.marks:
        left, right = row.levels[len(row.levels) // 2 :][:2]
        y = BELOW + 0.2 - place
        arrow = {"showarrow": True, "arrowside": "end+start", "arrowhead": 2, "startarrowhead": 2}
        ends = {"axref": "x", "ayref": "y", "ax": left, "ay": y, "arrowwidth": 2, "arrowcolor": text}
        yield label("", text, x=right, y=y) | arrow | ends
        yield label("one step", text, x=(left + right) / 2, y=y + 0.02, yanchor="bottom")
