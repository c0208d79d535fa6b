"""The map of recovery: what came back over bits and learning rate, a panel for each share of the data."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.recovery import RecoveryResult
from qlab.experiments.recovery_trials import Setting
from qlab.figures.marks import label
from qlab.figures.recovered_map_findings import map_finding, share_of_data, shown
from qlab.figures.style import axis, faded, figure, palette
from qlab.figures.words import bits_word, capital

ROW = 64  # pixels
REST = 210
BETWEEN = 0.06  # panels, of the width


def recovered_map_figure(result: RecoveryResult, theme: str) -> go.Figure:
    """Draw a panel per share of the data: bits downward, learning rate to the right, in each cell what came back.

    Raises:
        ValueError: for an unknown theme.
    """
    spec, text = result.spec, palette(theme).text
    width = (1 + BETWEEN) / len(spec.fractions)
    layout: dict[str, Any] = {}
    panels, words = [], []
    for number, fraction in enumerate(spec.fractions, start=1):
        ends = [(number - 1) * width, number * width - BETWEEN]
        place = "" if number == 1 else str(number)
        layout[f"xaxis{place}"] = axis(
            theme, "Learning rate", domain=ends, type="category", showgrid=False, fixedrange=True
        )
        panels.append(_panel(result, fraction, f"x{place}", theme))
        above: dict[str, Any] = {
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
        }
        words.append(label(capital(share_of_data(fraction)), text, x=ends[0], **above))
    return figure(
        theme,
        map_finding(result),
        panels,
        note=f"Of what was lost, the share that came back, in %. Mean of {len(spec.seeds)} networks.",
        top=24,
        height=REST + ROW * len(spec.bits),
        yaxis=axis(theme, type="category", autorange="reversed", showgrid=False),
        annotations=words,
        **layout,
    )  # fmt: skip


def _panel(result: RecoveryResult, fraction: float, xaxis: str, theme: str) -> dict[str, Any]:
    spec, color = result.spec, palette(theme).finetuned
    cells = {(one.bits, one.learning_rate): one for one in result.settings if one.fraction == fraction}
    bits, rates = sorted(spec.bits, reverse=True), sorted(spec.learning_rates)
    rows = [[cells[of, rate] for rate in rates] for of in bits]
    return {
        "type": "heatmap", "xaxis": xaxis, "yaxis": "y", "x": [_power(rate) for rate in rates],
        "y": [bits_word(of) for of in bits], "xgap": 3, "ygap": 3, "showscale": False,
        "z": [[100 * one.recovered[0] if one.recovered else None for one in row] for row in rows],
        "zmin": 0, "zmax": 100, "colorscale": [[0, faded(color, 0.08)], [1, faded(color, 0.6)]],
        "text": [[shown(one) for one in row] for row in rows], "texttemplate": "%{text}",
        "textfont": {"color": palette(theme).text, "size": 16},
        "hovertext": [[_hover(one) for one in row] for row in rows], "hoverinfo": "text",
    }  # fmt: skip


def _power(rate: float) -> str:
    """Return a power of ten as one, which is shorter than its zeros; another number as it is."""
    digits, exponent = f"{rate:.0e}".split("e")
    return f"10<sup>\N{MINUS SIGN}{abs(int(exponent))}</sup>" if digits == "1" and rate < 1 else f"{rate:g}"


def _hover(one: Setting) -> str:
    before, after = (f"{100 * one.mean(arm):.1f} %" for arm in ("before", "after"))
    return f"{bits_word(one.bits)}, learning rate {one.learning_rate:g}<br>{before} → {after}"
