"""Reliability diagrams: how often a network is right against how sure it is, before and after quantization."""

import numpy as np
import plotly.graph_objects as go

from qlab.experiments.calibration import CalibrationResult, Reliability
from qlab.figures.calibration_findings import calibration_finding
from qlab.figures.style import faded, figure, palette
from qlab.figures.titles import entitle
from qlab.figures.words import bits_word

TALL = 560  # pixels: two rows
FEW = 10  # a bin with fewer samples says little, and is drawn pale


def calibration_figure(result: CalibrationResult, theme: str) -> go.Figure:
    """Draw both networks' accuracy by confidence over how many samples were that sure, on shared axes.

    Bars are accuracy; hatching is the gap to the bin's mean confidence, left out where a bin has fewer than FEW
    samples; the thin line is perfect calibration. Guo et al. 2017, arXiv:1706.04599, figure 1.
    """
    colors, after = palette(theme), bits_word(result.spec.bits)
    fig = figure("", "", "", theme, height=TALL, barmode="overlay")
    look = fig.layout.xaxis.to_plotly_json()
    parts = (
        ("Float", result.float_network, colors.float_network),
        (after, result.quantized, colors.quantized),
    )
    fig.set_subplots(
        2, 2, shared_xaxes=True, shared_yaxes=True, row_heights=[0.74, 0.26],
        horizontal_spacing=0.1, vertical_spacing=0.05,
        subplot_titles=[f"{who}: ECE {part.outcome.ece:.3f}" for who, part, _ in parts],
    )  # fmt: skip
    entitle(fig, calibration_finding(result), f"Pale bars: fewer than {FEW} samples.")
    fig.layout.margin.t += 38  # the panels' own titles
    for col, (_, part, color) in enumerate(parts, start=1):
        _draw(fig, col, part, color, colors.text)
        fig.add_scatter(
            x=[0, 1], y=[0, 1], mode="lines", line={"color": colors.theory, "width": 1.5},
            name="Perfectly calibrated", hoverinfo="skip", showlegend=col == 1, row=1, col=col,
        )  # fmt: skip
    percents = {"range": [0, 1], "tickvals": [0, 0.5, 1], "ticktext": ["0", "50", "100"]}
    fig.update_xaxes(**look | percents)
    fig.update_xaxes(title_text="Confidence (%)", row=2)
    fig.update_yaxes(**look)
    fig.update_yaxes(**percents, row=1)
    fig.update_yaxes(title_text="Accuracy (%)", row=1, col=1)
    fig.update_yaxes(range=[0, max(part.bins.count.max() for _, part, _ in parts)], nticks=3, row=2)
    fig.update_yaxes(title_text="Samples", row=2, col=1)
    return fig


def _draw(fig: go.Figure, col: int, part: Reliability, color: str, text: str) -> None:
    """Draw one network: accuracy, gap and histogram over the bins of confidence."""
    bins = part.bins
    place = {"x": (bins.edges[1:] + bins.edges[:-1]) / 2, "width": bins.edges[1:] - bins.edges[:-1]}
    hover = {
        "customdata": list(zip(bins.count, 100 * bins.confidence, 100 * bins.accuracy, strict=True)),
        "hovertemplate": "%{customdata[0]} samples<br>%{customdata[1]:.1f} % sure<br>%{customdata[2]:.1f} % right"
        "<extra></extra>",
    }
    enough = bins.count >= FEW
    fill = [faded(color, 0.6 if many else 0.15) for many in enough]
    gap = np.where(enough, bins.confidence - bins.accuracy, np.nan)
    fig.add_bar(
        **place, y=bins.accuracy, marker={"color": fill, "line": {"color": color, "width": 1}}, **hover,
        showlegend=False, row=1, col=col,
    )  # fmt: skip
    fig.add_bar(
        **place, base=bins.accuracy, y=gap, name="Gap to how sure it was", showlegend=col == 1, hoverinfo="skip",
        marker={"color": "rgba(0, 0, 0, 0)", "pattern": {"shape": "/", "fgcolor": text, "size": 6}},
        row=1, col=col,
    )  # fmt: skip
    fig.add_bar(**place, y=bins.count, marker_color=color, **hover, showlegend=False, row=2, col=col)
