"""Margins, drawn: the bits that tasks need against the noise that their answers bear, a point for each network."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.margins import MarginPoint, MarginsResult
from qlab.figures.cliff import MARKERS, size_colors
from qlab.figures.losses import BELOW
from qlab.figures.margins_findings import groups, margins_finding, middle, on_line
from qlab.figures.style import HEIGHT, axis, figure, palette
from qlab.figures.tolerance import tolerance_figure
from qlab.figures.words import bits_word

ROOM = 2.0  # dB beside the outermost points
ROOM_FOR_NAMES = 80  # pixels


def margins_figure(result: MarginsResult, theme: str) -> go.Figure:
    """Draw bits needed against noise borne; the line rises by one bit for every 6 dB, through the middle of all.

    Raises:
        ValueError: for an unknown theme.
    """
    grouped, colors = groups(result), palette(theme)
    looks = zip(grouped.items(), size_colors(len(grouped), theme), cycle(MARKERS), strict=False)
    borne = [point.borne_db for point in result.points]
    ends = [min(borne) - ROOM, max(borne) + ROOM]
    line = {
        "type": "scatter", "x": ends, "y": [on_line(result, db) for db in ends], "mode": "lines",
        "name": "6 dB a bit", "hoverinfo": "skip", "line": {"color": colors.theory, "dash": "dot", "width": 1.5},
    }  # fmt: skip
    return figure(
        theme,
        margins_finding(result),
        [line, *(trace for (name, points), *look in looks for trace in _traces(name, points, *look))],
        note=f"Small: each of {len(result.spec.seeds)} seeds. Large: their mean.",
        hovermode="closest",
        legend=BELOW,
        height=HEIGHT + ROOM_FOR_NAMES,
        xaxis=axis(theme, "SQNR that suffices for the answers (dB)", range=ends),
        yaxis=axis(theme, "Bits needed", range=[1.5, result.spec.bits[0] + 1.5], dtick=1),
    )


def _traces(name: str, points: list[MarginPoint], color: str, marker: str) -> Iterator[dict[str, Any]]:
    borne, needed = middle(points)
    dot: dict[str, Any] = {
        "type": "scatter", "mode": "markers", "name": name, "legendgroup": name, "hoverinfo": "text",
    }  # fmt: skip
    look = {"symbol": marker, "color": color}
    yield dot | {
        "x": [p.borne_db for p in points], "y": [p.needed for p in points], "showlegend": False,
        "text": [f"{name}, seed {p.seed}: {p.borne_db:.1f} dB, {bits_word(p.needed)}" for p in points],
        "marker": look | {"size": 7, "opacity": 0.5},
    }  # fmt: skip
    yield dot | {
        "x": [borne], "y": [needed], "text": f"{name}, mean: {borne:.1f} dB, {needed:.1f} bits",
        "marker": look | {"size": 15},
    }  # fmt: skip


def all_tasks_figure(result: MarginsResult, theme: str) -> go.Figure:
    """Draw the skill that every task keeps against bits, at the first of the tolerances.

    Raises:
        ValueError: for an unknown theme.
    """
    return tolerance_figure(result.tolerances[0], theme)
