"""Drift, drawn: the error of the state against time, both on axes where a power of time is a straight line."""

from statistics import fmean

import plotly.graph_objects as go

from qlab.experiments.drift import SUM, DriftResult
from qlab.figures.bands import bits_looks, foretold, mean_in_band
from qlab.figures.drift_findings import drift_finding
from qlab.figures.losses import BELOW
from qlab.figures.style import axis, figure, palette
from qlab.figures.words import bits_word

TICKS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]


def drift_figure(result: DriftResult, theme: str) -> go.Figure:
    """Draw the error in percent of the state, one line for each number of bits, theory dashed.

    Raises:
        ValueError: for an unknown theme.
    """
    spec = result.spec
    frames = [2**k for k in range(spec.doublings + 1)]
    traces = []
    for each, (color, marker) in bits_looks(spec.bits, theme).items():
        points = result.at(each)
        measured = list(zip(*(point.errors for point in points), strict=True))
        shown = [place for place, errors in enumerate(measured) if min(errors) > 0]  # the sum begins without
        x = [frames[place] for place in shown]
        name, reads = bits_word(each), "%{y:.3g} % until frame %{x}"
        traces += mean_in_band(
            x, [[100 * e for e in measured[place]] for place in shown], color, name, reads, marker
        )
        if spec.network == SUM:
            theory = [100 * fmean(point.theory[place] for point in points if point.theory) for place in shown]
            line = foretold(x, theory, palette(theme).theory, reads)
            traces.append(line | {"showlegend": each == min(spec.bits)})
    return figure(
        theme,
        drift_finding(result),
        traces,
        note="Root mean square of the difference to float, over that of the state. Bands: all seeds.",
        hovermode="closest",
        legend=BELOW,
        xaxis=axis(theme, "Frames since the start (log axis)", type="log", tickvals=frames[::2]),
        yaxis=axis(theme, "Error of the state (%, log axis)", type="log", tickvals=TICKS),
    )
