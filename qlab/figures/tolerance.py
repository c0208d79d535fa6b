"""Tolerance, drawn: the skill that each task keeps against bits, one line a task."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.task_line import KEEP, TaskLine
from qlab.experiments.tolerance import ToleranceResult
from qlab.figures.cliff import MARKERS, size_colors
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, bits_axis, figure, palette
from qlab.figures.tolerance_findings import tolerance_finding
from qlab.figures.words import bits_word

ROOM_BELOW = -12  # percent, for the word on the line of guessing
LOWEST = -60  # percent; worse than guessing is worse than guessing
MOST_BANDS = 3  # more of them hide one another
LEGEND = {
    "orientation": "h",
    "yanchor": "top",
    "y": -0.26,
    "x": 0,
    "font": {"size": 15},
    "traceorder": "normal",
}


def tolerance_figure(result: ToleranceResult, theme: str) -> go.Figure:
    """Draw the share of its skill that each task keeps, in bands of 95 %, with the share that it needs.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, bits = palette(theme), result.spec.bits
    looks = zip(result.lines, size_colors(len(result.lines), theme), cycle(MARKERS), strict=False)
    place: dict[str, Any] = {"xref": "x domain", "xanchor": "left", "x": 0}
    seeds = len(result.spec.seeds)
    lowest = min(ROOM_BELOW, 100 * min(min(line.kept) for line in result.lines) + ROOM_BELOW)
    cut = f" Below {LOWEST} %: not shown." if lowest < LOWEST else ""
    banded = len(result.lines) <= MOST_BANDS
    bands = "bands: 95 % over seeds and test samples" if banded else "hover for 95 % bounds"
    return figure(
        theme,
        tolerance_finding(result),
        [
            trace
            for look in looks
            for trace in (*(_band(bits, *look[:2]) if banded else ()), _line(bits, *look))
        ],
        note=f"Lines: mean of {seeds} seeds, {bands}.{cut}",
        hovermode="closest",
        legend=LEGEND,
        xaxis=bits_axis(theme, bits),
        yaxis=axis(theme, "Skill kept (%)", range=[max(lowest, LOWEST), 112], tickvals=[0, 25, 50, 75, 100]),
        shapes=[
            line_across("y", 100 * KEEP, colors.text, "dot", 1.5),
            line_across("y", 0, colors.chance, "dash"),
        ],
        annotations=[
            label(f"{100 * KEEP:.0f} % of the skill", colors.text, y=100 * KEEP, yanchor="top", **place),
            label("guessing", colors.chance, y=0, yanchor="top", **place),
        ],
    )


def _band(bits: tuple[int, ...], line: TaskLine, color: str) -> Iterator[dict[str, Any]]:
    edge = {
        "type": "scatter", "x": bits, "mode": "lines", "line": {"width": 0, "color": color}, "hoverinfo": "skip",
        "showlegend": False,
    }  # fmt: skip
    yield edge | {"y": [100 * share for share in line.kept_high]}
    fill = color.replace("rgb", "rgba").replace(")", ", 0.18)")
    yield edge | {"y": [100 * share for share in line.kept_low], "fill": "tonexty", "fillcolor": fill}


def _line(bits: tuple[int, ...], line: TaskLine, color: str, marker: str) -> dict[str, Any]:
    low, mean, high = ([100 * share for share in part] for part in (line.kept_low, line.kept, line.kept_high))
    texts = [
        f"{line.task}, {bits_word(at)}: keeps {middle:.1f} %<br>95 %: {bottom:.1f} to {top:.1f} %"
        for at, middle, bottom, top in zip(bits, mean, low, high, strict=True)
    ]
    return {
        "type": "scatter", "x": bits, "y": mean, "name": line.task, "mode": "lines+markers", "text": texts,
        "hoverinfo": "text", "line": {"color": color, "width": 3},
        "marker": {"symbol": marker, "size": 10, "color": color},
    }  # fmt: skip
