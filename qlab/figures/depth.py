"""Depth, drawn: the SQNR after each layer against how deep it lies, beside theory and each layer's own noise."""

from collections.abc import Callable
from statistics import fmean

import plotly.graph_objects as go

from qlab.experiments.depth import DepthResult
from qlab.experiments.layer_noise import DepthPoint
from qlab.figures.bands import foretold, mean_in_band
from qlab.figures.depth_findings import depth_finding
from qlab.figures.style import axis, figure, palette

USUAL = (25.0, 50.0)  # dB, at 8 bits
READS = "%{y:.1f} dB after layer %{x}"


def by_layer(result: DepthResult, read: Callable[[DepthPoint], float]) -> dict[int, list[float]]:
    """Return for each layer what `read` finds in its points, one a seed."""
    found: dict[int, list[float]] = {}
    for point in result.points:
        found.setdefault(point.layer, []).append(read(point))
    return found


def depth_figure(result: DepthResult, theme: str) -> go.Figure:
    """Draw the noise that has gathered after each layer; on the axis every doubling of the depth is one step.

    Raises:
        ValueError: for an unknown theme.
    """
    colors = palette(theme)
    gathered = by_layer(result, lambda point: point.sqnr_db)
    alone = by_layer(result, lambda point: point.alone_db)
    theory = by_layer(result, lambda point: point.theory_db)
    layers = list(gathered)
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
        ],
        note=_how_to_read(result),
        hovermode="closest",
        xaxis=axis(theme, "Layer (log axis)", type="log", tickvals=_doublings(len(layers))),
        yaxis=axis(theme, "SQNR (dB)", range=_range(result)),
    )


def _how_to_read(result: DepthResult) -> str:
    seeds = len(result.spec.seeds)
    line = f"Line: mean of {seeds} seeds, band: lowest to highest." if seeds > 1 else "One seed."
    return f"{line} {result.inputs} inputs."


def _range(result: DepthResult) -> list[float]:
    """Return one range for all that fits into it, so that figures side by side compare."""
    drawn = [value for point in result.points for value in (point.sqnr_db, point.theory_db, point.alone_db)]
    low, high = USUAL
    return [min(low, min(drawn) - 1), max(high, max(drawn) + 1)]


def _doublings(depth: int) -> list[int]:
    return [2**k for k in range(depth.bit_length())]
