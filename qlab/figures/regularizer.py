"""Training and test score against bits, with noise in their place and the usual remedies beside them."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.regularizer import REMEDIES, RegularizerResult, few_bits, noise_of
from qlab.figures.regularizer_findings import reached, regularizer_finding, scored
from qlab.figures.style import HEIGHT, axis, figure, palette

SYMBOLS = dict(zip(REMEDIES, ("square", "cross", "triangle-up"), strict=True))
APART = 0.14  # of a place, so that whiskers do not hide one another
LOWEST = -20.0  # percent; a regression can do far worse than its mean


def regularizer_figure(result: RegularizerResult, theme: str) -> go.Figure:
    """Draw test scores with the 95 % interval of their mean, training scores above them; the gap lies between.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, bits = palette(theme), sorted(result.spec.bits, reverse=True)
    places = range(len(bits) + 1)
    series: list[tuple[str, Sequence[str], Sequence[float], str, str]] = [
        ("few bits", ["float", *map(few_bits, bits)], list(places), colors.quantized, "circle"),
        ("noise as large", list(map(noise_of, bits)), [place + APART for place in places[1:]], colors.other, "diamond"),
    ]  # fmt: skip
    beside = enumerate(REMEDIES, start=len(places))
    series += [(arm, [arm], [place], colors.float_network, SYMBOLS[arm]) for place, arm in beside]
    ticks = ["float", *map(str, bits)]
    return figure(
        theme,
        regularizer_finding(result),
        [trace for one in series for trace in _pair(result, *one)],
        note=f"Filled: new samples; hollow: training samples. Mean of {len(result.spec.seeds)} seeds; "
        "whiskers: 95 %.",
        xaxis=axis(
            theme, "Bits of the weights, then remedies", tickvals=list(places), ticktext=ticks,
            range=[-0.5, len(ticks) + len(REMEDIES) - 0.5], showgrid=False, zeroline=False, tickangle=0,
        ),
        yaxis=axis(theme, scored(result), range=[_bottom(result), 104]),
        height=HEIGHT + 60,
        legend={"orientation": "h", "yanchor": "top", "y": -0.3, "x": 0, "font": {"size": 15}},
    )  # fmt: skip


def _bottom(result: RegularizerResult) -> float:
    """Return where the axis begins: below the worst mean, but no lower than LOWEST."""
    worst = min(reached(result, arm, part)[1] for arm in result.arms for part in ("train", "test"))
    return max(LOWEST, worst - 5)


def _pair(
    result: RegularizerResult,
    name: str,
    arms: Sequence[str],
    x: Sequence[float],
    color: str,
    symbol: str,
) -> list[dict[str, Any]]:
    """Return the traces of some arms' training and test scores."""
    trained, tested = ([reached(result, arm, part) for arm in arms] for part in ("train", "test"))
    shared = {
        "type": "scatter",
        "x": list(x),
        "mode": "lines+markers",
        "text": list(arms),
        "legendgroup": name,
    }
    whiskers = {
        "array": [high - mean for mean, _, high in tested],
        "arrayminus": [mean - low for mean, low, _ in tested],
        "color": color, "thickness": 2, "width": 6,
    }  # fmt: skip
    hollow = {"symbol": f"{symbol}-open", "size": 10, "color": color, "line": {"width": 2}}
    return [
        shared | {
            "y": [mean for mean, _, _ in trained], "showlegend": False, "marker": hollow,
            "line": {"color": color, "dash": "dot", "width": 1.5},
            "hovertemplate": "%{text}: %{y:.1f} on its training samples<extra></extra>",
        },
        shared | {
            "y": [mean for mean, _, _ in tested], "name": name, "error_y": whiskers,
            "marker": {"symbol": symbol, "size": 10, "color": color}, "line": {"color": color, "width": 2.5},
            "hovertemplate": "%{text}: %{y:.1f} on new samples<extra></extra>",
        },
    ]  # fmt: skip
