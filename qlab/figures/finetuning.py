"""Fine-tuning, drawn: accuracy step by step beside a float control, and what came back in the end."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.finetuning import CurvePoint, FinetuningResult, FinetuningSpec
from qlab.figures.calibration_findings import percent
from qlab.figures.finetuning_findings import arms, curve_finding, recovery_finding
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, figure, palette

LOW = 320  # pixels: four rows
QUARTERS = [0, 25, 50, 75, 100]


def curve_figure(spec: FinetuningSpec, curve: Sequence[CurvePoint], chance: float, theme: str) -> go.Figure:
    """Draw test accuracy against epochs for the quantized network and the float control, as far as they are.

    `curve` begins with step 0. The axes do not move while it grows. `chance` is the accuracy of blind guessing.
    """
    colors = palette(theme)
    epochs = [point.epoch for point in curve]
    tuned = [100 * point.accuracy for point in curve]
    line = {"type": "scatter", "x": epochs, "hovertemplate": "epoch %{x:.2f}: %{y:.1f} %"}
    traces = [
        line | {
            "y": [100 * point.control for point in curve], "mode": "lines+markers", "name": "Float control",
            "line": {"color": colors.float_network, "dash": "dot", "width": 3}, "marker": {"size": 6},
        },
        line | {
            "y": tuned, "mode": "lines+markers", "name": "Quantized, fine-tuned",
            "line": {"color": colors.finetuned, "width": 3},
        },
        line | {
            "x": epochs[:1], "y": tuned[:1], "mode": "markers", "name": "Quantized, before",
            "marker": {"color": colors.quantized, "symbol": "diamond", "size": 13},
        },
    ]  # fmt: skip
    corner: dict[str, Any] = {
        "x": 1,
        "xref": "x domain",
        "xanchor": "right",
        "y": 100 * chance,
        "yanchor": "bottom",
    }
    return figure(
        theme,
        curve_finding(spec, curve),
        traces,
        xaxis=axis(theme, "Epochs of fine-tuning", range=[-0.03 * spec.epochs, 1.03 * spec.epochs]),
        yaxis=axis(theme, "Test accuracy (%)", range=[0, 102], tickvals=QUARTERS),
        legend={
            "orientation": "h",
            "yanchor": "top",
            "y": -0.32,
            "x": 0,
            "font": {"size": 15},
        },  # on a phone, three rows
        shapes=[line_across("y", 100 * chance, colors.chance, "dash")],
        annotations=[label(f"chance {100 * chance:.0f} %", colors.chance, **corner)],
    )


def recovery_figure(result: FinetuningResult, theme: str) -> go.Figure:
    """Draw the accuracy of the four networks with their 95 % Wilson intervals."""
    colors, chance = palette(theme), 100 * result.chance
    blue, symbols = colors.float_network, ("circle", "diamond", "circle", "circle-open")
    looks = zip((blue, colors.quantized, colors.finetuned, blue), symbols, strict=True)
    traces = []
    for (name, outcome), (color, symbol) in zip(arms(result).items(), looks, strict=True):
        up, down = outcome.wilson_high - outcome.accuracy, outcome.accuracy - outcome.wilson_low
        whiskers = {
            "array": [100 * up],
            "arrayminus": [100 * down],
            "color": color,
            "thickness": 2.5,
            "width": 8,
        }
        traces.append({
            "type": "scatter", "x": [100 * outcome.accuracy], "y": [name], "text": [percent(outcome.accuracy)],
            "textposition": "top center", "mode": "markers+text", "error_x": whiskers,
            "marker": {"color": color, "symbol": symbol, "size": 9},
            "hovertemplate": f"{outcome.correct} of {outcome.n_test} right<extra></extra>",
        })  # fmt: skip
    corner: dict[str, Any] = {"x": chance, "xanchor": "left", "y": 0, "yref": "y domain", "yanchor": "bottom"}
    return figure(
        theme,
        recovery_finding(result),
        traces,
        note=f"Whiskers: 95 % intervals, {result.n_test} test samples.",
        top=12,
        height=LOW,
        showlegend=False,
        xaxis=axis(theme, "Test accuracy (%)", range=[0, 112], tickvals=QUARTERS),
        yaxis=axis(theme, range=[3.5, -0.8]),
        shapes=[line_across("x", chance, colors.chance, "dash")],
        annotations=[label(f"chance {chance:.0f} %", colors.chance, **corner)],
    )
