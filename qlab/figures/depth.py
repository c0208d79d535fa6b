"""Depth, drawn: the SQNR after each layer, beside theory and each layer's own noise; below, the meter of each layer."""

from collections.abc import Callable
from math import log10
from statistics import fmean
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.depth import DepthResult
from qlab.experiments.layer_noise import DepthPoint
from qlab.figures.bands import foretold, mean_in_band
from qlab.figures.depth_findings import depth_finding
from qlab.figures.losses import BELOW
from qlab.figures.marks import line_across
from qlab.figures.style import axis, figure, palette

USUAL = (25.0, 50.0)  # dB, at 8 bits
READS = "%{y:.1f} dB after layer %{x}"
TALL = 600  # pixels: two panels
TOP, BOTTOM = [0.45, 1], [0, 0.24]
TICKS = {"tickvals": [0.01, 0.1, 1, 10], "ticktext": ["0.01", "0.1", "1", "10"]}
METERS = (0.02, 5.0)  # what the lower panel spans at least


def by_layer(result: DepthResult, read: Callable[[DepthPoint], float]) -> dict[int, list[float]]:
    """Return for each layer what `read` finds in its points, one a seed."""
    found: dict[int, list[float]] = {}
    for point in result.points:
        found.setdefault(point.layer, []).append(read(point))
    return found


def depth_figure(result: DepthResult, theme: str) -> go.Figure:
    """Draw the noise that has gathered after each layer, and the meter; on the axes every doubling is one step.

    Raises:
        ValueError: for an unknown theme.
    """
    colors = palette(theme)
    gathered = by_layer(result, lambda point: point.sqnr_db)
    alone = by_layer(result, lambda point: point.alone_db)
    theory = by_layer(result, lambda point: point.theory_db)
    layers = list(gathered)
    along = axis(theme, "Layer (log axis)", type="log", tickvals=_doublings(len(layers)))
    single = {
        "type": "scatter", "x": layers, "y": [fmean(alone[layer]) for layer in layers], "mode": "markers",
        "name": "this layer alone", "marker": {"symbol": "circle-open", "size": 9, "color": colors.rounding},
        "hovertemplate": "layer %{x} alone: %{y:.1f} dB<extra></extra>",
    }  # fmt: skip
    return figure(
        theme,
        depth_finding(result),
        [
            *mean_in_band(layers, list(gathered.values()), colors.quantized, "all layers up to here", READS),
            foretold(layers, [fmean(theory[layer]) for layer in layers], colors.theory, READS),
            single,
            *_meters(result, colors.other),
        ],
        note=_how_to_read(result),
        height=TALL,
        hovermode="closest",
        legend=BELOW,
        shapes=[line_across("y", 1, colors.theory, "dash", 1.5) | {"xref": "x2 domain", "yref": "y2"}],
        xaxis=along | {"anchor": "y"},
        yaxis=axis(theme, "SQNR (dB)", range=_range(result), domain=TOP, anchor="x"),
        xaxis2=along | {"anchor": "y2"},
        yaxis2=axis(
            theme, "Meter", type="log", range=_meter_range(result), domain=BOTTOM, anchor="x2", **TICKS
        ),
    )


def _meters(result: DepthResult, color: str) -> list[dict[str, Any]]:
    """Draw noise measured over noise foretold after each layer, in the lower panel."""
    meters = by_layer(result, lambda point: point.meter)
    traces = mean_in_band(list(meters), list(meters.values()), color, "meter", "%{y:.2f} after layer %{x}")
    return [trace | {"xaxis": "x2", "yaxis": "y2"} for trace in traces]


def _meter_range(result: DepthResult) -> list[float]:
    """Return the powers of ten that the lower panel spans."""
    meters = [point.meter for point in result.points]
    return [log10(min(METERS[0], min(meters) / 1.5)), log10(max(METERS[1], max(meters) * 1.5))]


def _how_to_read(result: DepthResult) -> str:
    seeds = len(result.spec.seeds)
    line = f"Line: mean of {seeds} seeds, band: lowest to highest." if seeds > 1 else "One seed."
    return f"{line} {result.inputs} inputs. Meter 1 (dashed): healthy."


def _range(result: DepthResult) -> list[float]:
    """Return one range for all that fits into it, so that figures side by side compare, and else a range of its own."""
    drawn = [value for point in result.points for value in (point.sqnr_db, point.theory_db, point.alone_db)]
    low, high = USUAL
    fits = low <= min(drawn) and max(drawn) <= high
    return [low, high] if fits else [min(drawn) - 1, max(drawn) + 1]


def _doublings(depth: int) -> list[int]:
    return [2**k for k in range(depth.bit_length())]
