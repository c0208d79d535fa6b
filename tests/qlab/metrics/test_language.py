"""Bits per character: against torch's cross entropy, the entropy of what is guessed, and its own ends."""

import math

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy

from qlab.metrics.language import perplexity, surprise_bits

GENERATOR = torch.Generator().manual_seed(0)
LOGITS = 5 * torch.randn(3, 7, 4, generator=GENERATOR, dtype=torch.float64)
TARGETS = torch.randint(4, (3, 7), generator=GENERATOR)


def test_it_is_torchs_cross_entropy_over_ln_2():
    expected = cross_entropy(LOGITS.flatten(0, 1), TARGETS.flatten(), reduction="none") / math.log(2)
    np.testing.assert_allclose(surprise_bits(LOGITS, TARGETS).ravel(), expected, rtol=1e-12)


def test_the_true_odds_take_the_entropy():
    odds = np.array([0.5, 0.25, 0.125, 0.125])
    text = np.array([[0, 0, 0, 0, 1, 1, 2, 3]])
    logits = np.broadcast_to(np.log(odds), (1, 8, 4))
    assert surprise_bits(logits, text).mean() == pytest.approx(1.75)  # -sum p log2 p
    assert perplexity(1.75) == pytest.approx(2**1.75)


def test_being_sure_costs_nothing_if_right_and_a_lot_if_wrong():
    sure = np.array([[[1000.0, 0.0]]])
    assert surprise_bits(sure, np.array([[0]])) == 0
    assert surprise_bits(sure, np.array([[1]])) == pytest.approx(1000 / math.log(2))


@pytest.mark.parametrize(
    ("logits", "targets", "message"),
    [
        (np.zeros((2, 3)), np.zeros(3, int), "targets must have one class for each row"),
        (np.zeros((2, 3)), np.array([0, 3]), "targets must be a whole number from 0 to 2; got 3"),
        (np.zeros((2, 3)), np.array([0, -1]), "targets must be a whole number from 0 to 2; got -1"),
        (np.full((2, 3), np.nan), np.array([0, 1]), "logits must hold finite numbers"),
    ],
)
def test_what_is_no_prediction_is_refused(logits, targets, message):
    with pytest.raises(ValueError, match=message):
        surprise_bits(logits, targets)
