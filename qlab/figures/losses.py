"""What is lost against anything that has an order: one line for each number of bits, and thick their mean."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import Any

import plotly.graph_objects as go

from qlab.figures.cliff import MARKERS, size_colors
from qlab.figures.style import axis, faded, figure, palette
from qlab.figures.words import bits_word

BELOW = {"orientation": "h", "yref": "container", "yanchor": "bottom", "y": 0, "x": 0, "font": {"size": 15}}
DRAWN = 3  # numbers of bits; with more there is nothing lost to see
Losses = Callable[[Any, Sequence[int]], Sequence[float]]


def fewest(bits: Sequence[int]) -> list[int]:
    """Return the smallest numbers of bits, most bits first: those that are drawn.

    >>> fewest((8, 2, 4, 3))
    [4, 3, 2]
    """
    return sorted(bits)[:DRAWN][::-1]


def losses_figure(
    theme: str, finding: str, *, along: Mapping[Any, str], title: str, bits: Sequence[int], losses: Losses
) -> go.Figure:
    """Draw losses in percent: lines are means over the seeds, bands the lowest to the highest.

    Args:
        theme: "light" or "dark".
        finding: the figure's title.
        along: what is compared, in order, and how the axis calls each.
        title: of that axis.
        bits: all that were measured.
        losses: (one of `along`, bits) -> for each seed the percentage that is lost, averaged over these bits.
    """
    apart = fewest(bits)
    lines: list[tuple[str, Sequence[int], str, str, int]] = [
        (bits_word(at), (at,), color, marker, 2)
        for at, color, marker in zip(apart, size_colors(len(apart), theme), MARKERS, strict=False)
    ]
    every = f"mean of {max(bits)} to {bits_word(min(bits))}"
    lines.append((every, tuple(bits), palette(theme).quantized, "hexagon", 4))
    names = list(along.values())
    return figure(
        theme,
        finding,
        [
            trace
            for name, some, color, marker, width in lines
            for trace in _traces(names, name, [losses(one, some) for one in along], color, marker, width)
        ],
        note="Of the accuracy above chance. Lines: mean of the seeds, bands: lowest to highest.",
        hovermode="closest",
        legend=BELOW,
        xaxis=axis(theme, title, type="category", tickangle=0),
        yaxis=axis(theme, "Accuracy lost (%)", range=[-4, 108], tickvals=[0, 25, 50, 75, 100]),
    )


def _traces(
    names: list[str], line: str, lost: Sequence[Sequence[float]], color: str, marker: str, width: int
) -> Iterator[dict[str, Any]]:
    pale = color.replace("rgb", "rgba").replace(")", ", 0.18)") if "rgb" in color else faded(color, 0.3)
    edge: dict[str, Any] = {
        "type": "scatter",
        "x": names,
        "mode": "lines",
        "line": {"width": 0, "color": color},
    }
    edge |= {"hoverinfo": "skip", "showlegend": False, "legendgroup": line}
    yield edge | {"y": [max(some) for some in lost]}
    yield edge | {"y": [min(some) for some in lost], "fill": "tonexty", "fillcolor": pale}
    yield {
        "type": "scatter", "x": names, "y": [fmean(some) for some in lost], "mode": "lines+markers", "name": line,
        "legendgroup": line, "hoverinfo": "text", "line": {"color": color, "width": width},
        "marker": {"symbol": marker, "size": 10, "color": color},
        "text": [
            f"{name}, {line}: {fmean(some):.1f} % lost<br>seeds {min(some):.1f} to {max(some):.1f} %"
            for name, some in zip(names, lost, strict=True)
        ],
    }  # fmt: skip
