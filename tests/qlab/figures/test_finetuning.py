"""Fine-tuning, drawn: what is drawn is what was measured, and each sentence fits its numbers."""

import pytest

from qlab.experiments.finetuning import CurvePoint, FinetuningResult, FinetuningSpec
from qlab.experiments.outcome import Outcome
from qlab.figures.finetuning import curve_figure, recovery_figure
from qlab.figures.finetuning_findings import (
    arm_rows,
    curve_alt,
    curve_finding,
    points,
    recovery_alt,
    recovery_finding,
    recovery_notes,
)
from qlab.figures.style import PALETTES
from qlab.metrics.classification import wilson_interval

SPEC = FinetuningSpec(bits=3, epochs=2)
CURVE = [CurvePoint(0, 0.0, 0.5, 0.9), CurvePoint(5, 1.0, 0.75, 0.91), CurvePoint(10, 2.0, 0.8, 0.92)]


def outcome(correct: int) -> Outcome:
    low, high = wilson_interval(correct, 200)
    return Outcome(200, correct, correct / 200, low, high, 0.5, 0.2, 0.1, 0.3, 12.0)


def result(before: int, after: int, control: int = 184, float_network: int = 180) -> FinetuningResult:
    """Return what came out on 200 test samples, given how many were right."""
    curve = (
        CurvePoint(0, 0.0, before / 200, float_network / 200),
        CurvePoint(10, 2.0, after / 200, control / 200),
    )
    arms = (outcome(correct) for correct in (float_network, before, after, control))
    return FinetuningResult(SPEC, 1200, 0.1, *arms, curve)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("<br>", " ")


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        (100, 160, "75 % of what was lost came back"),
        (100, 190, "All that was lost came back"),
        (100, 180, "All that was lost came back"),
        (100, 90, "Nothing came back: 45.0 % right"),
        (100, 100, "Nothing came back: 50.0 % right"),
        (100, 20, "Still guessing: 10.0 % right"),
        (25, 25, "Still guessing: 12.5 % right"),
        (178, 182, "Little was lost: 90.0 % → 89.0 %"),
    ],
)
def test_the_finding_fits_the_numbers(before, after, finding):
    assert plain(recovery_finding(result(before, after))) == finding


@pytest.mark.parametrize(
    ("known", "finding"),
    [
        (1, "3 bits: 50.0 % right, float 90.0 %"),
        (2, "3 bits: 50.0 % → 75.0 % after 1 of 2 epochs"),
        (3, "3 bits: 50.0 % → 80.0 % after 2 epochs"),
    ],
)
def test_the_title_of_a_growing_curve_says_how_far_it_is(known, finding):
    fig = curve_figure(SPEC, CURVE[:known], 0.1, "light")
    assert plain(curve_finding(SPEC, CURVE[:known])) == finding == plain(fig.layout.title.text)


def test_the_curve_draws_both_arms_and_chance():
    fig = curve_figure(SPEC, CURVE, 0.1, "light")
    arms = {trace.name: trace for trace in fig.data}
    assert list(arms["Quantized, fine-tuned"].x) == [0.0, 1.0, 2.0]
    assert list(arms["Quantized, fine-tuned"].y) == [50.0, 75.0, 80.0]
    assert list(arms["Float control"].y) == [90.0, 91.0, 92.0]
    assert (list(arms["Quantized, before"].x), list(arms["Quantized, before"].y)) == ([0.0], [50.0])
    assert [(line.y0, line.y1) for line in fig.layout.shapes] == [(10, 10)]


def test_nothing_moves_while_the_curve_grows():
    early, late = (curve_figure(SPEC, CURVE[:known], 0.1, "light") for known in (1, 3))
    for part in ("xaxis", "yaxis"):
        assert early.layout[part].range == late.layout[part].range
    assert early.layout.height == late.layout.height
    assert [trace.name for trace in early.data] == [trace.name for trace in late.data]


def test_four_networks_are_compared_with_their_intervals():
    measured = result(100, 160)
    fig = recovery_figure(measured, "light")
    assert [trace.y[0] for trace in fig.data] == ["Float", "3 bits, before", "3 bits, after", "Float control"]
    assert [trace.x[0] for trace in fig.data] == [90.0, 50.0, 80.0, 92.0]
    for trace, correct in zip(fig.data, (180, 100, 160, 184), strict=True):
        low, high = wilson_interval(correct, 200)
        assert trace.x[0] + trace.error_x.array[0] == pytest.approx(100 * high)
        assert trace.x[0] - trace.error_x.arrayminus[0] == pytest.approx(100 * low)
    assert plain(fig.layout.title.text) == plain(recovery_finding(measured))


@pytest.mark.parametrize("theme", PALETTES)
def test_colors_mean_what_they_mean_everywhere(theme):
    colors = PALETTES[theme]
    four = [trace.marker.color for trace in recovery_figure(result(100, 160), theme).data]
    assert four == [colors.float_network, colors.quantized, colors.finetuned, colors.float_network]
    curve = curve_figure(SPEC, CURVE, 0.1, theme)
    assert [trace.line.color for trace in curve.data[:2]] == [colors.float_network, colors.finetuned]
    assert curve.layout.shapes[0].line.color == colors.chance


def test_words_for_those_who_cannot_see_hold_every_number():
    measured = result(100, 160)
    for number in ("90.0 %", "50.0 %", "80.0 %", "92.0 %", "75 % of what was lost came back"):
        assert number in plain(recovery_alt(measured))
    assert "92.0 %" in plain(curve_alt(SPEC, CURVE))


def test_the_rows_are_the_four_networks():
    rows = arm_rows(result(100, 160))
    assert [(row["network"], row["correct"]) for row in rows] == [
        ("Float", 180),
        ("3 bits, before", 100),
        ("3 bits, after", 160),
        ("Float control", 184),
    ]


def test_the_notes_say_what_the_control_gained():
    broke, back, control = map(plain, recovery_notes(result(100, 160, control=178)))
    assert "from 90.0 % to 50.0 %: −40.0 points" in broke
    assert "2 × 1,200 samples" in back
    assert "+30.0 points" in back
    assert "−1.0 points, to 89.0 %" in control


def test_points_have_a_sign():
    assert [points(0.012), points(-0.012), points(0.0)] == ["+1.2 points", "−1.2 points", "+0.0 points"]
