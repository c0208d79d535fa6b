"""The same falls on two axes: against bits, and against the noise in the logits."""

from collections.abc import Iterator
from itertools import chain, cycle, groupby
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.cliff_in_db import CliffInDbResult, DbPoint
from qlab.experiments.falls import DB_PER_BIT, falls
from qlab.figures.cliff import MARKERS, size_colors
from qlab.figures.cliff_in_db_findings import cliff_in_db_finding, group_name, groups
from qlab.figures.losses import BELOW
from qlab.figures.marks import line_across
from qlab.figures.style import axis, figure, palette
from qlab.figures.words import bits_word

TALL = 620  # pixels: two panels
TOP, BOTTOM = [0.6, 1], [0, 0.4]
EDGE = 0.4  # bits, beyond the outermost points


def cliff_in_db_figure(result: CliffInDbResult, theme: str) -> go.Figure:
    """Draw what is left of accuracy against bits (top) and against SQNR (bottom), one thin line a curve.

    Both axes are equally wide in dB, at 6.02 dB a bit, so that how far apart the falls lie can be compared by eye.
    """
    names = groups(result)
    colors = size_colors(len(names), theme)
    most, least = max(result.spec.bits) + EDGE, min(result.spec.bits) - EDGE
    noisiest = min(point.sqnr_db for point in result.points) - EDGE * DB_PER_BIT
    quietest = noisiest + DB_PER_BIT * (most - least)
    share: dict[str, Any] = {"range": [-8, 108], "tickvals": [0, 50, 100]}
    half = line_across("y", 50, palette(theme).chance, "dash")
    return figure(
        theme,
        cliff_in_db_finding(result),
        [
            trace
            for name, color, marker in zip(names, colors, cycle(MARKERS), strict=False)
            for trace in _traces(result, name, color, marker)
        ],
        note="Dashed: half is left. Both axes show as many dB, at 6.02 dB a bit.",
        height=TALL,
        hovermode="closest",
        shapes=[half, half | {"xref": "x2 domain", "yref": "y2"}],
        legend=BELOW,
        xaxis=axis(theme, "Bits (fewer to the right)", range=[most, least], anchor="y"),
        yaxis=axis(theme, "Accuracy kept (%)", domain=TOP, anchor="x", **share),
        xaxis2=axis(theme, "SQNR (dB, noisier to the right)", range=[quietest, noisiest], anchor="y2"),
        yaxis2=axis(theme, "Accuracy kept (%)", domain=BOTTOM, anchor="x2", **share),
    )


def _traces(result: CliffInDbResult, name: str, color: str, marker: str) -> Iterator[dict[str, Any]]:
    """Draw one group on both axes: its curves pale, with a gap between two, and its falls marked."""
    points = [point for point in result.points if group_name(result, point) == name]
    passed = [fall for fall in falls(result) if group_name(result, fall) == name]
    curves = [
        list(curve)
        for _, curve in groupby(points, lambda p: (p.seed, p.units, p.granularity, p.range_method))
    ]
    for place, along in (({}, "bits"), ({"xaxis": "x2", "yaxis": "y2"}, "sqnr_db")):
        yield {
            "type": "scatter", "mode": "lines", "hoverinfo": "text", "showlegend": False, "name": name, **place,
            "x": _with_gaps([[getattr(point, along) for point in curve] for curve in curves]),
            "y": _with_gaps([[100 * point.kept for point in curve] for curve in curves]),
            "text": _with_gaps([[_says(point) for point in curve] for curve in curves]),
            "line": {"width": 1, "color": color.replace("rgb", "rgba").replace(")", ", 0.45)")},
        }  # fmt: skip
        yield {
            "type": "scatter", "mode": "markers", "name": name, "showlegend": not place, "legendgroup": name, **place,
            "x": [getattr(fall, along) for fall in passed], "y": [50] * len(passed), "hoverinfo": "skip",
            "marker": {"symbol": marker, "size": 9, "color": color},
        }  # fmt: skip


def _with_gaps(curves: list[list[Any]]) -> list[Any]:
    return list(chain.from_iterable([*curve, None] for curve in curves))


def _says(point: DbPoint) -> str:
    way = f"{point.model}, seed {point.seed}, units {point.units}, {point.granularity}, {point.range_method}"
    return f"{way}<br>{bits_word(point.bits)}: {point.sqnr_db:.1f} dB, keeps {100 * point.kept:.0f} %"
