"""Fine-tuning, drawn: accuracy step by step beside a float control, and what came back in the end."""

from collections.abc import Sequence

import plotly.graph_objects as go

from qlab.experiments.finetuning import CurvePoint, FinetuningResult, FinetuningSpec
from qlab.figures.calibration_findings import percent
from qlab.figures.finetuning_findings import arms, curve_finding, recovery_finding
from qlab.figures.style import figure, palette
from qlab.figures.titles import entitle

LOW = 320  # pixels: four rows


def curve_figure(spec: FinetuningSpec, curve: Sequence[CurvePoint], chance: float, theme: str) -> go.Figure:
    """Draw test accuracy against epochs for the quantized network and the float control, as far as they are.

    `curve` begins with step 0. The axes do not move while it grows. `chance` is the accuracy of blind guessing.
    """
    colors = palette(theme)
    fig = figure("", "Epochs of fine-tuning", "Test accuracy (%)", theme)
    entitle(fig, curve_finding(spec, curve))
    epochs = [point.epoch for point in curve]
    control = [100 * point.control for point in curve]
    tuned = [100 * point.accuracy for point in curve]
    blue = {"color": colors.float_network, "dash": "dot", "width": 3}
    green = {"color": colors.finetuned, "width": 3}
    start = {"color": colors.quantized, "symbol": "diamond", "size": 13}
    fig.add_scatter(x=epochs, y=control, mode="lines+markers", name="Float control", line=blue, marker_size=6)
    fig.add_scatter(x=epochs, y=tuned, mode="lines+markers", name="Quantized, fine-tuned", line=green)
    fig.add_scatter(x=epochs[:1], y=tuned[:1], mode="markers", name="Quantized, before", marker=start)
    _draw_chance(fig, chance, theme, horizontal=True)
    fig.update_traces(hovertemplate="epoch %{x:.2f}: %{y:.1f} %")
    fig.update_layout(legend_y=-0.32)  # on a phone its three rows lie under the axis' title
    fig.update_xaxes(range=[-0.03 * spec.epochs, 1.03 * spec.epochs])
    fig.update_yaxes(range=[0, 102], tickvals=[0, 25, 50, 75, 100])
    return fig


def recovery_figure(result: FinetuningResult, theme: str) -> go.Figure:
    """Draw the accuracy of the four networks with their 95 % Wilson intervals."""
    colors = palette(theme)
    fig = figure("", "Test accuracy (%)", "", theme, height=LOW, showlegend=False)
    entitle(fig, recovery_finding(result), f"Whiskers: 95 % intervals, {result.n_test} test samples.")
    fig.layout.margin.t += 12
    blue, symbols = colors.float_network, ("circle", "diamond", "circle", "circle-open")
    looks = zip((blue, colors.quantized, colors.finetuned, blue), symbols, strict=True)
    for (name, outcome), (color, symbol) in zip(arms(result).items(), looks, strict=True):
        up, down = outcome.wilson_high - outcome.accuracy, outcome.accuracy - outcome.wilson_low
        fig.add_scatter(
            x=[100 * outcome.accuracy], y=[name], text=[percent(outcome.accuracy)], textposition="top center",
            mode="markers+text", marker={"color": color, "symbol": symbol, "size": 9},
            error_x={"array": [100 * up], "arrayminus": [100 * down], "color": color, "thickness": 2.5, "width": 8},
            hovertemplate=f"{outcome.correct} of {outcome.n_test} right<extra></extra>",
        )  # fmt: skip
    _draw_chance(fig, result.chance, theme, horizontal=False)
    fig.update_xaxes(range=[0, 112], tickvals=[0, 25, 50, 75, 100])
    fig.update_yaxes(range=[3.5, -0.8])
    return fig


def _draw_chance(fig: go.Figure, chance: float, theme: str, *, horizontal: bool) -> None:
    """Mark what blind guessing gets."""
    color = palette(theme).chance
    add, corner = (fig.add_hline, "top right") if horizontal else (fig.add_vline, "bottom right")
    add(
        100 * chance, line={"color": color, "dash": "dash", "width": 2}, annotation_text=f"chance {100 * chance:.0f} %",
        annotation_position=corner, annotation_font_color=color,
    )  # fmt: skip
