"""One layer's weights, drawn: before and after on one axis, and how far each output channel reaches."""

import numpy as np
import plotly.graph_objects as go

from qlab.experiments.weights import WeightsResult
from qlab.figures.style import figure, palette
from qlab.figures.titles import entitle
from qlab.figures.weights_findings import channels_finding, reach, weights_finding

MARKED = 33  # levels; more would be a gray wall


def weights_figure(result: WeightsResult, theme: str) -> go.Figure:
    """Draw the float histogram over the quantized one; thin lines mark the levels, if they are few.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, centers = palette(theme), (result.edges[:-1] + result.edges[1:]) / 2
    width = float(result.edges[1] - result.edges[0])
    fig = figure("", "", "", theme, showlegend=False, bargap=0)
    marked = len(result.levels) <= MARKED
    entitle(fig, weights_finding(result), "Gray lines: the levels." if marked else "")
    look = fig.layout.xaxis.to_plotly_json()
    fig.set_subplots(2, 1, shared_xaxes=True, vertical_spacing=0.06)
    after = (result.levels, result.level_count)
    if len(result.levels) > len(centers):
        after = (centers, result.quantized_count)
    bars = ((centers, result.float_count, colors.float_network), (*after, colors.quantized))
    for row, (x, y, color) in enumerate(bars, start=1):
        fig.add_bar(
            x=x, y=y, width=width, marker={"color": color, "line_width": 0}, row=row, col=1,
            hovertemplate="%{y} weights at %{x:.3g}<extra></extra>",
        )  # fmt: skip
    fig.update_xaxes(**look)
    fig.update_yaxes(**look, title_text="Weights", nticks=4)
    fig.update_xaxes(title_text="Value of a weight", row=2)
    if marked:
        look = {"type": "line", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
        line = {"color": colors.chance, "width": 1}
        # All at once: add_vline takes 10 ms for each.
        fig.layout.shapes = [{**look, "x0": level, "x1": level, "line": line} for level in result.levels]
    _label(fig, "float32", 1, colors.float_network, colors.page)
    _label(fig, result.spec.format, 2, colors.quantized, colors.page)
    return fig


def channels_figure(result: WeightsResult, theme: str) -> go.Figure:
    """Draw every output channel's float range, widest first, between the outermost levels of a shared scale.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, order = palette(theme), np.argsort(-reach(result), kind="stable")
    low, high = result.channel_low[order], result.channel_high[order]
    fig = figure("", "Output channels, widest first", "Range of the weights", theme)
    entitle(fig, channels_finding(result))
    fig.update_layout(showlegend=False, bargap=0.15 if len(order) < 200 else 0)
    fig.add_bar(
        x=np.arange(1, len(order) + 1), y=high - low, base=low, marker={"color": colors.float_network, "line_width": 0},
        customdata=np.stack([order, low, high], axis=1),
        hovertemplate="channel %{customdata[0]}: %{customdata[1]:.3g} to %{customdata[2]:.3g}<extra></extra>",
    )  # fmt: skip
    if result.spec.granularity == "per_tensor":
        for level, side in ((result.levels[0], "bottom left"), (result.levels[-1], "top left")):
            fig.add_hline(
                level, line={"color": colors.quantized, "width": 2, "dash": "dash"}, annotation_position=side,
                annotation_text=f"outermost {result.spec.format} level", annotation_font_color=colors.quantized,
            )  # fmt: skip
    return fig


def _label(fig: go.Figure, text: str, row: int, color: str, behind: str) -> None:
    fig.add_annotation(
        text=f"<b>{text}</b>", x=0.01, xref="x domain", y=0.98, yref="y domain", xanchor="left", yanchor="top",
        showarrow=False, font={"color": color, "size": 17}, bgcolor=behind, row=row, col=1,
    )  # fmt: skip
