"""Reliability diagrams: how often a network is right against how sure it is, before and after quantization."""

import numpy as np
import plotly.graph_objects as go

from qlab.experiments.calibration import CalibrationResult, Reliability
from qlab.figures.style import faded, figure, palette
from qlab.figures.words import bits_word

TALL = 560  # pixels: two rows
FEW = 10  # a bin with fewer samples says little, and is drawn pale


def percent(share: float) -> str:
    """Return a share of 0..1 as people read it.

    >>> percent(0.941)
    '94.1 %'
    """
    return f"{100 * share:.1f} %"


def calibration_finding(result: CalibrationResult) -> str:
    """Return what happened to the calibration, in one short sentence with the measured numbers.

    It speaks of a change only where the two bootstrap bands of the ECE lie apart.
    """
    before, after, bits = result.float_network, result.quantized, bits_word(result.spec.bits)
    right, sure = f"{percent(after.outcome.accuracy)} right", f"{percent(after.mean_confidence)} sure"
    if after.ece_low > before.ece_high:
        unsure = after.mean_confidence < after.outcome.accuracy
        return f"{bits}: {right}, but only {sure}" if unsure else f"{bits}: {sure}, but only {right}"
    if after.ece_high < before.ece_low:
        worse = after.outcome.nll > before.outcome.nll
        return f"{bits}: lower ECE, yet only {right}" if worse else f"{bits}: {right} and {sure}, closer than before"
    return f"{bits}: {right}, {sure}, ECE as before"


