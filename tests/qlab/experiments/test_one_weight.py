"""What theory says of one weight on a grid, by hand."""

import pytest
import torch

from qlab.experiments.one_weight import STORED, descend, flips_expected, stall_level


@pytest.mark.parametrize(
    ("rate", "level"),
    # 1 - w < (1/16) / (2 rate): 0.104, 0.26, 0.446, 1.04; the first sixteenths above 0.896, 0.74, 0.554, -0.04
    [(0.3, 15 / 16), (0.12, 12 / 16), (0.07, 9 / 16), (0.03, 0.0)],
)
def test_the_stall_levels_of_the_lesson(rate, level):
    assert stall_level(rate, 16) == level


def test_a_finer_grid_stalls_closer_to_the_target_and_one_that_is_fine_enough_at_one_level_short():
    assert [1 - stall_level(0.12, levels) for levels in (16, 32, 64)] == [4 / 16, 4 / 32, 4 / 64]
    assert stall_level(1.0, 16) == 1.0


@pytest.mark.parametrize(
    ("target", "flips"), [(2.0, 0), (2.125, 0.25), (2.875, 0.25), (-0.5, 1), (-1.25, 0.5)]
)
def test_changes_per_step_depend_on_how_far_the_target_is_from_a_code(target, flips):
    assert flips_expected(target) == flips


@pytest.mark.parametrize("stored", STORED)
def test_what_the_loss_sees_lies_on_levels_and_only_a_latent_weight_lies_between(stored):
    kept, seen = descend(0.1, 1.0, (0.3, 0.05), 20, stored, levels=8, draws=3, seed=1)
    assert kept.shape == seen.shape == (21, 2, 3)
    assert torch.equal(seen * 8, (seen * 8).round())
    assert torch.equal(kept, seen) == (stored != "latent")


def test_a_latent_weight_moves_by_rate_times_gradient_and_no_step_is_lost():
    kept, seen = descend(0.1, 1.0, (0.3, 0.05), 20, "latent", levels=8)
    rates = torch.tensor([[0.3], [0.05]], dtype=torch.float64)
    torch.testing.assert_close(kept[1:] - kept[:-1], -rates * (seen[:-1] - 1))
