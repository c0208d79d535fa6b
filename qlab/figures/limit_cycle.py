"""Limit cycle, drawn: a loop that rounds beside the same loop in float, one time around after the other."""

import plotly.graph_objects as go

from qlab.experiments.limit_cycle import LimitCycleResult
from qlab.figures.limit_cycle_findings import limit_cycle_finding
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, figure, palette

SHOWN, SHOWN_SWINGING = 100, 40  # times around


def limit_cycle_figure(result: LimitCycleResult, theme: str) -> go.Figure:
    """Draw both loops from the largest start, and the band in which rounding to nearest can hold a value up.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, spec = palette(theme), result.spec
    until = min(SHOWN if spec.factor > 0 else SHOWN_SWINGING, spec.steps) + 1
    times = list(range(until))
    reads = "%{y:.3g} after %{x}<extra></extra>"
    paths = (
        ("in float", result.in_float, {"color": colors.float_network, "dash": "dash", "width": 2}, "linear"),
        ("rounded", result.rounded, {"color": colors.quantized, "width": 2.5}, "hv"),
    )
    traces = [
        {
            "type": "scatter", "x": times, "y": list(path[:until]), "mode": "lines", "name": name,
            "line": line | {"shape": shape}, "hovertemplate": f"{name}: {reads}",
        }
        for name, path, line, shape in paths
    ]  # fmt: skip
    band = spec.dead_band
    sides = (band,) if spec.factor > 0 else (band, -band)
    top = spec.start * 1.1
    words = label(
        "bound of theory", colors.theory, x=0.99, y=band, xref="x domain", xanchor="right", yanchor="bottom"
    )
    return figure(
        theme,
        limit_cycle_finding(result),
        traces,
        note=f"y becomes round({spec.factor:g} y), from y = {spec.start}.",
        hovermode="closest",
        xaxis=axis(theme, "Times around the loop", range=[0, until - 1]),
        yaxis=axis(theme, "y", range=[-top if spec.factor < 0 else -1, top]),
        shapes=[line_across("y", side, colors.theory, "dot", 1.5) for side in sides],
        annotations=[words],
    )
