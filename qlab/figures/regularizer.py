"""Arms against overfitting, drawn: accuracy on the training and on the test samples, mean and interval over seeds."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.regularizer import RegularizerResult
from qlab.figures.regularizer_findings import reached, regularizer_finding
from qlab.figures.style import axis, figure, palette


def regularizer_figure(result: RegularizerResult, theme: str) -> go.Figure:
    """Draw a row per arm: test accuracy with the 95 % interval of its mean, and training accuracy beside it."""
    colors = palette(theme)
    tested = {arm: reached(result, arm) for arm in result.arms}
    trained = {arm: reached(result, arm, "train") for arm in result.arms}
    whiskers: dict[str, Any] = {
        "array": [high - mean for mean, _, high in tested.values()],
        "arrayminus": [mean - low for mean, low, _ in tested.values()],
        "color": colors.quantized, "thickness": 2.5, "width": 7,
    }  # fmt: skip
    rows = {"type": "scatter", "y": list(tested), "mode": "markers"}
    traces = [
        rows | {
            "x": [mean for mean, _, _ in trained.values()], "name": "on its training samples",
            "marker": {"symbol": "circle-open", "size": 11, "color": colors.chance, "line": {"width": 2}},
            "hovertemplate": "%{y}: %{x:.1f} % of the training samples<extra></extra>",
        },
        rows | {
            "x": [mean for mean, _, _ in tested.values()], "name": "on new samples", "error_x": whiskers,
            "marker": {"symbol": "circle", "size": 11, "color": colors.quantized},
            "hovertemplate": "%{y}: %{x:.1f} % of new samples<extra></extra>",
        },
    ]  # fmt: skip
    return figure(
        theme,
        regularizer_finding(result),
        traces,
        note=f"Mean of {len(result.spec.seeds)} seeds; whiskers: 95 % interval of the mean.",
        xaxis=axis(theme, "Right answers (%)"),
        yaxis=axis(theme, autorange="reversed"),
    )
