"""Classification measures against scikit-learn, scipy and a probability identity."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
import scipy.special
import sklearn.metrics
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qlab.metrics.classification import (
    accuracy,
    brier,
    flips,
    nll,
    output_variance,
    predictions,
    softmax,
)

Float64 = npt.NDArray[np.float64]
LOGITS = arrays(np.float64, (6, 3), elements=st.floats(-50, 50))
LABELS = arrays(np.int64, 6, elements=st.integers(0, 2))


@settings(deadline=None)
@given(LOGITS, LABELS)
def test_agrees_with_scikit_learn_and_scipy(logits: Float64, labels: npt.NDArray[np.int64]) -> None:
    probs = softmax(logits)
    classes = [0, 1, 2]
    assert probs == pytest.approx(scipy.special.softmax(logits, axis=1), rel=1e-13)
    assert accuracy(logits, labels) == sklearn.metrics.accuracy_score(labels, predictions(logits))
    theirs = sklearn.metrics.brier_score_loss(labels, probs, labels=classes, scale_by_half=False)
    assert brier(probs, labels) == pytest.approx(theirs, rel=1e-12, abs=1e-15)
    clipped = sklearn.metrics.log_loss(labels, probs, labels=classes)  # clips p at 2e-16, i.e. 36 nats
    if probs.min() > 1e-15:
        assert nll(logits, labels) == pytest.approx(clipped, rel=1e-9, abs=1e-12)
    own = scipy.special.log_softmax(logits, axis=1)[np.arange(6), labels]
    assert nll(logits, labels) == pytest.approx(-own.mean(), rel=1e-12, abs=1e-15)


def test_large_logits_neither_overflow_nor_cost_infinity() -> None:
    logits = np.array([[3e38, -3e38], [1000.0, 0.0]])
    assert softmax(logits).tolist() == [[1.0, 0.0], [1.0, 0.0]]
    assert nll(logits[1:], [1]) == 1000.0


@settings(deadline=None)
@given(LOGITS, st.floats(-100, 100))
def test_softmax_sums_to_one_and_ignores_a_common_offset(logits: Float64, offset: float) -> None:
    assert softmax(logits).sum(axis=1) == pytest.approx(np.ones(6), rel=1e-15)
    assert softmax(logits + offset) == pytest.approx(softmax(logits), rel=1e-13)  # 100 * 2^-52, twice, in exp


def test_softmax_keeps_the_shape_of_draws() -> None:
    draws = np.random.default_rng(0).normal(size=(4, 5, 3))
    assert np.array_equal(softmax(draws)[2], softmax(draws[2]))


def test_torch_logits_are_measured_as_numpy_ones() -> None:
    logits, labels = torch.tensor([[0.5, 2.0], [3.0, 1.0]], requires_grad=True), torch.tensor([1, 1])
    plain = logits.detach().double().numpy()
    assert accuracy(logits, labels) == accuracy(plain, labels.numpy()) == 0.5
    assert nll(logits, labels) == nll(plain, labels.numpy())


def test_a_tie_goes_to_the_first_class() -> None:
    assert predictions([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]]).tolist() == [0, 1]


@settings(deadline=None)
@given(LOGITS, LOGITS, LOGITS)
def test_flips_are_a_distance_between_networks(a: Float64, b: Float64, c: Float64) -> None:
    assert flips(a, a) == 0
    assert flips(a, b) == flips(b, a)
    assert flips(a, c) <= flips(a, b) + flips(b, c) + 1e-12
    labels = predictions(c)
    assert abs(accuracy(a, labels) - accuracy(b, labels)) <= flips(a, b) + 1e-12


def test_equal_accuracy_may_hide_flips() -> None:
    a, b, labels = [[1.0, 0.0], [1.0, 0.0]], [[0.0, 1.0], [0.0, 1.0]], [0, 1]
    assert accuracy(a, labels) == accuracy(b, labels) == 0.5
    assert flips(a, b) == 1.0


@settings(deadline=None)
@given(arrays(np.float64, (4, 6, 3), elements=st.floats(-20, 20)), LABELS)
def test_output_variance_is_what_randomness_adds_to_the_brier_score(
    draws: Float64, labels: npt.NDArray[np.int64]
) -> None:
    # E (p - y)^2 = (E p - y)^2 + Var p, summed over the 3 classes; 3/4 turns ddof 1 into the draws' own.
    probs = softmax(draws)
    each = np.mean([brier(p, labels) for p in probs])
    added = 3 * output_variance(list(draws)) * 3 / 4
    assert each == pytest.approx(brier(probs.mean(axis=0), labels) + added, abs=1e-14)


def test_output_variance_of_equal_draws_is_zero_and_takes_tensors() -> None:
    one = torch.randn(5, 3, generator=torch.Generator().manual_seed(0))
    assert output_variance([one, one, one]) == pytest.approx(0, abs=1e-32)
    assert output_variance(torch.stack([one, -one])) == output_variance([one, -one]) > 0


NAN = [[0.0, math.nan], [0.0, 1.0]]
FINE = [[0.0, 1.0], [1.0, 0.0]]


@pytest.mark.parametrize(
    "call",
    [
        lambda: softmax(NAN),
        lambda: predictions(NAN),
        lambda: accuracy(NAN, [0, 1]),
        lambda: nll(NAN, [0, 1]),
        lambda: brier(NAN, [0, 1]),
        lambda: flips(FINE, NAN),
        lambda: flips(NAN, FINE),
        lambda: output_variance([FINE, NAN]),
    ],
)
def test_a_broken_network_is_refused_by_name(call: Callable[[], object]) -> None:
    with pytest.raises(
        ValueError, match=r"^(logits\w*|probs) must hold finite numbers .* got 1 NaN .*zero scale"
    ):
        call()


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="logits_a and logits_b must have the same shape"):
        flips(FINE, [[0.0, 1.0]])
    with pytest.raises(ValueError, match=r"^logits_b must have the shape \(n, classes\); got \(2,\)"):
        flips(FINE, [0.0, 1.0])
    with pytest.raises(ValueError, match="2 or more tables of one shape; got 1"):
        output_variance([FINE])
    with pytest.raises(ValueError, match=r"one shape; got 2 of \[\(1, 2\), \(2, 2\)\]"):
        output_variance([FINE, [[0.0, 1.0]]])
    for measure in (accuracy, nll, brier):
        with pytest.raises(ValueError, match=r"labels must be one per sample, shape \(2,\); got \(1,\)"):
            measure(FINE, [0])
