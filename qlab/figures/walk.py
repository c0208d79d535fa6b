"""The cliff of one network walks: what it keeps over bits, a line for each way to spend them."""

from itertools import cycle
from statistics import fmean

import plotly.graph_objects as go

from qlab.experiments.ladder import MOST_LOST, LadderResult
from qlab.experiments.ways import WAYS
from qlab.figures.cliff import MARKERS, size_colors
from qlab.figures.losses import BELOW
from qlab.figures.marks import label, line_across
from qlab.figures.style import axis, bits_axis, figure, palette
from qlab.figures.walk_findings import walk_finding
from qlab.figures.words import bits_word

TALL = 640  # pixels: the legend has a line for each way


def walk_figure(result: LadderResult, theme: str) -> go.Figure:
    """Draw the mean over the seeds of the accuracy above chance that is kept, in every way."""
    bits = sorted(result.spec.bits, reverse=True)
    looks = zip(result.spec.ways, size_colors(len(result.spec.ways), theme), cycle(MARKERS), strict=False)
    traces = []
    for way, color, marker in looks:
        kept = [100 - fmean(result.losses(way, (b,))) for b in bits]
        words = WAYS[way].about
        traces.append({
            "type": "scatter", "x": bits, "y": kept, "mode": "lines+markers", "name": words, "hoverinfo": "text",
            "text": [f"{words}, {bits_word(b)}: keeps {share:.1f} %" for b, share in zip(bits, kept, strict=True)],
            "line": {"color": color, "width": 2}, "marker": {"symbol": marker, "size": 9, "color": color},
        })  # fmt: skip
    gray, enough = palette(theme).chance, 100 - MOST_LOST
    return figure(
        theme,
        walk_finding(result),
        traces,
        note=f"Mean of {len(result.spec.seeds)} seeds. {result.n_test} test samples.",
        height=TALL,
        hovermode="closest",
        legend=BELOW,
        shapes=[line_across("y", enough, gray, "dash")],
        annotations=[
            label("nine tenths", gray, x=0, y=enough, xref="x domain", xanchor="left", yanchor="top")
        ],
        xaxis=bits_axis(theme, result.spec.bits),
        yaxis=axis(theme, "Accuracy kept (%)", range=[-8, 108], tickvals=[0, 50, 100]),
    )
