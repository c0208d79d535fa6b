"""Language models, drawn: the bits that a character takes against the bits of the weights, one line a model."""

from collections.abc import Iterator
from statistics import fmean
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.language import LanguageResult
from qlab.figures.cliff import MARKERS, size_colors
from qlab.figures.language_findings import float_bits, language_finding
from qlab.figures.marks import label, line_across
from qlab.figures.sizes_findings import by_size
from qlab.figures.style import axis, bits_axis, figure, palette
from qlab.figures.tolerance import LEGEND
from qlab.figures.words import bits_word

ROOM = 1.1


def language_figure(result: LanguageResult, theme: str) -> go.Figure:
    """Draw bits per character, with bands from the lowest seed to the highest; dotted are the float models.

    Raises:
        ValueError: for an unknown theme.
    """
    chance, models = palette(theme).chance, by_size(result)
    looks = list(zip(models, size_colors(len(models), theme), MARKERS, strict=False))
    highest = max(result.guess, *(point.bits_per_character for point in result.points))
    return figure(
        theme,
        language_finding(result),
        [trace for look in looks for trace in _traces(result, *look)],
        note=f"Lines: mean of {len(result.spec.seeds)} seeds, bands: lowest to highest. Dotted: float32.",
        hovermode="closest",
        legend=LEGEND,
        xaxis=bits_axis(theme, result.spec.bits),
        yaxis=axis(theme, "Bits per character (less is better)", range=[0, ROOM * highest]),
        shapes=[
            *(line_across("y", float_bits(result, model), color, "dot", 1.5) for model, color, _ in looks),
            line_across("y", result.guess, chance, "dash"),
        ],
        annotations=[
            label("guessing", chance, y=result.guess, x=0, xref="x domain", xanchor="left", yanchor="bottom")
        ],
    )


def _traces(result: LanguageResult, model: str, color: str, marker: str) -> Iterator[dict[str, Any]]:
    bits = sorted(result.spec.bits, reverse=True)
    found = [result.at(model, at) for at in bits]
    edge: dict[str, Any] = {
        "type": "scatter", "x": bits, "mode": "lines", "line": {"width": 0, "color": color}, "hoverinfo": "skip",
        "showlegend": False,
    }  # fmt: skip
    yield edge | {"y": [max(some) for some in found]}
    fill = color.replace("rgb", "rgba").replace(")", ", 0.18)")
    yield edge | {"y": [min(some) for some in found], "fill": "tonexty", "fillcolor": fill}
    yield {
        "type": "scatter", "x": bits, "y": [fmean(some) for some in found], "name": model, "mode": "lines+markers",
        "hoverinfo": "text", "line": {"color": color, "width": 3},
        "marker": {"symbol": marker, "size": 10, "color": color},
        "text": [
            f"{model}, {bits_word(at)}: {fmean(some):.3f} bits per character<br>"
            f"seeds {min(some):.3f} to {max(some):.3f}"
            for at, some in zip(bits, found, strict=True)
        ],
    }  # fmt: skip
