"""A network, drawn: units in layers, weights between them, and what a word means in its color."""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from qlab.figures.marks import label
from qlab.figures.sketches.frame import MARGIN
from qlab.figures.style import figure, palette
from qlab.sketches.network import NetworkSpec

HIGH, SIZE = 270, 26  # pixels
MIDDLE = 1  # the unit of a hidden layer on which one thing is shown, from the top
BESIDE = {"units": (("× 10", -0.5, 0), ("÷ 10", 0.5, 0)), "bias": (("+ bias", 0, 0.5),)}
Ends = tuple[tuple[float, float], tuple[float, float]]


def network_figure(spec: NetworkSpec, theme: str) -> go.Figure:
    """Draw the layers from left to right; what is marked is blue and thick."""
    colors, marked = palette(theme), _marked_edges(spec)
    edges = [ends for ends in _edges(spec) if ends not in marked]
    tall = max(spec.units) / 2
    return figure(
        theme,
        "",
        [
            _lines(edges, colors.chance, 1),
            _lines(marked, colors.float_network, 3.5),
            *_units(spec, theme),
        ],
        height=HIGH,
        margin=MARGIN,
        showlegend=False,
        hovermode=False,
        xaxis={"visible": False, "range": [-0.45, len(spec.units) - 0.35]},
        yaxis={"visible": False, "range": [-tall - 0.5, tall + 0.6]},
        annotations=list(_words(spec, theme)),
    )


def _edges(spec: NetworkSpec) -> list[Ends]:
    pairs = zip(spec.places, spec.places[1:], strict=False)
    return [(start, end) for left, right in pairs for start in left for end in right]


def _marked_edges(spec: NetworkSpec) -> list[Ends]:
    shown = spec.places[1][MIDDLE]
    into = [ends for ends in _edges(spec) if ends[1] == shown]
    out = [ends for ends in _edges(spec) if ends[0] == shown]
    return {"weights": _edges(spec), "channel": into, "units": [*into, *out]}.get(spec.mark, [])


def _lines(edges: list[Ends], color: str, width: float) -> dict[str, Any]:
    x = [value for start, end in edges for value in (start[0], end[0], None)]
    y = [value for start, end in edges for value in (start[1], end[1], None)]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": color, "width": width}}


def _units(spec: NetworkSpec, theme: str) -> Iterator[dict[str, Any]]:
    colors, last = palette(theme), len(spec.units) - 1
    for layer, places in enumerate(spec.places):
        for unit, (x, y) in enumerate(places):
            one = (layer, unit) == (1, MIDDLE)
            full = {
                "activations": layer not in (0, last),
                "logits": layer == last,
                "channel": one,
                "units": one,
                "bias": one,
            }.get(spec.mark, False)
            line = {"color": colors.float_network if full else colors.chance, "width": 2}
            fill = colors.float_network if full else colors.page
            marker = {"size": SIZE, "color": fill, "line": line}
            yield {"type": "scatter", "mode": "markers", "x": [x], "y": [y], "marker": marker}


def _words(spec: NetworkSpec, theme: str) -> Iterator[dict[str, Any]]:
    """Yield what the layers are called, and what stands at the unit on which one thing is shown."""
    text, tall = palette(theme).text, max(spec.units) / 2
    last = len(spec.units) - 1
    for layer in range(len(spec.units)):
        name = {0: "inputs", last: "logits"}.get(layer, "units")
        yield label(name, text, x=layer, y=-tall - 0.1, yanchor="top")
    x, y = spec.places[1][MIDDLE]
    for words, shift, rise in BESIDE.get(spec.mark, ()):
        yield label(f"<b>{words}</b>", text, x=x + shift, y=y + rise, bgcolor=palette(theme).page)
