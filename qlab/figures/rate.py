"""What every format gets for its bits, against the bound of rate-distortion theory."""

import plotly.graph_objects as go

from qlab.experiments.rate import ENTROPY_CODED, GAP_DB, RateResult
from qlab.figures.losses import BELOW
from qlab.figures.marks import line_across
from qlab.figures.rate_findings import rate_finding
from qlab.figures.style import axis, figure, palette

LOOKS = (
    ("integer", "quantized", "circle", "markers"),
    ("floating point", "other", "square", "markers"),
    ("codebook", "finetuned", "diamond", "markers"),
    (ENTROPY_CODED, "rounding", "triangle-up", "lines+markers"),
)
TALL = 560  # pixels: the legend has four lines
USUAL = (-18.0, 2.0)  # dB


def rate_figure(result: RateResult, theme: str) -> go.Figure:
    """Draw every point's SQNR less 6.02 dB a bit over the bits that it takes; the bound is a line at 0."""
    colors = palette(theme)
    traces = []
    for kind, color, symbol, mode in LOOKS:
        points = [p for p in result.points if p.family.startswith(kind)]
        traces.append({
            "type": "scatter", "mode": mode, "name": kind, "x": [p.bits for p in points], "hoverinfo": "text",
            "y": [p.over_db for p in points], "line": {"color": getattr(colors, color), "width": 2},
            "text": [f"{p.name}: {p.bits:.2f} bits, {p.sqnr_db:.1f} dB" for p in points],
            "marker": {"symbol": symbol, "size": 9, "color": getattr(colors, color)},
        })  # fmt: skip
    low, high = (end(p.over_db for p in result.points) for end in (min, max))
    return figure(
        theme,
        rate_finding(result),
        traces,
        note=f"{result.n:,} values. Line: the bound for a Gaussian. Dashed: even steps, entropy coded, in theory.",
        height=TALL,
        hovermode="closest",
        legend=BELOW,
        shapes=[
            line_across("y", 0, colors.theory, "solid"),
            line_across("y", -GAP_DB, colors.theory, "dash", 1.5),
        ],
        xaxis=axis(theme, "Bits that a value takes"),
        yaxis=axis(
            theme, "SQNR less 6.02 dB a bit (dB)", range=[min(USUAL[0], low - 1), max(USUAL[1], high + 1)]
        ),
    )
