"""One layer's weights, drawn: before and after on one axis, and how far each output channel reaches."""

import numpy as np
import plotly.graph_objects as go

from qlab.experiments.weights import WeightsResult
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, figure, palette
from qlab.figures.weights_findings import channels_finding, reach, weights_finding

MARKED = 33  # levels; more would be a gray wall


def weights_figure(result: WeightsResult, theme: str) -> go.Figure:
    """Draw the float histogram over the quantized one; thin lines mark the levels, if they are few.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, centers = palette(theme), (result.edges[:-1] + result.edges[1:]) / 2
    after = (result.levels, result.level_count)
    if len(result.levels) > len(centers):
        after = (centers, result.quantized_count)
    panels = (
        ("", "float32", centers, result.float_count, colors.float_network),
        ("2", result.spec.format, *after, colors.quantized),
    )
    bars = [
        {
            "type": "bar", "x": x, "y": y, "xaxis": f"x{n}", "yaxis": f"y{n}",
            "width": float(result.edges[1] - result.edges[0]), "marker": {"color": color, "line": {"width": 0}},
            "hovertemplate": "%{y} weights at %{x:.3g}<extra></extra>",
        }
        for n, _, x, y, color in panels
    ]  # fmt: skip
    corner = {"xanchor": "left", "yanchor": "top", "bgcolor": colors.page}
    names = [
        label(f"<b>{name}</b>", color, x=0.01, y=0.98, xref=f"x{n} domain", yref=f"y{n} domain", **corner)
        for n, name, _, _, color in panels
    ]
    marked = result.levels if len(result.levels) <= MARKED else result.levels[:0]
    through = {"yref": "paper", "layer": "below"}
    return figure(
        theme,
        weights_finding(result),
        bars,
        note="Gray lines: the levels." if len(marked) else "",
        showlegend=False,
        bargap=0,
        xaxis=axis(theme, matches="x2", showticklabels=False, anchor="y"),
        xaxis2=axis(theme, "Value of a weight", anchor="y2"),
        yaxis=axis(theme, "Weights", nticks=4, domain=[0.53, 1]),
        yaxis2=axis(theme, "Weights", nticks=4, domain=[0, 0.47], anchor="x2"),
        annotations=names,
        shapes=[line_across("x", level, colors.chance, "solid", 1) | through for level in marked],
    )


def channels_figure(result: WeightsResult, theme: str) -> go.Figure:
    """Draw every output channel's float range, widest first, between the outermost levels of a shared scale.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, order = palette(theme), np.argsort(-reach(result), kind="stable")
    low, high = result.channel_low[order], result.channel_high[order]
    bars = {
        "type": "bar", "x": np.arange(1, len(order) + 1), "y": high - low, "base": low,
        "marker": {"color": colors.float_network, "line": {"width": 0}},
        "customdata": np.stack([order, low, high], axis=1),
        "hovertemplate": "channel %{customdata[0]}: %{customdata[1]:.3g} to %{customdata[2]:.3g}<extra></extra>",
    }  # fmt: skip
    shared = result.spec.granularity == "per_tensor"
    outermost = ((result.levels[0], "top"), (result.levels[-1], "bottom")) if shared else ()
    words = f"outermost {result.spec.format} level"
    return figure(
        theme,
        channels_finding(result),
        [bars],
        showlegend=False,
        bargap=0.15 if len(order) < 200 else 0,
        xaxis=axis(theme, "Output channels, widest first"),
        yaxis=axis(theme, "Range of the weights"),
        shapes=[line_across("y", level, colors.quantized, "dash") for level, _ in outermost],
        annotations=[
            label(words, colors.quantized, x=0, y=level, xref="x domain", xanchor="left", yanchor=side)
            for level, side in outermost
        ],
    )
