"""A number line: what a learner estimated, a guess in its range, and below it what was measured, with its band."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from qlab.figures.style import axis, figure, palette

HEIGHT = 270  # pixels
YOU, MEASURED = 1, 0  # the rows


@dataclass(frozen=True)
class NumberLine:
    """What stands on a number line from 0 to `highest`.

    Attributes:
        name: what the number is.
        unit: of all that follows.
        highest: the end of the line.
        estimate: where the learner's range begins, the guess, where the range ends.
        measured: where the measured band begins, the number, where the band ends.
        band: what the band is.
    """

    name: str
    unit: str
    highest: float
    estimate: tuple[float, float, float]
    measured: tuple[float, float, float]
    band: str

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for the estimate and one for what was measured."""
        told = (("your estimate", self.estimate), ("measured", self.measured))
        return [
            {"what": what, "from": low, "number": number, "to": high, "unit": self.unit}
            for what, (low, number, high) in told
        ]


def number_line_figure(line: NumberLine, theme: str) -> go.Figure:
    """Draw the learner's range, dashed like all that is foretold, above the measured band.

    Raises:
        ValueError: for an unknown theme.
    """
    colors = palette(theme)
    finding = f"Measured {line.measured[1]:.3g} {line.unit}; you said {line.estimate[1]:.3g}"
    return figure(
        theme,
        finding,
        [
            *_row(YOU, line.estimate, colors.theory, "dash", "diamond", line.unit),
            *_row(MEASURED, line.measured, colors.quantized, "solid", "circle", line.unit),
        ],
        note=f"Dashed: your range. Below it: {line.band}.",
        height=HEIGHT,
        showlegend=False,
        hovermode="closest",
        xaxis=axis(theme, f"{line.name} ({line.unit})", range=[-0.02 * line.highest, 1.02 * line.highest]),
        yaxis=axis(
            theme, range=[-0.6, 1.6], tickvals=[YOU, MEASURED], ticktext=["you", "measured"], showgrid=False,
            zeroline=False,
        ),
    )  # fmt: skip


def _row(
    row: int, ends: tuple[float, float, float], color: str, dash: str, symbol: str, unit: str
) -> list[dict[str, Any]]:
    low, number, high = ends
    hover = f"%{{x:.3g}} {unit}<extra></extra>"
    return [
        {
            "type": "scatter", "x": [low, high], "y": [row, row], "mode": "lines+markers", "hovertemplate": hover,
            "line": {"color": color, "width": 3, "dash": dash},
            "marker": {"symbol": "line-ns", "size": 18, "color": color, "line": {"width": 3, "color": color}},
        },
        {
            "type": "scatter", "x": [number], "y": [row], "mode": "markers", "hovertemplate": hover,
            "marker": {"symbol": symbol, "size": 15, "color": color},
        },
    ]  # fmt: skip


def number_line_alt(line: NumberLine) -> str:
    """Return the figure in words, for someone who cannot see it.

    >>> number_line_alt(NumberLine("Sums", "%", 100, (10, 20, 60), (58, 59.5, 61), "95 % interval"))
    'Sums. You guessed 20 %, in a range from 10 to 60 %. Measured: 59.5 %, 58 to 61 % (95 % interval).'
    """
    (low, guess, high), (bottom, number, top) = line.estimate, line.measured
    return (
        f"{line.name}. You guessed {guess:.3g} {line.unit}, in a range from {low:.3g} to {high:.3g} {line.unit}. "
        f"Measured: {number:.3g} {line.unit}, {bottom:.3g} to {top:.3g} {line.unit} ({line.band})."
    )
