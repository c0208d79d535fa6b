"""The boundaries of a network that learned points drawn by hand."""

import plotly.graph_objects as go

from qlab.experiments.drawn import DrawnResult
from qlab.figures.boundary import decisions_figure
from qlab.figures.boundary_findings import decisions_alt


def drawn_figure(result: DrawnResult, bits: str, theme: str) -> go.Figure:
    """Draw the boundaries in float and with `bits` ("1" to "8"), and the points that were drawn.

    Raises:
        ValueError: for bits that were not measured, or an unknown theme.
    """
    return decisions_figure(result.at(int(bits)), theme)


def drawn_alt(result: DrawnResult, bits: str) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return decisions_alt(result.at(int(bits)))
