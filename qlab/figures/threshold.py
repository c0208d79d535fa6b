"""Cliff or slope: what is left of accuracy as the noise in the logits grows, and how wide the fall is."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.cliff_in_db import CliffInDbResult
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, faded, figure, palette
from qlab.figures.threshold_findings import BOTTOM, TOP, edges, threshold_finding

QUIETEST, NOISIEST = 42, -4  # dB; the same for every network, or widths could not be compared by eye


def threshold_figure(result: CliffInDbResult, theme: str) -> go.Figure:
    """Draw every point as accuracy kept against SQNR; a band from where TOP is kept to where BOTTOM is."""
    colors = palette(theme)
    shown = [point for point in result.points if NOISIEST <= point.sqnr_db <= QUIETEST]
    lines = [line_across("y", 100 * share, colors.chance, "dash", 1.5) for share in (TOP, BOTTOM)]
    return figure(
        theme,
        threshold_finding(result),
        [
            {
                "type": "scatter",
                "mode": "markers",
                "x": [point.sqnr_db for point in shown],
                "y": [100 * point.kept for point in shown],
                "text": [f"seed {p.seed}, units {p.units}, {p.granularity}, {p.bits} bits" for p in shown],
                "hovertemplate": "%{text}<br>%{x:.1f} dB, keeps %{y:.0f} %<extra></extra>",
                "marker": {"color": faded(colors.quantized, 0.75), "size": 7},
            }
        ],
        note=f"Dashed: {100 * TOP:.0f} % and {100 * BOTTOM:.0f} % are left. {result.n_test} test samples.",
        hovermode="closest",
        showlegend=False,
        shapes=lines + _band(result, faded(colors.other, 0.25)),
        annotations=_width(result, colors.text),
        xaxis=axis(theme, "SQNR (dB, noisier to the right)", range=[QUIETEST, NOISIEST]),
        yaxis=axis(theme, "Accuracy kept (%)", range=[-8, 118], tickvals=[0, 50, 90, 100]),
    )


def _band(result: CliffInDbResult, color: str) -> list[dict[str, Any]]:
    found = edges(result)
    if not found:
        return []
    across = {"xref": "x", "x0": found[0], "x1": found[1], "yref": "y domain", "y0": 0, "y1": 1}
    return [{"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": color, **across}]


def _width(result: CliffInDbResult, color: str) -> list[dict[str, Any]]:
    found = edges(result)
    return [label(f"{found[0] - found[1]:.1f} dB", color, x=sum(found) / 2, y=111)] if found else []
