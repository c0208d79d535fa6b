"""Near the boundary: distances against known lines, pairs against counting them, and a result as JSON."""

import numpy as np
import pytest
import torch

from qlab.experiments.near_boundary import (
    NearBoundaryResult,
    NearBoundarySpec,
    distances,
    flipped_by_distance,
    measure_near_boundary,
)
from qlab.experiments.plane import REACH, SIDE, decide
from qlab.plain import from_plain, to_plain

STEP = 2 * REACH / (SIDE - 1)


def seen_by(weight, bias, points):
    """Return what a network with margin x . weight + bias sees."""
    line = torch.nn.Linear(2, 2).requires_grad_(False)
    line.weight.copy_(torch.tensor([[0.0, 0.0], weight]))
    line.bias.copy_(torch.tensor([0.0, bias]))
    return decide(line, line, 8, points, torch.zeros(len(points)))


def test_distances_from_a_straight_line_are_right_to_within_a_step():
    points = (2 * torch.rand(200, 2, generator=torch.Generator().manual_seed(2)) - 1) * REACH / 2
    found = distances(seen_by([3.0, 4.0], 1.0, points))
    exact = abs(points @ torch.tensor([3.0, 4.0]) + 1.0).numpy() / 5  # Hesse's normal form
    assert (found - exact).min() > -1e-6  # a place lies on the other side, so no nearer than the line
    assert (found - exact).max() < STEP


def test_without_a_boundary_all_points_are_infinitely_far():
    assert np.isinf(distances(seen_by([0.0, 0.0], 1.0, torch.zeros(3, 2)))).all()


def test_farther_counts_pairs_with_ties_as_half():
    random = np.random.default_rng(0)
    flipped, distance = random.random(60) < 0.3, random.integers(0, 12, 60) / 4
    pairs = [(a > b) + (a == b) / 2 for a in distance[flipped] for b in distance[~flipped]]
    assert flipped_by_distance(0, flipped, distance).farther == pytest.approx(np.mean(pairs))


def test_tenths_go_from_near_to_far_and_hold_every_flip():
    distance = np.arange(100.0)[::-1]
    one = flipped_by_distance(0, distance < 15, distance)
    assert one.by_tenth == (1.0, 0.5) + (0.0,) * 8
    assert (one.flips, one.farther) == (15, 0.0)


@pytest.mark.parametrize("flipped", [np.zeros(20, bool), np.ones(20, bool)])
def test_nobody_or_everybody_leaves_no_pair(flipped):
    assert flipped_by_distance(0, flipped, np.arange(20.0)).farther is None


def test_a_result_comes_back_from_plain_values():
    result = measure_near_boundary(NearBoundarySpec(seeds=(0, 1), bits=16))
    assert result.farther == []
    assert from_plain(NearBoundaryResult, to_plain(result), "result") == result


def test_seeds_and_bits_that_do_not_exist_are_refused():
    for wrong in ({"seeds": ()}, {"seeds": (0, 0)}, {"seeds": (7,)}, {"bits": 17}, {"model": "cnn"}):
        with pytest.raises(ValueError, match="must be"):
            NearBoundarySpec(**wrong)
