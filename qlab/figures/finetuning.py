"""Fine-tuning, drawn: accuracy step by step beside a float control, and what came back in the end."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import plotly.graph_objects as go

from qlab.experiments.finetuning import CurvePoint, FinetuningResult, FinetuningSpec
from qlab.experiments.outcome import Outcome
from qlab.figures.calibration import percent
from qlab.figures.style import figure, palette
from qlab.figures.words import bits_word

LOW = 300  # pixels: four rows


def curve_finding(spec: FinetuningSpec, curve: Sequence[CurvePoint]) -> str:
    """Return where the accuracy came from and where it is now; what is still under way says so.

    >>> curve_finding(FinetuningSpec(bits=3, epochs=2), [CurvePoint(0, 0.0, 0.5, 0.9), CurvePoint(4, 1.0, 0.75, 0.9)])
    '3 bits: 50.0 % → 75.0 % after 1 of 2 epochs'
    """
    start, now = curve[0], curve[-1]
    if now.step == 0:
        return f"{bits_word(spec.bits)}: {percent(start.accuracy)} right, float {percent(start.control)}"
    done = "" if now.epoch == spec.epochs else f"{now.epoch:.2g} of "
    epochs = f"{spec.epochs} epoch{'s' if spec.epochs > 1 else ''}"
    return f"{bits_word(spec.bits)}: {percent(start.accuracy)} → {percent(now.accuracy)} after {done}{epochs}"


def curve_alt(spec: FinetuningSpec, curve: Sequence[CurvePoint]) -> str:
    """Return the curve in words, for someone who cannot see it."""
    return f"Test accuracy over epochs. {curve_finding(spec, curve)}. Float control: {percent(curve[-1].control)}."


def recovery_finding(result: FinetuningResult) -> str:
    """Return how much of the lost accuracy came back, in one short sentence with the measured number.

    There is nothing to bring back where the float network lies within the 95 % interval of the quantized one.
    """
    before, after, float_network = result.before, result.after, result.float_network
    if before.wilson_low <= float_network.accuracy <= before.wilson_high:
        return f"Little was lost: {percent(float_network.accuracy)} → {percent(before.accuracy)}"
    if after.wilson_low <= result.chance <= after.wilson_high:
        return f"Still guessing: {percent(after.accuracy)} right"
    back = result.recovered_fraction
    if back is None or back <= 0:
        return f"Nothing came back: {percent(after.accuracy)} right"
    return "All that was lost came back" if back >= 1 else f"{100 * back:.0f} % of what was lost came back"


def recovery_alt(result: FinetuningResult) -> str:
    """Return the four accuracies in words, for someone who cannot see them."""
    told = (f"{name}: {percent(outcome.accuracy)}." for name, outcome in arms(result).items())
    return " ".join(("Test accuracy.", *told, f"{recovery_finding(result)}."))


def arms(result: FinetuningResult) -> dict[str, Outcome]:
    """Return what is compared, by its name on the axis, from top to bottom."""
    bits = bits_word(result.spec.bits)
    return {
        "Float": result.float_network,
        f"{bits}, before": result.before,
        f"{bits}, after": result.after,
        "Float control": result.control,
    }


def recovery_noticed(result: FinetuningResult) -> str:
    """Return what to notice, as Markdown made of measured numbers."""
    spec, before, after, control = result.spec, result.before, result.after, result.control
    lost = result.float_network.accuracy - before.accuracy
    gained = control.accuracy - result.float_network.accuracy
    return (
        f"- **What broke.** {bits_word(spec.bits)} took the accuracy from {percent(result.float_network.accuracy)} to "
        f"{percent(before.accuracy)}, {points(-lost)}.\n"
        f"- **What came back.** After {spec.epochs} x {result.samples:,} samples it is {percent(after.accuracy)} "
        f"({percent(after.wilson_low)} to {percent(after.wilson_high)}), {points(after.accuracy - before.accuracy)} "
        "from before.\n"
        f"- **Is it only more training?** The float control took the same steps on the same samples and moved by "
        f"{points(gained)}, to {percent(control.accuracy)}."
    )


def points(change: float) -> str:
    """Return a change of accuracy (0..1) in percentage points, with its sign.

    >>> points(-0.052)
    '−5.2 points'
    """
    return f"{100 * change:+.1f} points".replace("-", "−")


def arm_rows(result: FinetuningResult) -> list[dict[str, Any]]:
    """Return a row per network: what stands behind the figure."""
    return [{"network": name} | asdict(outcome) for name, outcome in arms(result).items()]


def curve_figure(
    spec: FinetuningSpec, curve: Sequence[CurvePoint], chance: float, theme: str
) -> go.Figure:
    """Draw test accuracy against epochs for the quantized network and the float control, as far as they are.

    `curve` begins with step 0. The axes do not move while it grows. `chance` is the accuracy of blind guessing.
    """
    colors = palette(theme)
    fig = figure(curve_finding(spec, curve), "Epochs of fine-tuning", "Test accuracy (%)", theme)
    epochs = [point.epoch for point in curve]
    control = [100 * point.control for point in curve]
    tuned = [100 * point.accuracy for point in curve]
    blue = {"color": colors.float_network, "dash": "dot", "width": 3}
    green = {"color": colors.finetuned, "width": 3}
    start = {"color": colors.quantized, "symbol": "diamond", "size": 13}
    fig.add_scatter(x=epochs, y=control, mode="lines+markers", name="Float control", line=blue, marker_size=6)
    fig.add_scatter(x=epochs, y=tuned, mode="lines+markers", name="Quantized, fine-tuned", line=green)
    fig.add_scatter(x=epochs[:1], y=tuned[:1], mode="markers", name="Quantized, before", marker=start)
    _draw_chance(fig, chance, theme, horizontal=True)
    fig.update_traces(hovertemplate="epoch %{x:.2f}: %{y:.1f} %")
    fig.update_xaxes(range=[-0.03 * spec.epochs, 1.03 * spec.epochs])
    fig.update_yaxes(range=[0, 102], tickvals=[0, 25, 50, 75, 100])
    return fig


def recovery_figure(result: FinetuningResult, theme: str) -> go.Figure:
    """Draw the accuracy of the four networks with their 95 % Wilson intervals."""
    colors = palette(theme)
    fig = figure(recovery_finding(result), "Test accuracy (%)", "", theme, height=LOW, showlegend=False)
    blue, symbols = colors.float_network, ("circle", "diamond", "circle", "circle-open")
    looks = zip((blue, colors.quantized, colors.finetuned, blue), symbols, strict=True)
    for (name, outcome), (color, symbol) in zip(arms(result).items(), looks, strict=True):
        up, down = outcome.wilson_high - outcome.accuracy, outcome.accuracy - outcome.wilson_low
        fig.add_scatter(
            x=[100 * outcome.accuracy], y=[name], text=[percent(outcome.accuracy)], textposition="top center",
            mode="markers+text", marker={"color": color, "symbol": symbol, "size": 9},
            error_x={"array": [100 * up], "arrayminus": [100 * down], "color": color, "thickness": 2.5, "width": 8},
            hovertemplate=f"{outcome.correct} of {outcome.n_test} right<extra></extra>",
        )  # fmt: skip
    _draw_chance(fig, result.chance, theme, horizontal=False)
    fig.update_xaxes(range=[0, 112], tickvals=[0, 25, 50, 75, 100])
    fig.update_yaxes(range=[3.5, -0.8])
    return fig


def _draw_chance(fig: go.Figure, chance: float, theme: str, *, horizontal: bool) -> None:
    """Mark what blind guessing gets."""
    color = palette(theme).chance
    add, corner = (fig.add_hline, "top right") if horizontal else (fig.add_vline, "bottom right")
    add(
        100 * chance, line={"color": color, "dash": "dash", "width": 2}, annotation_text=f"chance {100 * chance:.0f} %",
        annotation_position=corner, annotation_font_color=color,
    )  # fmt: skip
