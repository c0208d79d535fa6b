"""Where levels lie, drawn: how far each way stays below the bound, over bits."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.placement import PANTER_DITE_DB, PlacementResult
from qlab.figures.losses import BELOW
from qlab.figures.marks import label, line_across
from qlab.figures.placement_findings import placement_finding
from qlab.figures.style import axis, figure, palette

LOOKS = (
    ("uniform_db", "even steps", "quantized", "circle", "solid"),
    ("lloyd_max_db", "Lloyd-Max of a Gaussian", "rounding", "diamond", "solid"),
    ("fitted_db", "fitted to these values", "finetuned", "square", "dot"),
)
BESIDE: dict[str, Any] = {"xref": "x domain", "xanchor": "left", "yanchor": "bottom"}
USUAL = 9.0  # dB below the bound


def placement_figure(result: PlacementResult, theme: str) -> go.Figure:
    """Draw the dB that each way stays below 6.02 dB a bit; the bound itself is the top of the figure."""
    colors, bits = palette(theme), [point.bits for point in result.points]
    traces = [
        {
            "type": "scatter", "mode": "lines+markers", "x": bits, "name": words,
            "y": [point.bound_db - getattr(point, name) for point in result.points],
            "line": {"color": getattr(colors, color), "width": 3, "dash": dash},
            "marker": {"size": 10, "symbol": symbol}, "hovertemplate": "%{x} bits: %{y:.2f} dB below",
        }
        for name, words, color, symbol, dash in LOOKS
    ]  # fmt: skip
    deepest = max(USUAL, *(max(trace["y"]) + 1 for trace in traces))
    return figure(
        theme,
        placement_finding(result),
        traces,
        note=f"{result.n:,} values; higher is better. Dashed: Lloyd-Max with many levels, in theory.",
        legend=BELOW,
        shapes=[
            line_across("y", 0, colors.theory, "solid"),
            line_across("y", PANTER_DITE_DB, colors.theory, "dash", 1.5),
        ],
        annotations=[label("6.02 dB a bit: the bound for a Gaussian", colors.theory, x=0, y=0, **BESIDE)],
        xaxis=axis(theme, "Bits", tickvals=bits),
        yaxis=axis(theme, "SQNR below the bound (dB)", range=[deepest, -1.2]),
    )
