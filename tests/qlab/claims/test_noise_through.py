"""Noise through a network: each rule gives each of the three verdicts, on results made by hand."""

from math import log2

import pytest

from qlab.claims.noise_through import DEPTH_ADDS_UP, WIDTH_DILUTES, judge_depth, judge_dilution
from qlab.experiments.depth import DepthResult, DepthSpec
from qlab.experiments.dilution import DilutionPoint, DilutionResult, DilutionSpec
from qlab.experiments.layer_noise import DepthPoint


def depth(costs):
    points = [
        DepthPoint(seed, layer, 40 - cost * log2(layer), 40.0, 40.0, 40.0)
        for seed, cost in enumerate(costs)
        for layer in (1, 2, 4, 8)
    ]
    return DepthResult(DepthSpec(seeds=tuple(range(len(costs)))), tuple(points), inputs=128)


def dilution(gains):
    points = [
        DilutionPoint(seed, units, 20 + gain * log2(units) / 2, 20.0)
        for seed, gain in enumerate(gains)
        for units in (1, 4, 16)
    ]
    return DilutionResult(DilutionSpec(units=(1, 4, 16), seeds=tuple(range(len(gains)))), tuple(points))


@pytest.mark.parametrize(
    ("costs", "verdict"),
    [
        ((2.9, 3.0, 3.1, 3.0, 3.0), "supported"),
        ((2.0, 2.1, 1.9, 2.0, 2.0), "not supported"),
        ((6.0, 6.1, 5.9, 6.0, 6.0), "not supported"),
        ((2.4, 2.5, 2.6, 2.5, 2.5), "mixed"),
        ((1.0, 5.0, 3.0, 1.0, 5.0), "mixed"),
        ((2.99, 3.0, 3.0, 3.01), "mixed"),
    ],
)
def test_depth(costs, verdict):
    assert judge_depth(depth(costs)).verdict == verdict


@pytest.mark.parametrize(
    ("gains", "verdict"),
    [
        ((6.0, 5.9, 6.1, 6.0, 6.0), "supported"),
        ((0.0, 0.1, -0.1, 0.0, 0.0), "not supported"),
        ((-3.0, -3.1, -2.9, -3.0, -3.0), "not supported"),
        ((3.5, 3.4, 3.6, 3.5, 3.5), "mixed"),
        ((5.0, 4.9, 5.1, 5.0, 5.0), "mixed"),
        ((6.0, 6.01, 5.99, 6.0), "mixed"),
    ],
)
def test_dilution(gains, verdict):
    assert judge_dilution(dilution(gains)).verdict == verdict


def test_the_reason_names_the_numbers_that_decided():
    because = judge_depth(depth((2.9, 3.0, 3.1, 3.0, 3.0))).because
    assert because == "A doubling of the depth costs 3.00 dB (95 % interval over 5 seeds 2.91 to 3.09)."


@pytest.mark.parametrize("statement", [DEPTH_ADDS_UP, WIDTH_DILUTES])
def test_cases_have_names_of_their_own_and_enough_seeds(statement):
    assert len({case.name for case in statement.cases}) == len(statement.cases) >= 2
    assert all(len(case.spec.seeds) >= 5 for case in statement.cases)
