"""What theory says of one weight on a grid, by hand."""

import pytest

from qlab.experiments.one_weight import flips_expected, stall_level


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
