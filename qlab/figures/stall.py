"""Stall, drawn: the weight against training steps, one line a learning rate, and the target that it should reach."""

from itertools import cycle

import plotly.graph_objects as go

from qlab.experiments.stall import TARGET, StallResult
from qlab.figures.marks import label, line_across
from qlab.figures.stall_findings import stall_finding
from qlab.figures.style import axis, figure, palette

DASHES = ("solid", "dash", "dashdot", "dot")
BOTTOM, TOP = -0.05, 1.1


def stall_figure(result: StallResult, theme: str) -> go.Figure:
    """Draw the weight step by step, as far as anything moves; of several draws the first.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, spec = palette(theme), result.spec
    until = min(spec.steps, 5 + round(1.2 * max(path.last_change for path in result.paths)))
    traces = [
        {
            "type": "scatter", "x": list(range(until + 1)), "y": list(path.weights[: until + 1]), "mode": "lines",
            "name": f"{path.learning_rate:g}",
            "line": {"color": colors.quantized, "dash": dash, "width": 2.5, "shape": "hv"},
            "hovertemplate": f"learning rate {path.learning_rate:g}<br>step %{{x}}: %{{y:.4g}}<extra></extra>",
        }
        for path, dash in zip(result.paths, cycle(DASHES), strict=False)
    ]  # fmt: skip
    place = {"xref": "x domain", "xanchor": "left", "yanchor": "bottom"}
    return figure(
        theme,
        stall_finding(result),
        traces,
        note=f"One line a learning rate. Levels are 1/{spec.levels} apart.",
        hovermode="closest",
        xaxis=axis(theme, "Training steps", range=[0, until]),
        yaxis=axis(theme, "Weight", range=[BOTTOM, TOP]),
        shapes=[line_across("y", TARGET, colors.theory, "dash", 1.5)],
        annotations=[label("target", colors.theory, x=0.02, y=TARGET, **place)],
    )
