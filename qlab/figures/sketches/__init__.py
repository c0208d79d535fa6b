"""Sketches, drawn: for each kind in `qlab.sketches.SKETCHES` what draws it."""

from collections.abc import Callable, Mapping
from typing import Any

import plotly.graph_objects as go

from qlab.figures.sketches.answers import answers_figure
from qlab.figures.sketches.function import function_figure
from qlab.figures.sketches.network import network_figure
from qlab.figures.sketches.shared_scales import shared_scales_figure
from qlab.figures.sketches.snap import snap_figure
from qlab.figures.sketches.staircase import staircase_figure
from qlab.sketches import SKETCHES

DRAW: Mapping[str, Callable[[Any, str], go.Figure]] = {
    "snap": snap_figure,
    "staircase": staircase_figure,
    "function": function_figure,
    "shared_scales": shared_scales_figure,
    "network": network_figure,
    "answers": answers_figure,
}


def sketch_figure(spec: Any, theme: str) -> go.Figure:
    """Draw a sketch from the spec that `qlab.sketches.sketch_of` returns.

    Raises:
        ValueError: for an unknown theme.

    >>> from qlab.sketches import sketch_of
    >>> len(sketch_figure(sketch_of("function --of relu"), "light").data)
    1
    """
    kind = next(name for name, kind in SKETCHES.items() if kind is type(spec))
    return DRAW[kind](spec, theme)
