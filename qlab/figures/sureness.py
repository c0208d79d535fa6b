"""How sure networks are against how often they are right: few bits move them, one temperature moves them back."""

from itertools import chain
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.temperature import Stage, TemperatureResult
from qlab.figures.losses import BELOW
from qlab.figures.marks import label
from qlab.figures.style import axis, figure, palette
from qlab.figures.sureness_findings import mended_finding, spoiled_finding
from qlab.figures.words import bits_word

SYMBOLS = {"float": "circle", "quantized": "square", "scaled": "diamond"}


def spoiled_figure(result: TemperatureResult, theme: str) -> go.Figure:
    """Draw where each float network lies and where its quantized copy does.

    Raises:
        ValueError: for an unknown theme.
    """
    return _moves(result, theme, spoiled_finding(result), "float", "quantized")


def mended_figure(result: TemperatureResult, theme: str) -> go.Figure:
    """Draw where each quantized network lies without and with its temperature, which moves it only sideways.

    Raises:
        ValueError: for an unknown theme.
    """
    return _moves(result, theme, mended_finding(result), "quantized", "scaled")


def _moves(result: TemperatureResult, theme: str, finding: str, before: str, after: str) -> go.Figure:
    colors = palette(theme)
    paint = {"float": colors.float_network, "quantized": colors.quantized, "scaled": colors.other}
    names = {
        "float": "float32", "quantized": bits_word(result.spec.bits), "scaled": "with its temperature",
    }  # fmt: skip
    drawn = [*result.at(before), *result.at(after)]
    low = 10 * int(min(min(100 * part.accuracy, 100 * part.confidence) for part in drawn) / 10 - 0.3)
    span: dict[str, Any] = {"range": [low, 101], "dtick": 10 if low < 80 else 5}
    corner = {"xref": "x domain", "yref": "y domain", "font": {"size": 15, "color": colors.chance}}
    return figure(
        theme,
        finding,
        [
            {
                "type": "scatter", "x": [low, 100], "y": [low, 100], "mode": "lines", "name": "as sure as right",
                "line": {"color": colors.theory, "width": 1.5}, "hoverinfo": "skip",
            },
            _joined(result.at(before), result.at(after), colors.chance),
            *(_marks(result.at(stage), names[stage], paint[stage]) for stage in (before, after)),
        ],
        note=f"A pair of marks for each of {len(result.spec.seeds)} seeds. {result.n_test} test samples.",
        hovermode="closest",
        legend=BELOW,
        xaxis=axis(theme, "How sure, on average (%)", **span),
        yaxis=axis(theme, "How often right (%)", **span),
        annotations=[
            label("not sure enough", colors.chance, x=0.02, y=0.98, xanchor="left", yanchor="top", **corner),
            label("too sure", colors.chance, x=0.98, y=0.03, xanchor="right", yanchor="bottom", **corner),
        ],
    )  # fmt: skip


def _joined(before: list[Stage], after: list[Stage], color: str) -> dict[str, Any]:
    """Return the trace of thin lines from where each network was to where it is."""
    pairs = list(zip(before, after, strict=True))
    return {
        "type": "scatter", "mode": "lines", "line": {"color": color, "width": 1}, "hoverinfo": "skip",
        "showlegend": False,
        "x": list(chain.from_iterable((100 * a.confidence, 100 * b.confidence, None) for a, b in pairs)),
        "y": list(chain.from_iterable((100 * a.accuracy, 100 * b.accuracy, None) for a, b in pairs)),
    }  # fmt: skip


def _marks(parts: list[Stage], name: str, color: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "name": name, "hoverinfo": "text",
        "x": [100 * part.confidence for part in parts], "y": [100 * part.accuracy for part in parts],
        "marker": {"symbol": SYMBOLS[parts[0].stage], "size": 12, "color": color},
        "text": [
            f"{name}, seed {part.seed}<br>{100 * part.accuracy:.1f} % right, {100 * part.confidence:.1f} % sure<br>"
            f"ECE {part.ece:.3f} ({part.ece_low:.3f} to {part.ece_high:.3f})"
            for part in parts
        ],
    }  # fmt: skip
