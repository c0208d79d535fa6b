"""The search against losses whose best factor is known."""

import pytest
import torch

from qlab.range_search import FINE_STEP, OCTAVES, shrink

LOW, HIGH = torch.tensor([[-2.0], [0.0], [-8.0]]), torch.tensor([[1.0], [4.0], [8.0]])


@pytest.mark.parametrize("target", [1.0, 0.9, 0.37, 0.0101, 0.00098])
def test_the_best_factor_is_met_within_half_a_fine_step(target):
    def loss(low, high):
        return ((high - low) / (HIGH - LOW) / target).log().abs()

    low, high = shrink((LOW, HIGH), loss)
    for found in ((high - low) / (HIGH - LOW))[:, 0].tolist():
        assert target / FINE_STEP**0.5001 <= found <= target * FINE_STEP**0.5001


def test_each_block_finds_its_own():
    targets = torch.tensor([[1.0], [0.25], [0.03125]])
    low, high = shrink((LOW, HIGH), lambda low, high: ((high - low) / (HIGH - LOW) - targets).abs())
    assert torch.equal((high - low) / (HIGH - LOW), targets)
    assert torch.equal(low * HIGH, high * LOW)  # both ends shrink alike


def test_extremes_are_kept_unless_something_is_strictly_better():
    low, high = shrink((LOW, HIGH), lambda low, high: torch.zeros_like(low))
    assert torch.equal(low, LOW)
    assert torch.equal(high, HIGH)


def test_the_search_stays_between_its_ends():
    widths = []

    def loss(low, high):
        widths.append(((high - low) / (HIGH - LOW)).flatten())
        return high - low

    shrink((LOW, HIGH), loss)
    assert torch.cat(widths).max() == 1
    assert torch.cat(widths).min() == pytest.approx(2.0**-OCTAVES * FINE_STEP**-7)
