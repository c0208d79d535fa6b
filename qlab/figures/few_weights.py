"""A few weights and their levels, drawn as two rows with a line from each weight to its level."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.few_weights import FewWeightsResult
from qlab.figures.few_weights_findings import few_weights_finding
from qlab.figures.style import axis, figure, palette

LOW = 330  # pixels; two rows need no more


def few_weights_figure(result: FewWeightsResult, theme: str) -> go.Figure:
    """Draw the weights above, every level with its code below, and where each weight goes."""
    colors = palette(theme)
    weights = [snap.weight for snap in result.snaps]
    codes = [result.qmin + i for i in range(len(result.levels))]
    paths: list[float | None] = [x for snap in result.snaps for x in (snap.weight, snap.level, None)]
    dots: dict[str, Any] = {"type": "scatter", "mode": "markers", "showlegend": False}
    traces = [
        {
            "type": "scatter", "mode": "lines", "x": paths, "y": [1, 0, None] * len(weights), "hoverinfo": "skip",
            "showlegend": False, "line": {"color": colors.rounding, "width": 2},
        },
        dots | {
            "x": weights, "y": [1] * len(weights), "hovertemplate": "weight %{x:.3f}<extra></extra>",
            "marker": {"size": 13, "color": colors.float_network, "line": {"width": 1, "color": colors.page}},
        },
        dots | {
            "x": result.levels, "y": [0] * len(codes), "text": codes,
            "hovertemplate": "code %{text}: level %{x:.3f}<extra></extra>",
            "marker": {"size": 26, "symbol": "line-ns-open", "color": colors.quantized, "line": {"width": 3}},
        },
        dots | {"x": result.levels, "y": [-0.42] * len(codes), "mode": "text", "text": codes, "hoverinfo": "skip"},
    ]  # fmt: skip
    return figure(
        theme,
        few_weights_finding(result),
        traces,
        note="Blue: weights. Orange: levels, each with its code.",
        height=LOW,
        hovermode="closest",
        xaxis=axis(theme, "Value of a weight", zeroline=True),
        yaxis=axis(
            theme, range=[-0.65, 1.3], tickvals=[0, 1], ticktext=["Q(w)", "w"], showgrid=False, zeroline=False
        ),
    )
