"""Who is hurt: each rule gives each of the three verdicts, on results made by hand."""

import pytest

from qlab.claims.who_is_hurt import judge_uneven, judge_unsure_first
from qlab.experiments.harm import Group, Network
from qlab.experiments.who_is_hurt import HurtResult, HurtSpec


def result(first_quarters, p_even=(1.0,) * 5, lost=20):
    """Return networks in which so many of 20 changed answers are in the first quarter, and `lost` in one class."""
    seeds = range(len(first_quarters))
    networks = tuple(Network(seed, 0.9, 0.8, 0.05, 0.15, p_even[seed]) for seed in seeds)
    groups = []
    for seed, first in zip(seeds, first_quarters, strict=True):
        groups.append(Group(seed, "class", 0, 60, lost, lost, 0, 0.01))
        counts = (first, 20 - first, 0, 0) if first is not None else (0, 0, 0, 0)
        groups += [Group(seed, "quarter", i, 150, count, count, 0, 1.0) for i, count in enumerate(counts)]
    return HurtResult(HurtSpec("mlp-64", tuple(seeds)), networks, tuple(groups), 597)


@pytest.mark.parametrize(
    ("first_quarters", "verdict"),
    [
        ((19, 20, 18, 19, 20), "supported"),
        ((5, 6, 5, 4, 5), "not supported"),
        ((2, 20, 5, 18, 10), "mixed"),
        ((20, 20, 20, 20), "mixed"),
        ((20, 20, 20, 20, None), "mixed"),
    ],
)
def test_unsure_first(first_quarters, verdict):
    assert judge_unsure_first(result(first_quarters)).verdict == verdict


@pytest.mark.parametrize(
    ("p_even", "verdict"),
    [
        ((0.001,) * 5, "supported"),
        ((0.02, 0.5, 0.5, 0.5, 0.5), "not supported"),
        ((0.001,) * 4 + (0.5,), "mixed"),
    ],
)
def test_uneven_by_holm_over_the_seeds(p_even, verdict):
    assert judge_uneven(result((19,) * 5, p_even)).verdict == verdict


def test_a_few_lost_answers_show_nothing():
    assert judge_uneven(result((19,) * 5, (0.001,) * 5, lost=9)).verdict == "mixed"
    assert judge_uneven(result((19,) * 4, (0.001,) * 4)).verdict == "mixed"
