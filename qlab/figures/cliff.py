"""The cliff, drawn: a measure against bits, one line a network, with the band that its seeds span."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from math import isfinite, log10
from statistics import fmean
from typing import Any

import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from qlab.experiments.cliff import CliffResult
from qlab.figures.cliff_curves import MEASURES, Curve, curves
from qlab.figures.cliff_findings import cliff_finding
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, bits_axis, figure, palette
from qlab.figures.words import bits_word

MARKERS = ("circle", "square", "diamond", "triangle-up", "x", "star", "triangle-down", "pentagon", "cross")
SHADES = {"light": (0.6, 0.05), "dark": (0.45, 0.97)}  # of Plasma, 3:1 or more from the page; small to large
NAMES_WIDE = 80  # pixels, at the ends of lines
LABEL_GAP = 0.06  # of the axis, between two labels at the ends of lines


def size_colors(count: int, theme: str) -> list[str]:
    """Return `count` colors in one order, small networks to large ones, as "rgb(r, g, b)".

    >>> len(size_colors(3, "light"))
    3
    """
    small, large = SHADES[theme]
    steps = [small + (large - small) * i / max(count - 1, 1) for i in range(count)]
    return list(sample_colorscale("Plasma", steps))


def cliff_figure(result: CliffResult, measure: str, theme: str) -> go.Figure:
    """Draw `measure` (a name in MEASURES) against bits; float networks are dotted, chance is dashed gray.

    Raises:
        ValueError: for an unknown measure or theme.
    """
    drawn = curves(result, measure)
    low, high = _axis_range(drawn, measure)
    looks = list(zip(drawn, size_colors(len(drawn), theme), cycle(MARKERS), strict=False))
    ends = spread([_on_axis(curve.mean[-1], measure) for curve in drawn], LABEL_GAP * (high - low))
    beside = {"xref": "paper", "xanchor": "left"}
    names = [
        label(curve.model, color, x=1, y=end, **beside)
        for (curve, color, _), end in zip(looks, ends, strict=True)
    ]
    floats = [
        line_across("y", curve.float_mean, color, "dot", 1.5)
        for curve, color, _ in looks
        if _has_float_line(curve)
    ]
    lines, words = _chance(result, theme) if measure == "accuracy" else ([], [])
    logarithmic = {"type": "log", "dtick": 1} if measure == "NLL" else {}
    return figure(
        theme,
        cliff_finding(result, measure),
        [trace for look in looks for trace in _traces(*look, MEASURES[measure].reads)],
        note=_how_to_read(result, drawn),
        showlegend=False,
        hovermode="closest",
        xaxis=bits_axis(theme, result.spec.bits),
        yaxis=axis(theme, MEASURES[measure].axis, range=[low, high], **logarithmic),
        shapes=lines + floats,
        annotations=words + names,
        right=NAMES_WIDE,
    )


def _chance(result: CliffResult, theme: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the line that blind guessing reaches, and the words on it."""
    color, chance = palette(theme).chance, result.chance * 100
    place = {"xref": "x domain", "xanchor": "left", "yanchor": "top"}
    return [line_across("y", chance, color, "dash")], [
        label(f"chance {chance:.0f} %", color, x=0, y=chance, **place)
    ]


def _how_to_read(result: CliffResult, drawn: Sequence[Curve]) -> str:
    seeds = len(result.spec.seeds)
    line = f"Lines: mean of {seeds} seeds, bands: lowest to highest" if seeds > 1 else "One seed a network"
    dotted = " Dotted: float32." if any(map(_has_float_line, drawn)) else ""
    return f"{line}.{dotted} {result.n_test} test samples."


def _has_float_line(curve: Curve) -> bool:
    return isfinite(curve.float_mean) and curve.float_mean > 0


def _traces(curve: Curve, color: str, marker: str, reads: str) -> Iterator[dict[str, Any]]:
    band = {
        "type": "scatter",
        "x": curve.bits,
        "mode": "lines",
        "line": {"width": 0, "color": color},
        "hoverinfo": "skip",
    }
    yield band | {"y": curve.high}
    fill = color.replace("rgb", "rgba").replace(")", ", 0.18)")
    yield band | {"y": curve.low, "fill": "tonexty", "fillcolor": fill}
    texts = [
        f"{curve.model}, {bits_word(bits)}: {reads.format(mean)}<br>seeds {reads.format(low)} to {reads.format(high)}"
        for bits, mean, low, high in zip(curve.bits, curve.mean, curve.low, curve.high, strict=True)
    ]
    yield {
        "type": "scatter", "x": curve.bits, "y": curve.mean, "name": curve.model, "mode": "lines+markers",
        "text": texts, "hoverinfo": "text", "line": {"color": color, "width": 3},
        "marker": {"symbol": marker, "size": 10, "color": color},
    }  # fmt: skip


def _on_axis(value: float, measure: str) -> float:
    return log10(value) if measure == "NLL" else value


def _axis_range(drawn: Sequence[Curve], measure: str) -> tuple[float, float]:
    if measure in ("accuracy", "ECE", "flips"):
        return 0, 103
    values = [_on_axis(value, measure) for curve in drawn for value in (*curve.low, *curve.high)]
    room = 0.06 * (max(values) - min(values)) or 1
    return min(values) - room, max(values) + room


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Return `values` moved apart just so far that each two are `gap` or more from one another, order kept.

    >>> spread([1.0, 1.0, 5.0], 2.0)
    [0.0, 2.0, 5.0]
    """
    groups: list[list[int]] = []
    places: list[float] = []
    for index in sorted(range(len(values)), key=lambda i: values[i]):
        groups.append([index])
        places.append(values[index])
        while len(groups) > 1 and places[-1] - places[-2] < gap * (len(groups[-1]) + len(groups[-2])) / 2:
            groups[-2:] = [groups[-2] + groups[-1]]
            places[-2:] = [fmean(values[i] for i in groups[-1])]
    moved = [0.0] * len(values)
    for group, center in zip(groups, places, strict=True):
        for place, index in enumerate(group):
            moved[index] = center + gap * (place - (len(group) - 1) / 2)
    return moved
