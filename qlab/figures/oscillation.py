"""Oscillation, drawn in slow motion: latent weight, gradient, thresholds and code, one step at a time."""

from math import floor
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.oscillation import Moment, OscillationResult
from qlab.figures.marks import label
from qlab.figures.oscillation_findings import oscillation_finding, pushed
from qlab.figures.style import axis, faded, figure, palette

ARROWS = {"up": "triangle-up", "down": "triangle-down", "nowhere": "circle"}


def oscillation_figure(result: OscillationResult, theme: str) -> go.Figure:
    """Draw the first steps at the first learning rate: triangles point where the gradient pushes the latent weight.

    Raises:
        ValueError: for an unknown theme.
    """
    moments = result.slow_motion
    low = floor(min(min(moment.latent, moment.code) for moment in moments))
    high = -floor(-max(max(moment.latent, moment.code) for moment in moments))
    low, high = min(low, floor(result.spec.target)), max(high, floor(result.spec.target) + 1)
    first, last = moments[0].step, moments[-1].step
    rate = result.runs[0].learning_rate
    lines, words = _lines(result.spec.target, low, high, theme)
    return figure(
        theme,
        oscillation_finding(result),
        _traces(moments, rate, theme),
        note=f"The first {len(moments)} steps, learning rate {rate:g}.",
        hovermode="x",
        xaxis=axis(theme, "Training step", range=[first - 0.5, last + 0.5], tickformat="d", showgrid=False),
        yaxis=axis(theme, "Weight", range=[low - 0.15, high + 0.15], tickvals=list(range(low, high + 1))),
        shapes=lines,
        annotations=words,
        right=72,
    )


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


def _traces(moments: tuple[Moment, ...], rate: float, theme: str) -> list[dict[str, Any]]:
    colors, steps = palette(theme), [moment.step for moment in moments]
    codes = {
        "type": "scatter", "x": steps, "y": [moment.code for moment in moments], "name": "Code",
        "mode": "lines+markers", "line": {"color": colors.quantized, "width": 2.5, "shape": "hvh"},
        "marker": {"symbol": "square", "size": 7}, "hovertemplate": "code %{y}<extra></extra>",
    }  # fmt: skip
    latents = {
        "type": "scatter", "x": steps, "y": [moment.latent for moment in moments], "mode": "lines+markers",
        "name": "Latent weight, pushed ▲ or ▼",
        "line": {"color": faded(colors.finetuned, 0.6), "width": 2},
        "marker": {
            "color": colors.finetuned, "size": 10, "symbol": [ARROWS[pushed(moment)] for moment in moments],
        },
        "text": [
            f"latent {moment.latent:.3f}, pushed {pushed(moment)} by {abs(rate * moment.gradient):.3f}"
            for moment in moments
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    return [codes, latents]
