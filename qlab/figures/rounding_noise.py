"""Rounding noise, drawn: what the model says, what a Gaussian must give, and what was measured."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.falls import DB_PER_BIT
from qlab.experiments.grid import GridResult
from qlab.experiments.rounding_noise import RoundingNoiseResult
from qlab.figures.marks import label, line_across
from qlab.figures.rounding_noise_findings import noise_finding, sqnr_finding
from qlab.figures.style import axis, figure, palette


def sqnr_figure(result: GridResult, theme: str) -> go.Figure:
    """Draw the SQNR over bits under min-max and under the clip with the least error, and a line of 6.02 dB a bit."""
    colors, bits = palette(theme), list(result.bits)
    rows = [result.methods(b) for b in bits]
    line = {"type": "scatter", "x": bits, "hovertemplate": "%{x} bits: %{y:.1f} dB"}
    start = rows[0]["minmax"]["sqnr_db"]
    traces = [
        line | {
            "y": [row["minmax"]["sqnr_db"] for row in rows], "name": "min-max", "mode": "lines+markers",
            "line": {"color": colors.quantized, "width": 3}, "marker": {"size": 9},
        },
        line | {
            "y": [row["mse"]["sqnr_db"] for row in rows], "name": "least error", "mode": "lines+markers",
            "line": {"color": colors.rounding, "width": 3}, "marker": {"size": 9, "symbol": "diamond"},
        },
        line | {
            "y": [start + DB_PER_BIT * (b - bits[0]) for b in bits], "name": "6.02 dB a bit", "mode": "lines",
            "line": {"color": colors.theory, "width": 2, "dash": "dash"},
        },
    ]  # fmt: skip
    return figure(
        theme,
        sqnr_finding(result),
        traces,
        xaxis=axis(theme, "Bits", tickvals=bits),
        yaxis=axis(theme, "SQNR (dB)"),
    )


def noise_figure(result: RoundingNoiseResult, theme: str) -> go.Figure:
    """Draw the error's power over the model's, and its correlation with the value, over the step."""
    colors, steps = palette(theme), [point.step for point in result.points]
    looks = (
        ("power", "power", "circle", colors.quantized),
        ("correlation", "correlation with the value", "diamond", colors.other),
    )
    traces: list[dict[str, Any]] = []
    for name, words, symbol, color in looks:
        traces.append({
            "type": "scatter", "x": steps, "y": [getattr(point, name) for point in result.points], "name": words,
            "mode": "markers", "marker": {"size": 11, "symbol": symbol, "color": color},
            "hovertemplate": f"step %{{x:g}} sigma: {name} %{{y:.3f}}",
        })  # fmt: skip
        traces.append({
            "type": "scatter", "x": steps, "y": [getattr(point, f"gaussian_{name}") for point in result.points],
            "mode": "lines", "line": {"color": color, "width": 2}, "hoverinfo": "skip", "showlegend": False,
        })  # fmt: skip
    tallest = max(1.0, *(point.power for point in result.points))
    place: dict[str, Any] = {"x": 1, "xref": "x domain", "xanchor": "right", "yanchor": "bottom"}
    return figure(
        theme,
        noise_finding(result),
        traces,
        note="Dashed: the model. Lines: a Gaussian, in closed form.",
        xaxis=axis(theme, "Step (in sigma)"),
        yaxis=axis(theme, "Power, correlation", range=[-1.15, tallest + 0.25]),
        shapes=[line_across("y", height, colors.theory, "dash", 1.5) for height in (0, 1)],
        annotations=[
            label(words, colors.theory, y=height, **place)
            for height, words in ((1, "model: step²/12"), (0, "model: no correlation"))
        ],
    )
