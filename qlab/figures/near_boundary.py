"""Who flips, drawn: the share of points that flip in each tenth of them, from the boundary outward."""

from statistics import fmean

import plotly.graph_objects as go

from qlab.experiments.near_boundary import NearBoundaryResult
from qlab.figures.bands import mean_in_band
from qlab.figures.marks import line_across
from qlab.figures.near_boundary_findings import near_boundary_finding
from qlab.figures.style import axis, figure, palette


def near_boundary_figure(result: NearBoundaryResult, theme: str) -> go.Figure:
    """Draw the percentage that flips, as a mean in the band of the seeds, and where it would lie for all alike.

    Raises:
        ValueError: for an unknown theme.
    """
    colors = palette(theme)
    tenths = range(len(result.flipped[0].by_tenth))
    percent = [[100 * one.by_tenth[tenth] for one in result.flipped] for tenth in tenths]
    alike = fmean(100 * one.flips / result.n_test for one in result.flipped)
    return figure(
        theme,
        near_boundary_finding(result),
        mean_in_band([t + 1 for t in tenths], percent, colors.quantized, "flipped", "%{y:.1f} %"),
        note="Line: mean of the seeds, band: lowest to highest. Dashed: if distance said nothing.",
        showlegend=False,
        xaxis=axis(theme, "Tenth of the points, nearest first", tickvals=[t + 1 for t in tenths]),
        yaxis=axis(theme, "Points that flip (%)", range=[-4, 104]),
        shapes=[line_across("y", alike, colors.chance, "dash")],
    )
