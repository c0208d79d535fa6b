"""Restless weights, drawn: how many change, or how far they move, against bits."""

import plotly.graph_objects as go

from qlab.experiments.restless import STEPS, RestlessResult
from qlab.figures.bands import mean_in_band
from qlab.figures.restless_findings import restless_finding
from qlab.figures.style import axis, bits_axis, figure, palette

AXES = {
    "share": "Weights changed (%, log axis)",
    "distance": "Change of weights (%, log axis)",
}


def restless_figure(result: RestlessResult, theme: str) -> go.Figure:
    """Draw the asked measure against bits, the mean of the seeds in the band that they span.

    Raises:
        ValueError: for an unknown theme.
    """
    bits = sorted(result.spec.bits, reverse=True)
    values = [[100 * value for value in result.values(at)] for at in bits]
    return figure(
        theme,
        restless_finding(result),
        mean_in_band(bits, values, palette(theme).quantized, "mean", "%{y:.3g} %"),
        note=f"{STEPS} steps of fine-tuning, learning rate {result.spec.learning_rate:g}, scale fixed. "
        f"Band: {len(result.spec.seeds)} seeds.",
        showlegend=False,
        xaxis=bits_axis(theme, bits),
        yaxis=axis(
            theme, AXES[result.spec.measure], type="log", range=[-1, 2.05], tickvals=[0.1, 1, 10, 100]
        ),
    )