def calibration_alt(result: CalibrationResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    parts = (("Float", result.float_network), (bits_word(result.spec.bits), result.quantized))
    told = (
        f"{who}: {percent(part.outcome.accuracy)} right, {percent(part.mean_confidence)} sure on average, "
        f"ECE {part.outcome.ece:.3f}."
        for who, part in parts
    )
    return " ".join(("Two reliability diagrams.", *told))


def calibration_measures(result: CalibrationResult) -> list[dict[str, str]]:
    """Return both networks' measures as a table of text, one row a measure, with 95 % intervals."""

    def column(part: Reliability) -> dict[str, str]:
        outcome = part.outcome
        return {
            "Accuracy": f"{percent(outcome.accuracy)} ({percent(outcome.wilson_low)} to {percent(outcome.wilson_high)})",
            "Mean confidence": percent(part.mean_confidence),
            "ECE": f"{outcome.ece:.3f} ({part.ece_low:.3f} to {part.ece_high:.3f})",
            "ECE by chance alone": f"up to {part.ece_by_chance:.3f}",
            "NLL": f"{outcome.nll:.3f}",
            "Brier score": f"{outcome.brier:.3f}",
        }

    before, after = column(result.float_network), column(result.quantized)
    return [{"": name, "Float": before[name], bits_word(result.spec.bits): after[name]} for name in before]


def calibration_noticed(result: CalibrationResult) -> str:
    """Return what to notice, as Markdown made of measured numbers."""
    before, after, bits = result.float_network.outcome, result.quantized.outcome, bits_word(result.spec.bits)
    sure, floor = result.quantized.mean_confidence, result.quantized.ece_by_chance
    judged = "too sure" if sure > after.accuracy else "not sure enough"
    verdict = "more than that" if after.ece > floor else "no more than that"
    return (
        f"- **Answers.** {before.correct} of {result.n_test} right in float, {after.correct} at {bits}; "
        f"{percent(after.flips)} of the answers changed.\n"
        f"- **Confidence.** At {bits} it is right in {percent(after.accuracy)} of the cases and {percent(sure)} sure on "
        f"average: {abs(100 * (sure - after.accuracy)):.1f} points {judged}.\n"
        f"- **Is the ECE real?** Even a network that knew perfectly how sure to be would measure up to {floor:.3f} on "
        f"{result.n_test} samples, 19 times out of 20. The {after.ece:.3f} here is {verdict}.\n"
        f"- **Other judges.** NLL goes from {before.nll:.3f} to {after.nll:.3f}, Brier from {before.brier:.3f} to "
        f"{after.brier:.3f}; lower is better. They count wrong answers too, the ECE does not."
    )


def calibration_figure(result: CalibrationResult, theme: str) -> go.Figure:
    """Draw both networks' accuracy by confidence over how many samples were that sure, on shared axes.

    Bars are accuracy; hatching is the gap to the bin's mean confidence, left out where a bin has fewer than FEW
    samples; the thin line is perfect calibration. Guo et al. 2017, arXiv:1706.04599, figure 1.
    """
    colors, after = palette(theme), bits_word(result.spec.bits)
    fig = figure(calibration_finding(result), "", "", theme, height=TALL, barmode="overlay", margin_t=75)
    look = fig.layout.xaxis.to_plotly_json()
    parts = (
        ("Float", result.float_network, colors.float_network),
        (after, result.quantized, colors.quantized),
    )
    fig.set_subplots(
        2, 2, shared_xaxes=True, shared_yaxes=True, row_heights=[0.74, 0.26],
        horizontal_spacing=0.1, vertical_spacing=0.05,
        subplot_titles=[f"{who}: ECE {part.outcome.ece:.3f}" for who, part, _ in parts],
    )  # fmt: skip
    for col, (_, part, color) in enumerate(parts, start=1):
        _draw(fig, col, part, color, colors.text)
        fig.add_scatter(
            x=[0, 1], y=[0, 1], mode="lines", line={"color": colors.theory, "width": 1.5},
            name="Perfectly calibrated", hoverinfo="skip", showlegend=col == 1, row=1, col=col,
        )  # fmt: skip
    percents = {"range": [0, 1], "tickvals": [0, 0.5, 1], "ticktext": ["0", "50", "100"]}
    fig.update_xaxes(**look | percents)
    fig.update_xaxes(title_text="Confidence (%)", row=2)
    fig.update_yaxes(**look)
    fig.update_yaxes(**percents, row=1)
    fig.update_yaxes(title_text="Accuracy (%)", row=1, col=1)
    fig.update_yaxes(range=[0, max(part.bins.count.max() for _, part, _ in parts)], nticks=3, row=2)
    fig.update_yaxes(title_text="Samples", row=2, col=1)
    return fig


def _draw(fig: go.Figure, col: int, part: Reliability, color: str, text: str) -> None:
    """Draw one network: accuracy, gap and histogram over the bins of confidence."""
    bins = part.bins
    place = {"x": (bins.edges[1:] + bins.edges[:-1]) / 2, "width": bins.edges[1:] - bins.edges[:-1]}
    hover = {
        "customdata": list(zip(bins.count, 100 * bins.confidence, 100 * bins.accuracy, strict=True)),
        "hovertemplate": "%{customdata[0]} samples<br>%{customdata[1]:.1f} % sure<br>%{customdata[2]:.1f} % right"
        "<extra></extra>",
    }
    enough = bins.count >= FEW
    fill = [faded(color, 0.6 if many else 0.15) for many in enough]
    gap = np.where(enough, bins.confidence - bins.accuracy, np.nan)
    fig.add_bar(
        **place, y=bins.accuracy, marker={"color": fill, "line": {"color": color, "width": 1}}, **hover,
        showlegend=False, row=1, col=col,
    )  # fmt: skip
    fig.add_bar(
        **place, base=bins.accuracy, y=gap, name="Gap to how sure it was", showlegend=col == 1, hoverinfo="skip",
        marker={"color": "rgba(0, 0, 0, 0)", "pattern": {"shape": "/", "fgcolor": text, "size": 6}},
        row=1, col=col,
    )  # fmt: skip
    fig.add_bar(**place, y=bins.count, marker_color=color, **hover, showlegend=False, row=2, col=col)
