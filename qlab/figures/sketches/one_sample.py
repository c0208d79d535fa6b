"""One sample, drawn: how a network divides its answer among the classes."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from qlab.figures.marks import label, line_across
from qlab.figures.sketches.frame import LEGEND, MARGIN
from qlab.figures.style import axis, figure, palette
from qlab.figures.words import bits_word
from qlab.sketches.answers import Answers, AnswersSpec

HIGH = 320  # pixels


def probabilities(found: Answers, spec: AnswersSpec, theme: str) -> go.Figure:
    """Draw the probabilities of one sample, in float and quantized."""
    colors = palette(theme)
    both = (
        ("float", found.in_float, colors.float_network),
        (bits_word(spec.bits), found.quantized, colors.quantized),
    )
    traces: list[dict[str, Any]] = [
        {
            "type": "bar", "x": list(range(values.shape[1])), "y": (100 * values[spec.sample]).tolist(), "name": name,
            "marker": {"color": color}, "hovertemplate": "%{y:.0f} % for %{x}<extra></extra>",
        }
        for name, values, color in both
    ]  # fmt: skip
    return figure(
        theme,
        "",
        traces,
        height=HIGH,
        margin=MARGIN,
        legend=LEGEND,
        barmode="group",
        bargap=0.25,
        xaxis=axis(theme, "Answer: the digit", dtick=1),
        yaxis=axis(theme, "Probability (%)", range=[0, 102], tickvals=[0, 50, 100]),
    )


def margin(found: Answers, spec: AnswersSpec, theme: str) -> go.Figure:
    """Draw the float network's logits for one sample, and how far the best lies above the next."""
    colors, logits = palette(theme), found.logits[spec.sample]
    second, best = np.sort(logits)[-2:].tolist()
    bars = {
        "type": "bar", "x": list(range(len(logits))), "y": logits.tolist(), "marker": {"color": colors.float_network},
        "hovertemplate": "logit %{y:.1f} of %{x}<extra></extra>",
    }  # fmt: skip
    beside = {"xref": "x domain", "xanchor": "right", "bgcolor": colors.page}
    return figure(
        theme,
        "",
        [bars],
        height=HIGH,
        margin=MARGIN,
        shapes=[line_across("y", value, colors.theory, "dot", 1.5) for value in (second, best)],
        annotations=[label(f"margin {best - second:.1f}", colors.text, x=1, y=(best + second) / 2, **beside)],
        xaxis=axis(theme, "Answer: the digit", dtick=1),
        yaxis=axis(theme, "Logit", nticks=5),
    )
