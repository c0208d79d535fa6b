"""Variance, drawn: how far answers scatter when something is drawn anew, against bits."""

from math import log10

import plotly.graph_objects as go

from qlab.experiments.variance import VarianceResult
from qlab.figures.bands import foretold, mean_in_band
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, bits_axis, figure, palette
from qlab.figures.variance_findings import float_variance, mean_variance, most_to_fewest, variance_finding

READS = "%{y:.1e} at %{x} bits"
USUAL = 1e-7  # drawn down to here at least, so that figures side by side compare
SMALLEST = 1e-12  # drawn in place of 0, of which there is no logarithm


def variance_figure(result: VarianceResult, theme: str) -> go.Figure:
    """Draw the variance of the probabilities on a log axis, beside a line that grows fourfold a bit.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, bits = palette(theme), most_to_fewest(result)
    measured = [[max(point.variance, SMALLEST) for point in result.at(each)] for each in bits]
    first = max(mean_variance(result, bits[0]), SMALLEST)
    fourfold = [first * 4.0 ** (bits[0] - each) for each in bits]
    before = float_variance(result)
    shapes, words = [], []
    if before is not None and before > 0:
        shapes = [line_across("y", before, colors.float_network, "dot")]
        place = {"xref": "x domain", "xanchor": "left", "yanchor": "bottom"}
        words = [label("float32", colors.float_network, x=0.01, y=log10(before), **place)]
    low = min(USUAL, *(min(each) / 2 for each in measured))
    return figure(
        theme,
        variance_finding(result),
        [
            *mean_in_band(bits, measured, colors.quantized, "measured", READS),
            foretold(bits, fourfold, colors.theory, READS) | {"name": "4 times a bit"},
        ],
        note=_how_to_read(result),
        hovermode="closest",
        xaxis=bits_axis(theme, bits),
        yaxis=axis(
            theme, "Variance (log axis)", type="log", dtick=1, range=[log10(low), 0], exponentformat="power"
        ),
        shapes=shapes,
        annotations=words,
    )


def _how_to_read(result: VarianceResult) -> str:
    seeds = len(result.spec.seeds)
    line = f"Line: mean of {seeds} seeds, band: lowest to highest." if seeds > 1 else "One seed."
    return f"{line} {result.spec.draws} draws each, {result.n_test} test samples."
