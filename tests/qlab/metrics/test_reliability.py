"""Reliability against scikit-learn, a naive loop."""

import dataclasses
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.calibration import calibration_curve

from qlab.metrics.classification import softmax
from qlab.metrics.reliability import (
    ReliabilityBins,
    confidence_histogram,
    ece,
    reliability_bins,
)

Float64 = npt.NDArray[np.float64]
Int64 = npt.NDArray[np.int64]
PROBS = arrays(np.float64, (12, 3), elements=st.floats(-6, 6)).map(softmax)
LABELS = arrays(np.int64, 12, elements=st.integers(0, 2))
BINS = st.integers(1, 30)


def naive_ece(probs: Float64, labels: Int64, n_bins: int) -> float:
    total = 0.0
    for b in range(n_bins):
        low, high = np.linspace(0, 1, n_bins + 1)[b : b + 2]
        inside = [i for i, p in enumerate(probs) if low < p.max() <= high]
        if inside:
            right = sum(probs[i].argmax() == labels[i] for i in inside) / len(inside)
            sure = sum(probs[i].max() for i in inside) / len(inside)
            total += len(inside) / len(probs) * abs(right - sure)
    return total


@settings(deadline=None)
@given(PROBS, LABELS, BINS)
def test_bins_agree_with_scikit_learn(probs: Float64, labels: Int64, n_bins: int) -> None:
    right, sure = probs.argmax(axis=1) == labels, np.minimum(probs.max(axis=1), 1.0)
    accuracy, confidence = calibration_curve(right, sure, n_bins=n_bins, pos_label=True)
    bins = reliability_bins(probs, labels, n_bins)
    full = bins.count > 0  # scikit-learn has the same (low, high], and drops empty bins
    assert bins.accuracy[full] == pytest.approx(accuracy, rel=1e-12)
    assert bins.confidence[full] == pytest.approx(confidence, rel=1e-12)


@settings(deadline=None)
@given(PROBS, LABELS, BINS)
def test_ece_agrees_with_a_naive_loop_and_its_own_bins(probs: Float64, labels: Int64, n_bins: int) -> None:
    value = ece(probs, labels, n_bins)
    assert value == pytest.approx(naive_ece(probs, labels, n_bins), abs=1e-14)
    bins = reliability_bins(probs, labels, n_bins)
    full = bins.count > 0
    gaps = np.abs(bins.accuracy - bins.confidence)[full]
    assert value == pytest.approx(float(gaps @ bins.count[full]) / 12, abs=1e-14)


@settings(deadline=None)
@given(PROBS, LABELS, BINS, st.permutations(range(12)))
def test_ece_lies_in_0_to_1_and_ignores_the_order(
    probs: Float64, labels: Int64, n_bins: int, order: list[int]
) -> None:
    value = ece(probs, labels, n_bins)
    assert 0 <= value <= 1
    assert ece(probs[order], labels[order], n_bins) == pytest.approx(value, abs=1e-14)
    assert value >= ece(probs, labels, 1) - 1e-14  # one bin lets over- and under-confidence cancel


@settings(deadline=None)
@given(PROBS, LABELS, BINS)
def test_bins_account_for_every_sample(probs: Float64, labels: Int64, n_bins: int) -> None:
    bins = reliability_bins(probs, labels, n_bins)
    edges, share = confidence_histogram(probs, n_bins)
    full = bins.count > 0
    assert bins.count.sum() == 12
    assert np.array_equal(share * 12, bins.count)
    assert np.array_equal(edges, bins.edges)
    assert edges == pytest.approx(np.arange(n_bins + 1) / n_bins)
    assert np.array_equal(np.isnan(bins.confidence), ~full)
    assert np.array_equal(np.isnan(bins.accuracy), ~full)
    assert np.all(bins.edges[:-1][full] <= bins.confidence[full] + 1e-15)
    assert np.all(bins.confidence[full] <= bins.edges[1:][full] + 1e-15)


def test_an_edge_belongs_to_the_bin_below_it() -> None:
    bins = reliability_bins([[0.5, 0.5], [0.25, 0.75], [1.0, 0.0]], [0, 1, 0], n_bins=4)
    assert bins.count.tolist() == [0, 1, 1, 1]


def test_the_two_extremes() -> None:
    sure = np.tile([1.0, 0.0], (20, 1))
    assert ece(sure, np.zeros(20, int)) == 0
    assert ece(sure, np.ones(20, int)) == 1
    assert ece(np.add(sure, [5e-6, 0.0]), np.ones(20, int)) == 1  # float32 rows may exceed 1 a little


def test_bins_are_frozen_read_only_copies() -> None:
    edges = np.array([0.0, 1.0])
    bins = ReliabilityBins(edges, np.array([1]), np.array([0.5]), np.array([1.0]))
    edges[0] = 9
    assert bins.edges.tolist() == [0.0, 1.0]
    for field in dataclasses.fields(bins):
        with pytest.raises(ValueError, match="read-only"):
            getattr(bins, field.name)[0] = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        bins.edges = edges  # type: ignore[misc]


def test_arguments_are_not_edited() -> None:
    probs, labels = np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 0])
    before = probs.copy(), labels.copy()
    reliability_bins(probs, labels)
    assert np.array_equal(probs, before[0])
    assert np.array_equal(labels, before[1])


MEASURES: list[Callable[..., object]] = [reliability_bins, ece]


@pytest.mark.parametrize("measure", MEASURES)
def test_refusals(measure: Callable[..., object]) -> None:
    fine, labels = [[0.9, 0.1], [0.2, 0.8]], [0, 1]
    with pytest.raises(ValueError, match=r"probs must hold finite numbers .* got 2 NaN"):
        measure([[math.nan, math.nan], [0.2, 0.8]], labels)
    with pytest.raises(ValueError, match=r"probs must hold probabilities.*row sum of 3.*use softmax"):
        measure([[2.0, 1.0], [0.2, 0.8]], labels)
    with pytest.raises(ValueError, match="labels must be one per sample"):
        measure(fine, [0])
    with pytest.raises(ValueError, match=r"labels must be from 0 to 1; got 0\.\.5"):
        measure(fine, [0, 5])
    for n_bins in (0, 1001, 2.0, True):
        with pytest.raises(ValueError, match="n_bins must be a whole number from 1 to 1000"):
            measure(fine, labels, n_bins=n_bins)


def test_a_histogram_refuses_what_is_no_probability() -> None:
    with pytest.raises(ValueError, match="use softmax"):
        confidence_histogram([[3.0, 1.0]])
    with pytest.raises(ValueError, match="n_bins must be a whole number from 1 to 1000; got 0"):
        confidence_histogram([[0.9, 0.1]], n_bins=0)
