"""Trials of fine-tuning, drawn: for each setting from where to where the accuracy went, every seed and the mean."""

from typing import Any

import plotly.graph_objects as go

from qlab.experiments.recovery import RecoveryResult
from qlab.experiments.recovery_trials import Setting
from qlab.figures.marks import label, line_across
from qlab.figures.recovered_findings import back, names, recovered_finding, setup
from qlab.figures.style import axis, figure, palette
from qlab.metrics.means import mean_interval

ROW = 84  # pixels
REST = 300
QUARTERS = [0, 25, 50, 75, 100]
SEEDS_BELOW, WORDS_ABOVE = 0.2, 0.3  # of a row, from its middle


def recovered_figure(result: RecoveryResult, theme: str) -> go.Figure:
    """Draw a row per setting: the mean before, after with its 95 % interval, the float control, and seeds as dots.

    Raises:
        ValueError: for an unknown theme.
    """
    colors, settings = palette(theme), result.settings
    start, chance = 100 * settings[0].mean("in_float"), 100 * result.chance
    places = range(len(settings))
    samples = f"{len(result.spec.seeds)} networks, {result.n_test} test samples"
    return figure(
        theme,
        recovered_finding(result),
        [*_means(settings, theme), _seeds(settings, theme)],
        note=f"{setup(result)}. Line: float. {samples}; whiskers: 95 %.",
        height=REST + ROW * max(len(settings), 2),  # so that two that stand side by side are alike
        xaxis=axis(theme, "Test accuracy (%)", range=[0, 104], tickvals=QUARTERS),
        yaxis=axis(
            theme, range=[len(settings) - 0.5, -0.6], tickvals=list(places), showgrid=False, zeroline=False,
            ticktext=[name.replace(" of the", "<br>of the").replace("rate ", "<br>rate ") for name in names(settings)],
        ),
        shapes=[
            line_across("x", start, colors.float_network, "solid", 1.5),
            line_across("x", chance, colors.chance, "dash", 1.5),
        ],
        annotations=[
            label("chance", colors.chance, x=chance, xanchor="left", y=0, yref="y domain", yanchor="bottom"),
            *(_words(row, setting, colors.text) for row, setting in enumerate(settings)),
        ],
        legend={"orientation": "h", "yanchor": "top", "y": -0.3, "x": 0, "font": {"size": 15}},
    )  # fmt: skip


def _words(row: int, setting: Setting, color: str) -> dict[str, Any]:
    middle = 50 * (setting.mean("before") + setting.mean("after"))
    return label(back(setting), color, x=min(max(middle, 20), 80), y=row - WORDS_ABOVE)


def _means(settings: tuple[Setting, ...], theme: str) -> list[dict[str, Any]]:
    colors = palette(theme)
    rows = list(range(len(settings)))
    looks = {
        "before": ("Before", colors.quantized, "diamond"),
        "after": ("After", colors.finetuned, "circle"),
        "control": ("Float control, after", colors.float_network, "circle-open"),
    }
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter", "x": [100 * setting.mean(arm) for arm in ("before", "after")], "y": [row, row],
            "mode": "lines", "line": {"color": colors.finetuned, "width": 2}, "showlegend": False,
            "hoverinfo": "skip",
        }
        for row, setting in zip(rows, settings, strict=True)
    ]  # fmt: skip
    for arm, (name, color, symbol) in looks.items():
        means = [100 * setting.mean(arm) for setting in settings]
        traces.append({
            "type": "scatter", "x": means, "y": rows, "mode": "markers", "name": name,
            "marker": {"color": color, "symbol": symbol, "size": 13, "line": {"width": 2, "color": color}},
            "error_x": _whiskers(settings, arm, color),
            "hovertemplate": f"{name}: %{{x:.1f}} %<extra></extra>",
        })  # fmt: skip
    return traces


def _whiskers(settings: tuple[Setting, ...], arm: str, color: str) -> dict[str, Any]:
    """Return the 95 % intervals of the means over seeds."""
    halves = []
    for setting in settings:
        low, high = mean_interval([getattr(trial, arm) for trial in setting.trials])
        halves.append(50 * (high - low))
    return {"array": halves, "color": color, "thickness": 2, "width": 6}


def _seeds(settings: tuple[Setting, ...], theme: str) -> dict[str, Any]:
    colors = palette(theme)
    dots = [
        (100 * getattr(trial, arm), row + SEEDS_BELOW, color, f"seed {trial.seed}, {arm}")
        for row, setting in enumerate(settings)
        for trial in setting.trials
        for arm, color in (("before", colors.quantized), ("after", colors.finetuned))
    ]
    x, y, color, text = (list(column) for column in zip(*dots, strict=True))
    return {
        "type": "scatter", "x": x, "y": y, "text": text, "mode": "markers", "name": "One network each",
        "marker": {"color": color, "size": 6, "opacity": 0.8},
        "hovertemplate": "%{text}: %{x:.1f} %<extra></extra>",
    }  # fmt: skip
