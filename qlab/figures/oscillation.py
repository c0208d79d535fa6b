"""Oscillation, drawn in slow motion: latent weight, gradient, thresholds and code, one step at a time."""

from math import floor
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.oscillation import OscillationResult
from qlab.figures.marks import label
from qlab.figures.oscillation_findings import oscillation_finding, pushed
from qlab.figures.style import axis, faded, figure, palette

ARROWS = {"up": "triangle-up", "down": "triangle-down", "nowhere": "circle"}


def oscillation_figure(result: OscillationResult, theme: str) -> go.Figure:
    """Draw the first steps at the first learning rate: triangles point where the gradient pushes the weight.

    Raises:
        ValueError: for an unknown theme.
    """
    moments, rate = result.slow_motion, result.runs[0].learning_rate
    return figure(
        theme,
        oscillation_finding(result),
        weight_traces(result, len(moments), theme),
        note=f"The first {len(moments)} steps, learning rate {rate:g}.",
        **level_layout(result, theme),
    )


def level_layout(result: OscillationResult, theme: str) -> dict[str, Any]:
    """Return axes over all steps of the slow motion, with the thresholds between codes and the target."""
    moments, beyond = result.slow_motion, floor(result.spec.target)
    values = [value for moment in moments for value in (moment.kept, moment.code)]
    low, high = min(floor(min(values)), beyond), max(-floor(-max(values)), beyond + 1)
    lines, words = _lines(result.spec.target, low, high, theme)
    ends = [moments[0].step - 0.5, moments[-1].step + 0.5]
    return {
        "hovermode": "x",
        "xaxis": axis(theme, "Training step", range=ends, tickformat="d", showgrid=False),
        "yaxis": axis(theme, "Weight", range=[low - 0.15, high + 0.15], tickvals=list(range(low, high + 1))),
        "shapes": lines,
        "annotations": words,
        "right": 72,
    }


def _lines(
    target: float, low: int, high: int, theme: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the thresholds between codes and the target, with the words on them, beside the figure."""
    colors = palette(theme)
    thresholds = [code + 0.5 for code in range(low, high)]
    named = dict.fromkeys(thresholds, "threshold")
    named[target] = "target,<br>threshold" if target in named else "target"
    lines = [
        {
            "type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": value, "y1": value,
            "line": {"color": color, "dash": dash, "width": width},
        }
        for value, color, dash, width in [
            *((threshold, colors.chance, "dash", 1.5) for threshold in thresholds),
            (target, colors.theory, "dot", 2),
        ]
    ]  # fmt: skip
    beside = {"xref": "paper", "xanchor": "left", "align": "left"}
    return lines, [label(name, colors.text, x=1, y=value, **beside) for value, name in named.items()]


def weight_traces(result: OscillationResult, until: int, theme: str) -> list[dict[str, Any]]:
    """Return the code and the weight as it is kept, in the first `until` steps of the slow motion."""
    moments, rate = result.slow_motion[:until], result.runs[0].learning_rate
    colors, steps = palette(theme), [moment.step for moment in moments]
    codes = {
        "type": "scatter", "x": steps, "y": [moment.code for moment in moments], "name": "Code",
        "mode": "lines+markers", "line": {"color": colors.quantized, "width": 2.5, "shape": "hvh"},
        "marker": {"symbol": "square", "size": 7}, "hovertemplate": "code %{y}<extra></extra>",
    }  # fmt: skip
    kept = {
        "type": "scatter", "x": steps, "y": [moment.kept for moment in moments], "mode": "lines+markers",
        "name": f"{'Latent weight' if result.spec.stored == 'latent' else 'Weight'}, pushed ▲ or ▼",
        "line": {"color": faded(colors.finetuned, 0.6), "width": 2},
        "marker": {
            "color": colors.finetuned, "size": 10, "symbol": [ARROWS[pushed(moment)] for moment in moments],
        },
        "text": [
            f"weight {moment.kept:.3f}, pushed {pushed(moment)} by {abs(rate * moment.gradient):.3f}"
            for moment in moments
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    return [codes, kept]
