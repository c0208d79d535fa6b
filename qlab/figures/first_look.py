"""The first look, drawn: what a network answers to ten pictures, with fewer and fewer bits."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.first_look import FirstLookResult
from qlab.figures.first_look_findings import answers, first_look_finding
from qlab.figures.style import axis, faded, figure, palette

SIZE = 30  # pixels


def first_look_figure(result: FirstLookResult, theme: str) -> go.Figure:
    """Draw each answer in a mark: a pale square where it is right, a diamond where it is wrong.

    Raises:
        ValueError: for an unknown theme.
    """
    colors = palette(theme)
    given = [
        (f"{look.bits or 32}", digit, answer)
        for look in result.looks
        for digit, answer in enumerate(answers(look))
    ]
    looks = (
        ("right", "square", colors.float_network, [one for one in given if one[1] == one[2]]),
        ("wrong", "diamond", colors.quantized, [one for one in given if one[1] != one[2]]),
    )
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "markers+text", "name": name,
            "x": [bits for bits, _, _ in marks], "y": [digit for _, digit, _ in marks],
            "text": [f"{answer}" for _, _, answer in marks], "hovertemplate": "answer %{text}",
            "marker": {"symbol": symbol, "size": SIZE, "color": faded(color, 0.3)},
        }
        for name, symbol, color, marks in looks
    ]  # fmt: skip
    every = [f"{look.bits or 32}" for look in result.looks]
    across = {"type": "category", "categoryorder": "array", "categoryarray": every}
    return figure(
        theme,
        first_look_finding(result),
        traces,
        height=560,
        xaxis=axis(theme, "Bits (fewer to the right)", **across),
        yaxis=axis(theme, "Digit in the picture", tickvals=list(range(len(result.pictures))), zeroline=False),
    )
