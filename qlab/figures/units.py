"""The same function in other units, drawn: accuracy against bits, one line for each way of treating it."""

from collections.abc import Iterator
from statistics import fmean
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.units import ARMS, UnitsResult
from qlab.figures.losses import BELOW
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, bits_axis, faded, figure, palette
from qlab.figures.units_findings import accuracies, units_finding
from qlab.figures.words import bits_word

LOOKS = (("quantized", "circle", "solid"), ("other", "square", "dash"), ("quantized", "diamond", "dot"))


def units_figure(result: UnitsResult, theme: str) -> go.Figure:
    """Draw the accuracy of every arm: lines are means over the seeds, bands the lowest to the highest."""
    colors = palette(theme)
    best, chance = 100 * fmean(result.float_accuracy), 100 * result.chance
    beside: dict[str, Any] = {"xref": "x domain", "xanchor": "left", "x": 0}
    return figure(
        theme,
        units_finding(result),
        [
            trace
            for arm, (color, marker, dash) in zip(ARMS, LOOKS, strict=True)
            for trace in _traces(result, arm, getattr(colors, color), marker, dash)
        ],
        note=f"Lines: mean of {len(result.spec.seeds)} seeds, bands: lowest to highest. {result.n_test} test samples.",
        hovermode="closest",
        legend=BELOW,
        shapes=[
            line_across("y", best, colors.float_network, "dot", 1.5),
            line_across("y", chance, colors.chance, "dash"),
        ],
        annotations=[
            label(f"float {best:.1f} %", colors.float_network, y=best, yanchor="bottom", **beside),
            label(f"chance {chance:.0f} %", colors.chance, y=chance, yanchor="top", **beside),
        ],
        xaxis=bits_axis(theme, result.spec.bits),
        yaxis=axis(theme, "Accuracy (%)", range=[0, 108], tickvals=[0, 25, 50, 75, 100]),
    )


def _traces(result: UnitsResult, arm: str, color: str, marker: str, dash: str) -> Iterator[dict[str, Any]]:
    bits = sorted(result.spec.bits, reverse=True)
    by_bits = [accuracies(result, arm, b) for b in bits]
    edge = {"type": "scatter", "x": bits, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    hidden = {"showlegend": False, "legendgroup": arm}
    yield edge | hidden | {"y": [max(some) for some in by_bits]}
    yield (
        edge
        | hidden
        | {"y": [min(some) for some in by_bits], "fill": "tonexty", "fillcolor": faded(color, 0.18)}
    )
    yield {
        "type": "scatter", "x": bits, "y": [fmean(some) for some in by_bits], "mode": "lines+markers", "name": arm,
        "legendgroup": arm, "hoverinfo": "text", "line": {"color": color, "width": 3, "dash": dash},
        "marker": {"symbol": marker, "size": 10, "color": color},
        "text": [
            f"{arm}, {bits_word(b)}: {fmean(some):.1f} %<br>seeds {min(some):.1f} to {max(some):.1f} %"
            for b, some in zip(bits, by_bits, strict=True)
        ],
    }  # fmt: skip
