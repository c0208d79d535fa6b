"""Who is hurt, drawn: answers changed from the least sure to the surest quarter, and answers lost by class."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.who_is_hurt import HurtResult
from qlab.figures.hurt_findings import (
    QUARTERS,
    changed_by_quarter,
    classes_differ_finding,
    lost_by_class,
    unsure_first_finding,
)
from qlab.figures.losses import BELOW
from qlab.figures.marks import line_across
from qlab.figures.style import axis, faded, figure, palette


def unsure_first_figure(result: HurtResult, theme: str) -> go.Figure:
    """Draw the share of answers that changed in each quarter, the one with the smallest float margins first.

    Raises:
        ValueError: for an unknown theme.
    """
    across = axis(theme, "How sure the float network was", type="category", tickangle=0)
    return _bars(
        theme, unsure_first_finding(result), QUARTERS, changed_by_quarter(result), result,
        xaxis=across, yaxis=axis(theme, "Answers changed (%)", range=[0, 104]),
    )  # fmt: skip


def classes_differ_figure(result: HurtResult, theme: str) -> go.Figure:
    """Draw the share of its samples that each class loses: right in float, wrong now.

    Raises:
        ValueError: for an unknown theme.
    """
    lost = lost_by_class(result)
    names = [str(index) for index in range(len(lost))]
    top = max(10.0, 1.08 * max(max(some) for some in lost))
    return _bars(
        theme, classes_differ_finding(result), names, lost, result,
        xaxis=axis(theme, "Class", type="category", tickangle=0),
        yaxis=axis(theme, "Answers lost (% of the class)", range=[0, top]),
    )  # fmt: skip


def _bars(
    theme: str,
    finding: str,
    names: Sequence[str],
    shares: Sequence[Sequence[float]],
    result: HurtResult,
    **axes: Any,
) -> go.Figure:
    """Draw a bar for the mean over seeds of each group, a dot for every seed, and a line for all groups together."""
    colors, mean = palette(theme), fmean(map(fmean, shares))
    where = [name for name, some in zip(names, shares, strict=True) for _ in some]
    values = [value for some in shares for value in some]
    seeds = [seed for _ in names for seed in result.spec.seeds]
    return figure(
        theme,
        finding,
        [
            {
                "type": "bar", "x": list(names), "y": list(map(fmean, shares)), "name": "mean", "hoverinfo": "skip",
                "marker": {"color": faded(colors.quantized, 0.45), "line": {"color": colors.quantized, "width": 1}},
            },
            {
                "type": "scatter", "x": where, "y": values, "mode": "markers", "name": "a seed", "hoverinfo": "text",
                "marker": {"size": 9, "color": colors.quantized, "line": {"color": colors.page, "width": 1}},
                "text": [f"{n}, seed {s}: {v:.1f} %" for n, s, v in zip(where, seeds, values, strict=True)],
            },
        ],
        note=f"Bars: mean of {len(result.spec.seeds)} seeds, dashed: all samples, {mean:.1f} %. {result.n_test} test "
        "samples.",
        hovermode="closest",
        legend=BELOW,
        bargap=0.3,
        shapes=[line_across("y", mean, colors.chance, "dash")],
        **axes,
    )  # fmt: skip
