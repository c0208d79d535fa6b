"""Collapse, drawn: accuracy against bits, full marks where it beats guessing, open ones where that cannot be told."""

from collections.abc import Iterator
from statistics import fmean
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.collapse import CollapsePoint, CollapseResult
from qlab.figures.collapse_findings import LEVEL, collapse_finding
from qlab.figures.losses import BELOW
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, bits_axis, faded, figure, palette
from qlab.figures.words import bits_word


def collapse_figure(result: CollapseResult, theme: str) -> go.Figure:
    """Draw each seed's accuracy against bits, beside chance and the share of answers that name one class.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, chance = palette(theme), 100 * result.chance
    seeds = len(result.spec.seeds)
    place = {"xref": "x domain", "xanchor": "left", "yanchor": "top"}
    return figure(
        theme,
        collapse_finding(result),
        list(_traces(result, theme)),
        note=f"A line for each of {seeds} seeds. {result.n_test} test samples.",
        hovermode="closest",
        legend=BELOW,
        xaxis=bits_axis(theme, result.spec.bits),
        yaxis=axis(theme, "Share of test samples (%)", range=[0, 104]),
        shapes=[line_across("y", chance, colors.chance, "dash")],
        annotations=[label(f"chance {chance:.0f} %", colors.chance, x=0.01, y=chance, **place)],
    )


def _traces(result: CollapseResult, theme: str) -> Iterator[dict[str, Any]]:
    colors = palette(theme)
    bits = sorted(result.spec.bits, reverse=True)
    alike = [100 * fmean(point.commonest for point in result.at(each)) for each in bits]
    yield {
        "type": "scatter", "x": bits, "y": alike, "mode": "lines", "name": "answers that name one class",
        "line": {"color": colors.other, "width": 3, "dash": "dot"},
        "hovertemplate": "%{y:.0f} % of the answers name one class, at %{x} bits<extra></extra>",
    }  # fmt: skip
    for seed in result.spec.seeds:
        mine = sorted((point for point in result.points if point.seed == seed), key=lambda point: -point.bits)
        yield {
            "type": "scatter", "x": bits, "y": [_percent(point, result) for point in mine], "mode": "lines",
            "line": {"color": faded(colors.quantized, 0.5), "width": 2}, "showlegend": False, "hoverinfo": "skip",
        }  # fmt: skip
    for name, symbol, some in (
        ("right, guessing ruled out", "circle", [p for p in result.points if p.p < LEVEL]),
        ("right, guessing not ruled out", "circle-open", [p for p in result.points if p.p >= LEVEL]),
    ):
        yield {
            "type": "scatter", "x": [point.bits for point in some], "y": [_percent(point, result) for point in some],
            "mode": "markers", "name": name, "text": [_read(point, result) for point in some], "hoverinfo": "text",
            "marker": {"symbol": symbol, "size": 11, "color": colors.quantized, "line": {"width": 2}},
        }  # fmt: skip


def _percent(point: CollapsePoint, result: CollapseResult) -> float:
    return 100 * point.correct / result.n_test


def _read(point: CollapsePoint, result: CollapseResult) -> str:
    return (
        f"seed {point.seed}, {bits_word(point.bits)}: {_percent(point, result):.1f} % right<br>95 % interval "
        f"{100 * point.low:.1f} to {100 * point.high:.1f} %<br>by guessing: p = {point.p:.2g}"
    )
