"""The figure of who flips shows the result's own shares, and its sentences fit them."""

import pytest

from qlab.experiments.near_boundary import Flipped, NearBoundaryResult, NearBoundarySpec
from qlab.figures.near_boundary import near_boundary_figure
from qlab.figures.near_boundary_findings import near_boundary_alt, near_boundary_finding, near_boundary_notes

FLIPPED = tuple(
    Flipped(seed, flips, 0.1, (share, *(0.0,) * 9)) for seed, flips, share in ((0, 6, 0.1), (1, 18, 0.3))
)
RESULT = NearBoundaryResult(NearBoundarySpec(seeds=(0, 1)), 600, FLIPPED)


def test_the_line_is_the_mean_of_the_seeds_and_the_dashes_what_distance_would_not_change():
    *_, line = near_boundary_figure(RESULT, "light").data
    assert list(line.x) == list(range(1, 11))
    assert line.y == pytest.approx([20.0] + [0.0] * 9)
    assert near_boundary_figure(RESULT, "light").layout.shapes[0].y0 == pytest.approx(100 * 12 / 600)


def test_the_words_hold_the_measured_numbers():
    finding = near_boundary_finding(RESULT)
    assert finding == "With 4 bits 20.0 % of the nearest tenth flips, and 0.0 % of the farthest"
    assert finding in near_boundary_alt(RESULT)
    assert "6 to 18 of 600 points" in near_boundary_notes(RESULT)[0]
