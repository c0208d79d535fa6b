"""Rest, drawn: the share of weights that change their level in a step, against epochs."""

import plotly.graph_objects as go

from qlab.experiments.rest import REMEDIES, RestResult
from qlab.figures.bands import mean_in_band
from qlab.figures.rest_findings import rest_finding
from qlab.figures.style import axis, figure, palette
from qlab.figures.words import bits_word


def rest_figure(result: RestResult, theme: str) -> go.Figure:
    """Draw the mean of the seeds in the band that they span, on an axis from one in a hundred thousand.

    Raises:
        ValueError: for an unknown theme.
    """
    spec = result.spec
    epochs = list(range(1, spec.epochs + 1))
    values = [[100 * network.changes[epoch - 1] for network in result.networks] for epoch in epochs]
    return figure(
        theme,
        rest_finding(result),
        mean_in_band(epochs, values, palette(theme).quantized, "mean", "%{y:.3g} %"),
        note=f"{bits_word(spec.bits)}, {REMEDIES[spec.remedy]}. Band: {len(spec.seeds)} networks.",
        showlegend=False,
        xaxis=axis(theme, "Epoch", dtick=1, range=[0.8, spec.epochs + 0.2]),
        yaxis=axis(
            theme, "Weights that change in a step (%, log axis)", type="log", range=[-3, -0.5],
            tickvals=[10.0**power for power in (-3, -2, -1)],
        ),
    )  # fmt: skip
