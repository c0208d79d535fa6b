"""A mean over seeds, drawn as a line in the band that the seeds span."""

from collections.abc import Sequence
from itertools import cycle
from statistics import fmean
from typing import Any

from qlab.figures.cliff import MARKERS, size_colors
from qlab.figures.style import faded

BAND = 0.22  # opacity


def bits_looks(bits: Sequence[int], theme: str) -> dict[int, tuple[str, str]]:
    """Return a color and a marker for each number of bits, most bits first.

    >>> list(bits_looks((4, 8), "light"))
    [8, 4]
    """
    ordered = sorted(bits, reverse=True)
    return dict(
        zip(ordered, zip(size_colors(len(ordered), theme), cycle(MARKERS), strict=False), strict=True)
    )


def mean_in_band(
    x: Sequence[float],
    values: Sequence[Sequence[float]],
    color: str,
    name: str,
    reads: str,
    marker: str = "circle",
) -> list[dict[str, Any]]:
    """Return the traces of a line: at each x the mean of its values, in a band from the lowest to the highest.

    Args:
        x: where.
        values: for each x one value a seed.
        color: of line and band, "#RRGGBB" or "rgb(r, g, b)".
        name: what the legend calls it.
        reads: how hovering words a value, as a format of Plotly's, such as "%{y:.1f} dB".
        marker: its symbol, as Plotly calls it.

    >>> traces = mean_in_band([1], [[2.0, 4.0]], "#000000", "measured", "%{y}")
    >>> [list(trace["y"]) for trace in traces]
    [[4.0], [2.0], [3.0]]
    """
    edge = {
        "type": "scatter", "x": list(x), "mode": "lines", "line": {"width": 0, "color": color}, "hoverinfo": "skip",
        "showlegend": False,
    }  # fmt: skip
    return [
        edge | {"y": [max(each) for each in values]},
        edge | {"y": [min(each) for each in values], "fill": "tonexty", "fillcolor": faded(color, BAND)},
        {
            "type": "scatter", "x": list(x), "y": [fmean(each) for each in values], "mode": "lines+markers",
            "name": name, "line": {"color": color, "width": 3}, "marker": {"size": 8, "color": color, "symbol": marker},
            "hovertemplate": f"{name}: {reads}<extra></extra>",
        },
    ]  # fmt: skip


def foretold(x: Sequence[float], y: Sequence[float], color: str, reads: str) -> dict[str, Any]:
    """Return the trace of what theory foretells: dashed, everywhere in the lab.

    >>> foretold([1], [2.0], "#000000", "%{y}")["line"]["dash"]
    'dash'
    """
    return {
        "type": "scatter", "x": list(x), "y": list(y), "mode": "lines", "name": "theory",
        "line": {"color": color, "width": 2, "dash": "dash"}, "hovertemplate": f"theory: {reads}<extra></extra>",
    }  # fmt: skip
