"""Accumulator, drawn: sums as they are, and as a register that is too small shows them."""

import plotly.graph_objects as go

from qlab.experiments.accumulator import AccumulatorResult
from qlab.figures.accumulator_findings import accumulator_finding
from qlab.figures.marks import line_across
from qlab.figures.style import axis, figure, palette


def accumulator_figure(result: AccumulatorResult, theme: str) -> go.Figure:
    """Draw how often each sum occurs, exact and wrapped, between the ends of the register.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, spec = palette(theme), result.spec
    edges = list(result.edges)
    ends = (-spec.top - 1, spec.top)
    reads = "%{y} sums near %{x:.3s}"
    steps = [
        {
            "type": "scatter", "x": edges, "y": [*counts, 0], "mode": "lines", "name": name,
            "line": {"color": color, "width": 2.5, "shape": "hv", "dash": dash},
            "hovertemplate": f"{name}: {reads}<extra></extra>",
        }
        for name, counts, color, dash in (
            ("exact", result.exact, colors.float_network, "solid"),
            (f"in {spec.bits} bits, wrapped", result.wrapped, colors.quantized, "dash"),
        )
    ]  # fmt: skip
    return figure(
        theme,
        accumulator_finding(result),
        steps,
        note=f"{spec.products:,} dot products of {spec.terms:,} terms. Dotted: the ends of the register.",
        hovermode="closest",
        xaxis=axis(theme, "Sum", range=[edges[0], edges[-1]], nticks=6),
        yaxis=axis(theme, "Dot products", rangemode="tozero"),
        shapes=[line_across("x", end, colors.clipping, "dot") for end in ends],
    )
