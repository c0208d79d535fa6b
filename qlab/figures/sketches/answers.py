"""Answers, drawn: a mark for each test sample, or the probabilities of one."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from qlab.figures.sketches.frame import LEGEND, MARGIN
from qlab.figures.sketches.one_sample import margin, probabilities
from qlab.figures.style import axis, figure, palette
from qlab.sketches.answers import Answers, AnswersSpec, answers

ACROSS = 12  # samples in a row
ROW = 40  # pixels
Kinds = Mapping[str, tuple[np.ndarray, str, str, int]]


def answers_figure(spec: AnswersSpec, theme: str) -> go.Figure:
    """Draw what `spec.shows`."""
    found = answers(spec)
    if spec.shows in ("probabilities", "margin"):
        return {"probabilities": probabilities, "margin": margin}[spec.shows](found, spec, theme)
    return _samples(
        {"accuracy": _accuracy, "flips": _flips, "pairs": _pairs}[spec.shows](found, theme), theme
    )


def _accuracy(found: Answers, theme: str) -> Kinds:
    colors, right = palette(theme), found.right[1]
    return {
        f"right: {right.sum()}": (right, "circle", colors.chance, 11),
        f"wrong: {(~right).sum()}": (~right, "x", colors.other, 14),
    }


def _flips(found: Answers, theme: str) -> Kinds:
    colors, flipped = palette(theme), found.flipped
    return {
        "same answer": (~flipped, "circle", colors.chance, 9),
        f"another: {flipped.sum()} of {len(flipped)}": (flipped, "diamond", colors.quantized, 16),
    }


def _pairs(found: Answers, theme: str) -> Kinds:
    colors, (in_float, quantized) = palette(theme), found.right
    return {
        "both right or both wrong": (in_float == quantized, "circle", colors.chance, 9),
        f"only float right: {(in_float & ~quantized).sum()}": (
            in_float & ~quantized, "diamond", colors.float_network, 16,
        ),
        f"only quantized right: {(quantized & ~in_float).sum()}": (
            quantized & ~in_float, "square", colors.quantized, 14,
        ),
    }  # fmt: skip


def _samples(kinds: Kinds, theme: str) -> go.Figure:
    count = len(next(iter(kinds.values()))[0])
    rows = -(-count // ACROSS)
    traces = [
        {
            "type": "scatter", "mode": "markers", "name": name,
            "marker": {"symbol": symbol, "color": color, "size": size},
            "x": (np.flatnonzero(which) % ACROSS).tolist(), "y": (-(np.flatnonzero(which) // ACROSS)).tolist(),
        }
        for name, (which, symbol, color, size) in kinds.items()
    ]  # fmt: skip
    return figure(
        theme,
        "",
        traces,
        height=70 + ROW * rows,
        margin=MARGIN,
        legend=LEGEND,
        hovermode=False,
        xaxis=axis(theme, visible=False, range=[-0.6, ACROSS - 0.4]),
        yaxis=axis(theme, visible=False, range=[-rows + 0.4, 0.6]),
    )
