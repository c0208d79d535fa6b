"""Slow motion: a weight up to one step of its training, with arrows for what the gradient asks and what is done."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.oscillation import OscillationResult
from qlab.figures.oscillation import level_layout, weight_traces
from qlab.figures.slow_motion_findings import slow_motion_finding
from qlab.figures.style import figure, palette

BESIDE = 0.8  # steps, from the weight to one arrow and on to the other


def slow_motion_figure(result: OscillationResult, step: int, theme: str) -> go.Figure:
    """Draw all steps up to `step`, a whole number from 0, and there the gradient and the move.

    Raises:
        ValueError: for an unknown theme.
    """
    now, rate, colors = result.slow_motion[step], result.runs[0].learning_rate, palette(theme)
    layout = level_layout(result, theme)
    arrows = [
        _arrow(step + BESIDE, now.code, now.code - now.gradient, colors.quantized, 1.5),
        _arrow(step + 2 * BESIDE, now.kept, now.kept - rate * now.gradient, colors.finetuned, 3.5),
    ]
    words = layout.pop("annotations")
    first, last = layout["xaxis"]["range"]
    layout["xaxis"] |= {"range": [first, last + 2]}
    return figure(
        theme,
        slow_motion_finding(result, step),
        weight_traces(result, step + 1, theme),
        note=f"Thin arrow: the way to the target (minus the gradient). Thick: the move, {rate:g} of it.",
        annotations=[*words, *(arrows if now.gradient else [])],
        **layout,
    )


def _arrow(x: float, start: float, end: float, color: str, width: float) -> dict[str, Any]:
    """Return an arrow straight up or down, in the units of the axes."""
    ends = {"x": x, "y": end, "ax": x, "ay": start, "xref": "x", "yref": "y", "axref": "x", "ayref": "y"}
    return ends | {"text": "", "showarrow": True, "arrowhead": 2, "arrowsize": 0.6, "arrowwidth": width,
                   "arrowcolor": color}  # fmt: skip
