"""Reliability diagrams: what is drawn is what was measured, and each sentence fits its numbers."""

from dataclasses import replace

import numpy as np
import pytest

from qlab.experiments.calibration import CalibrationResult, CalibrationSpec, Reliability
from qlab.experiments.outcome import Outcome
from qlab.figures.calibration import FEW, calibration_figure
from qlab.figures.calibration_findings import (
    calibration_alt,
    calibration_finding,
    calibration_measures,
    calibration_notes,
    percent,
)
from qlab.figures.style import PALETTES
from qlab.metrics.reliability import ReliabilityBins

EDGES = [0.0, 0.25, 0.5, 0.75, 1.0]


def network(accuracy=0.9, confidence=0.9, ece=0.02, nll=0.3, half=0.01) -> Reliability:
    """Return a network of 100 samples: 4 of them in the third bin, 96 in the last."""
    outcome = Outcome(
        n_test=100, correct=round(100 * accuracy), accuracy=accuracy, wilson_low=accuracy - 0.05,
        wilson_high=accuracy + 0.04, nll=nll, brier=nll / 2, ece=ece, flips=0.125, logit_sqnr_db=10.0,
    )  # fmt: skip
    bins = ReliabilityBins(
        EDGES, [0, 0, 4, 96], [np.nan, np.nan, 0.6, confidence], [np.nan, np.nan, 0.25, accuracy]
    )
    return Reliability(outcome, bins, ece - half, ece + half, 0.03)


def result(quantized: Reliability, bits=4) -> CalibrationResult:
    return CalibrationResult(CalibrationSpec(bits=bits), network(), quantized)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("<br>", " ")


@pytest.mark.parametrize(
    ("quantized", "finding"),
    [
        (network(0.85, 0.6, ece=0.25), "4 bits: 85.0 % right, but only 60.0 % sure"),
        (network(0.6, 0.92, ece=0.3), "4 bits: 90.7 % sure, but only 60.0 % right"),
        (network(0.88, 0.9, ece=0.021), "4 bits: 88.0 % right, 88.8 % sure, ECE as before"),
        (network(0.7, 0.7, ece=0.0, half=0.005, nll=0.9), "4 bits: lower ECE, yet only 70.0 % right"),
        (network(0.9, 0.9, ece=0.0, half=0.005, nll=0.2), "4 bits: lower ECE, and 90.0 % right"),
    ],
)
def test_the_finding_fits_the_numbers(quantized, finding):
    if "60.0 % sure" in finding:  # all samples in the last bin
        bins = ReliabilityBins(EDGES, [0, 0, 0, 100], [np.nan] * 3 + [0.6], [np.nan] * 3 + [0.85])
        quantized = replace(quantized, bins=bins)
    assert plain(calibration_finding(result(quantized))) == finding


def test_a_change_within_the_noise_is_not_called_one():
    wide = network(0.9, 0.8, ece=0.1, half=0.09)
    assert "ECE as before" in calibration_finding(result(wide))


def test_the_figure_draws_both_networks_bins():
    measured = result(network(0.7, 0.95, ece=0.25))
    fig = calibration_figure(measured, "light")
    for part, axis in ((measured.float_network, "x"), (measured.quantized, "x2")):
        accuracy, gap = (trace for trace in fig.data if trace.type == "bar" and trace.xaxis == axis)
        assert np.array_equal(accuracy.y, part.bins.accuracy, equal_nan=True)
        assert np.array_equal(accuracy.x, [0.125, 0.375, 0.625, 0.875])
        assert gap.base[-1] + gap.y[-1] == part.bins.confidence[-1]
        assert gap.marker.pattern.shape == "/"
    counts = [trace for trace in fig.data if trace.type == "bar" and trace.yaxis in ("y3", "y4")]
    assert [list(trace.y) for trace in counts] == [[0, 0, 4, 96], [0, 0, 4, 96]]


def test_a_bin_of_few_samples_is_pale_and_has_no_gap():
    assert FEW > 4
    fig = calibration_figure(result(network()), "light")
    accuracy, gap = fig.data[0], fig.data[1]
    assert accuracy.marker.color[2] != accuracy.marker.color[3]
    assert np.isnan(gap.y[2])


def test_both_diagrams_share_their_axes_and_the_diagonal():
    fig = calibration_figure(result(network()), "dark")
    for name in ("xaxis", "xaxis2", "xaxis3", "xaxis4", "yaxis", "yaxis2"):
        assert fig.layout[name].range == (0, 1)
    assert fig.layout.yaxis3.range == fig.layout.yaxis4.range
    lines = [trace for trace in fig.data if trace.type == "scatter"]
    assert [(list(line.x), list(line.y)) for line in lines] == [([0, 1], [0, 1])] * 2
    assert {line.line.color for line in lines} == {PALETTES["dark"].theory}


@pytest.mark.parametrize("theme", PALETTES)
def test_float_is_blue_and_quantized_is_orange(theme):
    fig = calibration_figure(result(network()), theme)
    counts = [trace.marker.color for trace in fig.data if trace.yaxis in ("y3", "y4")]
    assert counts == [PALETTES[theme].float_network, PALETTES[theme].quantized]


def test_the_title_is_the_finding_and_each_panel_says_its_ece():
    measured = result(network(0.7, 0.95, ece=0.25), bits=1)
    fig = calibration_figure(measured, "light")
    assert plain(fig.layout.title.text) == plain(calibration_finding(measured))
    assert [note.text for note in fig.layout.annotations] == ["Float: ECE 0.020", "1 bit: ECE 0.250"]


def test_alt_and_table_hold_the_numbers_of_both():
    measured = result(network(0.7, 0.95, ece=0.25))
    assert "70.0 % right" in plain(calibration_alt(measured))
    assert "ECE 0.020" in calibration_alt(measured)
    rows = {row[""]: row for row in calibration_measures(measured)}
    assert plain(rows["Accuracy"]["4 bits"]) == "70.0 % (65.0 % to 74.0 %)"
    assert rows["ECE"]["Float"] == "0.020 (0.010 to 0.030)"
    assert rows["ECE by chance alone"]["Float"] == "up to 0.030"


@pytest.mark.parametrize(("ece", "verdict"), [(0.25, "is more than that"), (0.02, "is no more than that")])
def test_the_notes_judge_the_ece_by_its_noise_floor(ece, verdict):
    notes = calibration_notes(result(network(0.9, 0.9, ece=ece)))
    assert any(verdict in note and "up to 0.030" in note for note in notes)


@pytest.mark.parametrize(
    ("confidence", "words"), [(1.0, "points too sure"), (0.5, "points less sure than it may be")]
)
def test_the_notes_say_which_way_the_confidence_errs(confidence, words):
    assert any(words in note for note in calibration_notes(result(network(0.9, confidence))))


def test_percent_rounds_to_a_tenth():
    assert plain(percent(0.97826)) == "97.8 %"
