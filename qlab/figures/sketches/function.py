"""Functions, drawn; where there are several lines, they are named above them."""

import plotly.graph_objects as go

from qlab.figures.sketches.frame import LEGEND, MARGIN
from qlab.figures.style import axis, faded, figure, palette
from qlab.sketches.functions import FunctionSpec
from qlab.sketches.line import Line

HIGH = 320  # pixels


def function_figure(spec: FunctionSpec, theme: str) -> go.Figure:
    """Draw the lines of a function."""
    drawn = spec.drawn
    return figure(
        theme,
        "",
        [_trace(line, theme) for line in drawn.lines],
        height=HIGH,
        margin=MARGIN,
        showlegend=len(drawn.lines) > 1,
        legend=LEGEND,
        hovermode="closest",
        xaxis=axis(theme, drawn.x, **{"nticks": 6} | dict(drawn.x_axis)),
        yaxis=axis(theme, drawn.y, nticks=5),
    )


def _trace(line: Line, theme: str) -> dict[str, object]:
    color, points = getattr(palette(theme), line.color), line.dash == "points"
    return {
        "type": "scatter", "x": list(line.x), "y": list(line.y), "name": line.name,
        "mode": "markers" if points else "lines", "marker": {"color": color, "size": 9},
        "line": {"color": color, "width": 3, "dash": "solid" if points else line.dash},
        "fill": "tozeroy" if line.filled else "none", "fillcolor": faded(color, 0.25),
        "hovertemplate": "%{y:.3g} at %{x:.3g}<extra></extra>",
    }  # fmt: skip
