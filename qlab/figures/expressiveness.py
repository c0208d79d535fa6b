"""Expressiveness, drawn: training accuracy against bits, a line for each width."""

from itertools import cycle
from statistics import fmean

import plotly.graph_objects as go

from qlab.experiments.expressiveness import FLOAT, ExpressivenessResult
from qlab.figures.expressiveness_findings import expressiveness_finding
from qlab.figures.style import axis, figure, palette
from qlab.metrics.means import mean_interval

LOOKS = (("solid", "circle"), ("dash", "square"), ("dot", "diamond"))


def expressiveness_figure(result: ExpressivenessResult, theme: str) -> go.Figure:
    """Draw for each width the training accuracy with its 95 % interval, from float to the fewest bits.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, spec = palette(theme), result.spec
    bits = [FLOAT, *sorted(spec.bits, reverse=True)]
    traces = []
    for width, (dash, symbol) in zip(spec.widths, cycle(LOOKS), strict=False):
        percents = [[100 * value for value in result.values(width, of)] for of in bits]
        means = [fmean(values) for values in percents]
        halves = [mean - mean_interval(values)[0] for mean, values in zip(means, percents, strict=True)]
        traces.append({
            "type": "scatter", "x": ["float" if of == FLOAT else str(of) for of in bits], "y": means,
            "mode": "lines+markers", "name": f"{width} units",
            "line": {"color": colors.quantized, "dash": dash, "width": 2.5}, "marker": {"symbol": symbol, "size": 10},
            "error_y": {"array": halves, "color": colors.quantized, "thickness": 2, "width": 6},
            "hovertemplate": f"{width} units, %{{x}}: %{{y:.1f}} %<extra></extra>",
        })  # fmt: skip
    return figure(
        theme,
        expressiveness_finding(result),
        traces,
        note=f"{spec.n_train} digits to learn. Mean of {len(spec.seeds)} seeds; whiskers: 95 %.",
        xaxis=axis(theme, "Bits of the weights", type="category"),
        yaxis=axis(theme, "Right on training samples (%)", range=[0, 106], tickvals=[0, 25, 50, 75, 100]),
    )
