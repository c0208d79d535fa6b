"""Challenges, drawn: the values with the levels that someone chose, and afterwards what every choice costs."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from qlab.challenges.budget import BudgetChallenge
from qlab.challenges.clip import PERCENTS, ClipChallenge
from qlab.figures.marks import line_across
from qlab.figures.style import axis, faded, figure, palette

BINS = 60
HEIGHT = 360


def values_figure(
    values: np.ndarray, levels: Sequence[float], finding: str, theme: str, best: Sequence[float] = ()
) -> go.Figure:
    """Draw a histogram of `values`, a dashed line at each of `levels` and, if known, a solid one at each of the `best`.

    Raises:
        ValueError: for an unknown theme.
    """
    colors = palette(theme)
    count, edges = np.histogram(values, BINS)
    bars = {
        "type": "bar", "x": (edges[1:] + edges[:-1]) / 2, "y": count, "width": float(edges[1] - edges[0]),
        "marker": {"color": colors.float_network, "line": {"width": 0}}, "name": "values", "showlegend": False,
        "hovertemplate": "%{y} values at %{x:.3g}<extra></extra>",
    }  # fmt: skip
    kinds = ((levels, "your levels", colors.quantized, "dash"), (best, "best levels", colors.theory, "solid"))
    legend = [
        {
            "type": "scatter", "x": [None], "y": [None], "mode": "lines", "name": name,
            "line": {"color": color, "dash": dash, "width": 2},
        }
        for places, name, color, dash in kinds
        if len(places)
    ]  # fmt: skip
    return figure(
        theme,
        finding,
        [bars, *legend],
        height=HEIGHT,
        showlegend=True,
        xaxis=axis(theme, "Value"),
        yaxis=axis(theme, "Values in a bar", nticks=5),
        shapes=[
            line_across("x", float(place), color, dash)
            for places, _, color, dash in kinds
            for place in places
        ],
    )


def clip_figure(challenge: ClipChallenge, clip: int, theme: str) -> go.Figure:
    """Draw the error over all clips in its two parts, with the clip that was chosen and the best one.

    Raises:
        ValueError: for an unknown theme, or a clip that is not from 1 to 100.
    """
    colors, costs = palette(theme), challenge.costs(PERCENTS)
    both = costs.clipping + costs.rounding
    parts = (
        ("clipping", costs.clipping, colors.clipping, "dot"),
        ("rounding", costs.rounding, colors.rounding, "dash"),
        ("both", both, colors.quantized, "solid"),
    )
    lines = [
        {
            "type": "scatter", "x": PERCENTS, "y": np.where(cost > 0, cost, np.nan), "mode": "lines", "name": name,
            "line": {"color": color, "dash": dash, "width": 4 if name == "both" else 2},
            "hovertemplate": f"clip at %{{x}} %: %{{y:.3g}} {name}<extra></extra>",
        }
        for name, cost, color, dash in parts
    ]  # fmt: skip
    marks = [
        {
            "type": "scatter", "x": [at], "y": [challenge.error(at)], "mode": "markers", "name": name,
            "marker": {"symbol": symbol, "size": 15, "color": colors.text},
            "hovertemplate": f"{name}: clip at %{{x:.3g}} %, error %{{y:.3g}}<extra></extra>",
        }
        for name, at, symbol in (("you", clip, "circle"), ("best", challenge.best, "star"))
    ]  # fmt: skip
    return figure(
        theme,
        times_the_least(challenge.error(clip), challenge.error(challenge.best)),
        lines + marks,
        xaxis=axis(theme, "Clip (% of the largest value)", range=[0, 102]),
        yaxis=axis(
            theme, "Mean squared error", type="log", dtick=1, exponentformat="power", range=_decades(both)
        ),
    )


def _decades(errors: np.ndarray) -> list[float]:
    """Return the ends of a logarithmic axis: all of the whole error, and its parts down to a hundredth of the least."""
    return [float(np.log10(errors.min())) - 2, float(np.log10(errors.max())) + 0.2]


def times_the_least(error: float, least: float) -> str:
    """Return how an error compares with the least one, in a sentence.

    >>> times_the_least(3.0, 2.0)
    'Your error is 1.50 times the least'
    """
    return f"Your error is {error / least:.2f} times the least"


def budget_figure(challenge: BudgetChallenge, yours: Sequence[int], theme: str) -> go.Figure:
    """Draw the accuracy of every allocation within the budget over its cost; yours, the greedy and the best stand out.

    Raises:
        ValueError: for an unknown theme, or an allocation that was not measured.
    """
    colors, measured = palette(theme), challenge.measured
    weights = sum(measured.sizes)
    allowed = challenge.costs <= challenge.budget
    everyone = {
        "type": "scatter", "mode": "markers", "name": "all within the budget", "hoverinfo": "skip",
        "x": challenge.costs[allowed] / weights, "y": 100 * measured.correct[allowed] / measured.n_test,
        "marker": {"size": 5, "color": faded(colors.chance, 0.45)},
    }  # fmt: skip
    marks = [
        {
            "type": "scatter", "mode": "markers", "name": name,
            "x": [challenge.cost(bits) / weights], "y": [100 * challenge.accuracy(bits)],
            "marker": {"symbol": symbol, "size": 16, "color": color, "line": {"width": 1.5, "color": colors.page}},
            "hovertemplate": f"{name}: {', '.join(map(str, bits))} bits, %{{y:.1f}} %<extra></extra>",
        }
        for name, bits, symbol, color in (
            ("you", tuple(yours), "circle", colors.quantized),
            ("greedy", challenge.greedy, "diamond", colors.other),
            ("exhaustive", challenge.best, "star", colors.text),
        )
    ]  # fmt: skip
    reached, possible = (100 * challenge.accuracy(bits) for bits in (yours, challenge.best))
    return figure(
        theme,
        f"{reached:.0f} % with your bits, {possible:.0f} % with the best",
        [everyone, *marks],
        hovermode="closest",
        xaxis=axis(theme, "Bits of a weight, on average"),
        yaxis=axis(theme, "Test accuracy (%)", range=[0, 102]),
    )
