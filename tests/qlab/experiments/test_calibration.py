"""The calibration experiment: its diagrams against numpy on the same logits, and the claims that the lab makes."""

from dataclasses import astuple

import numpy as np
import pytest
import torch

from qlab.experiments.calibration import N_BINS, CalibrationSpec, measure_calibration
from qlab.experiments.subject import load_subject
from qlab.measurement import reproduce, run

SPECS = [CalibrationSpec(), CalibrationSpec("mlp-16", 2, 3, "both"), CalibrationSpec("dwcnn", 0, 4)]


@pytest.fixture(scope="module", params=SPECS, ids=lambda spec: f"{spec.model}-{spec.bits}")
def result(request):
    return measure_calibration(request.param)


def float_probabilities(spec):
    subject = load_subject(spec.model, spec.seed)
    with torch.no_grad():
        return subject.model(subject.data.test_x).double().softmax(1).numpy(), subject.labels


def test_the_bins_hold_every_sample_once_and_average_to_the_outcome(result):
    for part in (result.float_network, result.quantized):
        count = part.bins.count
        assert count.sum() == result.n_test == 597
        share = np.where(count > 0, count, 0) / 597
        assert np.nansum(share * part.bins.accuracy) == pytest.approx(part.outcome.accuracy, abs=1e-12)
        gaps = np.abs(part.bins.accuracy - part.bins.confidence)
        assert np.nansum(share * gaps) == pytest.approx(part.outcome.ece, abs=1e-12)


def test_the_float_diagram_is_that_of_the_float_probabilities(result):
    probs, labels = float_probabilities(result.spec)
    sure, right = probs.max(1), probs.argmax(1) == labels
    assert result.float_network.mean_confidence == pytest.approx(sure.mean(), abs=1e-7)  # float32 logits
    counted, edges = np.histogram(sure, bins=N_BINS, range=(0, 1))
    assert np.array_equal(counted, result.float_network.bins.count)
    top = sure > edges[-2]
    assert result.float_network.bins.accuracy[-1] == pytest.approx(right[top].mean())


def test_the_band_holds_the_ece(result):
    for part in (result.float_network, result.quantized):
        assert part.ece_low <= part.outcome.ece <= part.ece_high


def test_the_float_network_does_not_depend_on_the_bits():
    one, other = (measure_calibration(CalibrationSpec("mlp-16", bits=bits)).float_network for bits in (8, 2))
    assert one.outcome == other.outcome
    assert (one.ece_low, one.ece_high, one.ece_by_chance) == (
        other.ece_low,
        other.ece_high,
        other.ece_by_chance,
    )


def test_16_bits_change_next_to_nothing():
    result = measure_calibration(CalibrationSpec("mlp-64", bits=16))
    assert astuple(result.quantized.outcome)[:7] == pytest.approx(
        astuple(result.float_network.outcome)[:7], rel=1e-2
    )


def test_rows_are_the_bins(result):
    rows = result.rows()
    assert len(rows) == 2 * N_BINS
    assert sum(row["samples"] for row in rows if row["network"] == "quantized") == 597
    assert all((row["accuracy"] is None) == (row["samples"] == 0) for row in rows)


def test_a_receipt_measures_again():
    assert reproduce(run(CalibrationSpec("mlp-16", bits=3)).receipt) == []


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"model": "mlp-5"}, "model must be one of"),
        ({"seed": 9}, "seed of mlp-256 must be one of"),
        ({"bits": 0}, "bits must be"),
        ({"quantize": "biases"}, "quantize must be one of"),
        ({"granularity": "per_row"}, "granularity"),
        ({"range_method": "best"}, "range_method"),
    ],
)
def test_a_spec_refuses_what_does_not_exist(how, words):
    with pytest.raises(ValueError, match=words):
        CalibrationSpec(**how)


class TestClaims:
    """What the presets of the page promise, measured."""

    def test_accuracy_nearly_holds_and_calibration_does_not(self):
        for seed in (0, 1, 2):
            result = measure_calibration(CalibrationSpec(seed=seed))
            before, after = result.float_network, result.quantized
            assert before.outcome.accuracy - after.outcome.accuracy < 0.06
            assert after.outcome.ece > 10 * before.outcome.ece
            assert after.mean_confidence < after.outcome.accuracy - 0.2

    def test_calibration_holds_at_8_bits(self):
        for model in ("mlp-1024", "mlp-64", "cnn"):
            result = measure_calibration(CalibrationSpec(model, bits=8))
            assert result.quantized.ece_low < result.float_network.outcome.ece < result.quantized.ece_high

    def test_a_deep_network_becomes_too_sure(self):
        result = measure_calibration(CalibrationSpec("deep-5x32", bits=3, granularity="per_tensor"))
        assert result.quantized.mean_confidence > result.quantized.outcome.accuracy + 0.15

    def test_the_ece_can_fall_while_the_network_gets_worse(self):
        result = measure_calibration(CalibrationSpec("mlp-4", 1, 4, granularity="per_tensor"))
        assert result.quantized.ece_high < result.float_network.ece_low
        assert result.quantized.outcome.nll > result.float_network.outcome.nll
        assert result.quantized.outcome.brier > result.float_network.outcome.brier
