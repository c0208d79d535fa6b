"""The noise statements give each verdict where their rule says so."""

import numpy as np
import pytest

from qlab.claims.noise import judge_placement, judge_six_decibels, judge_white_noise
from qlab.experiments.grid import GridResult, GridSpec
from qlab.experiments.grid_costs import GridCosts
from qlab.experiments.placement import PlacementPoint, PlacementResult, PlacementSpec
from qlab.experiments.rounding_noise import NoisePoint, RoundingNoiseResult, RoundingNoiseSpec


def noise(*points):
    made = tuple(NoisePoint(1.0, power, correlation, 1.0, 0.0) for power, correlation in points)
    return RoundingNoiseResult(RoundingNoiseSpec(), 256, made)


@pytest.mark.parametrize(
    ("points", "verdict"),
    [
        ([(1.0, 0.0), (0.96, -0.04)], "supported"),
        ([(1.0, 0.0), (1.0, -0.06)], "mixed"),
        ([(0.94, 0.0), (1.0, 0.2)], "not supported"),
    ],
)
def test_white_noise(points, verdict):
    assert judge_white_noise(noise(*points)).verdict == verdict


def grid(sqnr_db):
    """Return a result of int2 to int8 with these SQNRs, under every range method."""
    table = np.repeat(np.array(sqnr_db, dtype=float)[:, None], 4, axis=1)
    marks = GridCosts(*(table.copy() for _ in range(8)))
    return GridResult(GridSpec(), np.zeros(256), marks, marks)


@pytest.mark.parametrize(
    ("sqnr_db", "verdict"),
    [
        ([0, 8, 15, 21, 27, 33, 39], "supported"),
        ([0, 8, 15, 21, 27, 33, 35], "mixed"),
        ([0, 6, 12, 13, 14, 15, 16], "not supported"),
    ],
)
def test_six_decibels(sqnr_db, verdict):
    found = judge_six_decibels(grid(sqnr_db))
    assert found.verdict == verdict
    assert "dB" in found.because


@pytest.mark.parametrize(
    ("gains", "verdict"),
    [
        ((0.1, 3.0), "supported"),
        ((0.1, -0.1), "mixed"),
        ((-0.1, -3.0), "not supported"),
        ((0.0,), "not supported"),
    ],
)
def test_placement(gains, verdict):
    points = tuple(
        PlacementPoint(bits, 20.0, 20.0 + gain, 25.0, 21.0, 24.0) for bits, gain in enumerate(gains, 3)
    )
    assert judge_placement(PlacementResult(PlacementSpec(), 256, points)).verdict == verdict
