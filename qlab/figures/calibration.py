"""Reliability diagrams: how often a network is right against how sure it is, before and after quantization."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go

from qlab.experiments.calibration import CalibrationResult, Reliability
from qlab.figures.calibration_findings import calibration_finding
from qlab.figures.marks import label
from qlab.figures.style import Palette, axis, faded, figure, palette
from qlab.figures.words import bits_word

TALL = 560  # pixels: two rows
FEW = 10  # a bin with fewer samples says little, and is drawn pale
PANELS = (
    ("", "3", [0, 0.45]),
    ("2", "4", [0.55, 1]),
)  # the diagram's axes, the histogram's below, and from where to where
DIAGRAMS, HISTOGRAMS = [0.3, 1], [0, 0.25]


def calibration_figure(result: CalibrationResult, theme: str) -> go.Figure:
    """Draw both networks' accuracy by confidence over how many samples were that sure, on shared axes.

    Bars are accuracy; hatching is the gap to the bin's mean confidence, left out where a bin has fewer than FEW
    samples; the thin line is perfect calibration. Guo et al. 2017, arXiv:1706.04599, figure 1.
    """
    colors = palette(theme)
    networks = (
        ("Float", result.float_network, colors.float_network),
        (bits_word(result.spec.bits), result.quantized, colors.quantized),
    )
    most = max(part.bins.count.max() for _, part, _ in networks)
    traces: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for panel, (_, part, color) in zip(PANELS, networks, strict=True):
        traces += _traces(panel, part, color, colors)
        axes |= _axes(panel, theme, most)
    above = {"xref": "paper", "xanchor": "center", "yref": "paper", "yanchor": "bottom", "font": {"size": 16}}
    titles = [
        label(f"{who}: ECE {part.outcome.ece:.3f}", colors.text, x=sum(across) / 2, y=1, **above)
        for (_, _, across), (who, part, _) in zip(PANELS, networks, strict=True)
    ]
    return figure(
        theme,
        calibration_finding(result),
        traces,
        note=f"Pale bars: fewer than {FEW} samples.",
        top=38,  # the panels' own titles
        height=TALL,
        barmode="overlay",
        annotations=titles,
        **axes,
    )


def _axes(panel: tuple[str, str, list[float]], theme: str, most: int) -> dict[str, Any]:
    """Return the axes of one network's diagram and histogram; the words stand at the left and at the bottom."""
    top, low, across = panel
    percents: dict[str, Any] = {"range": [0, 1], "tickvals": [0, 0.5, 1], "ticktext": ["0", "50", "100"]}
    leftmost = top == ""
    words = ("Accuracy (%)", "Samples") if leftmost else ("", "")
    first: dict[str, Any] = {"showticklabels": leftmost}
    return {
        f"xaxis{top}": axis(theme, domain=across, anchor=f"y{top}", showticklabels=False, **percents),
        f"xaxis{low}": axis(theme, "Confidence (%)", domain=across, anchor=f"y{low}", **percents),
        f"yaxis{top}": axis(theme, words[0], domain=DIAGRAMS, anchor=f"x{top}", **first, **percents),
        f"yaxis{low}": axis(
            theme, words[1], domain=HISTOGRAMS, anchor=f"x{low}", range=[0, most], nticks=3, **first
        ),
    }


def _traces(
    panel: tuple[str, str, list[float]], part: Reliability, color: str, colors: Palette
) -> Iterator[dict[str, Any]]:
    """Draw one network: accuracy and gap, the line of perfect calibration, and how many samples are in each bin."""
    bins, (top, low, _) = part.bins, panel
    above, below = ({"xaxis": f"x{n}", "yaxis": f"y{n}"} for n in (top, low))
    place = {
        "type": "bar",
        "x": (bins.edges[1:] + bins.edges[:-1]) / 2,
        "width": bins.edges[1:] - bins.edges[:-1],
    }
    hover = {
        "customdata": list(zip(bins.count, 100 * bins.confidence, 100 * bins.accuracy, strict=True)),
        "hovertemplate": "%{customdata[0]} samples<br>%{customdata[1]:.1f} % sure<br>%{customdata[2]:.1f} % right"
        "<extra></extra>",
    }
    enough = bins.count >= FEW
    fill = [faded(color, 0.6 if many else 0.15) for many in enough]
    gap = np.where(enough, bins.confidence - bins.accuracy, np.nan)
    hatching = {"shape": "/", "fgcolor": colors.text, "size": 6}
    quiet = {"hoverinfo": "skip", "showlegend": top == ""}
    yield place | hover | above | {
        "y": bins.accuracy, "marker": {"color": fill, "line": {"color": color, "width": 1}}, "showlegend": False,
    }  # fmt: skip
    yield place | quiet | above | {
        "base": bins.accuracy, "y": gap, "name": "Gap to how sure it was",
        "marker": {"color": "rgba(0, 0, 0, 0)", "pattern": hatching},
    }  # fmt: skip
    yield quiet | above | {
        "type": "scatter", "x": [0, 1], "y": [0, 1], "mode": "lines", "line": {"color": colors.theory, "width": 1.5},
        "name": "Perfectly calibrated",
    }  # fmt: skip
    yield (
        place
        | hover
        | below
        | {"y": bins.count, "marker": {"color": color, "line": {"width": 0}}, "showlegend": False}
    )
