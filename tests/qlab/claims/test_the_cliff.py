"""C4: the rules, on results made by hand that give each verdict, and what was measured."""

from dataclasses import replace

import pytest

from qlab.claims.the_cliff import IN_DECIBELS, INT8_COSTS_LITTLE, THRESHOLD
from qlab.experiments.cliff_in_db import CliffInDbResult, CliffInDbSpec, DbPoint, measure_cliff_in_db
from qlab.experiments.units import UnitsPoint, UnitsResult, UnitsSpec, measure_units

SEEDS = (0, 1, 2, 3, 4)


def curves(*places):
    """Return five seeds, each with a curve for every (bits, dB, wide): half is left there, 90 % `wide` dB before."""
    points = []
    for seed in SEEDS:
        for units, (bits, noise, wide) in enumerate(places):
            jitter = 0.01 * seed
            for kept, ahead, b in ((1.0, 9 * wide, 3), (0.9, wide, 1), (0.5, 0.0, 0), (0.0, -9.0, -1)):
                point = DbPoint(
                    "mlp-64", seed, units, "per_tensor", "minmax", bits + b, 0, kept, noise + ahead + jitter
                )
                points.append(point)
    return CliffInDbResult(CliffInDbSpec(), tuple(points), (0.98,) * 5, 0.1, 597)


@pytest.mark.parametrize(
    ("places", "verdict"),
    [
        ([(3, 5.0, 4.0), (6, 6.0, 4.0), (9, 5.0, 4.0)], "supported"),  # bits far apart, noise alike
        ([(3, 1.0, 4.0), (3, 20.0, 4.0), (4, 35.0, 4.0)], "not supported"),  # the other way around
        ([(3, 5.0, 4.0)], "mixed"),  # one curve a seed: nothing is apart
    ],
)
def test_falls_are_compared_by_how_they_scatter(places, verdict):
    assert IN_DECIBELS.judge(curves(*places)).verdict == verdict


def test_falls_that_scatter_alike_are_mixed():
    """For half of the seeds closer in noise, for half in bits."""
    close, far = curves((3, 5.0, 4.0), (6, 5.0, 4.0)), curves((3, 1.0, 4.0), (4, 30.0, 4.0))
    points = [p for p in close.points if p.seed < 3] + [p for p in far.points if p.seed >= 3]
    assert IN_DECIBELS.judge(replace(close, points=tuple(points))).verdict == "mixed"


@pytest.mark.parametrize(("wide", "verdict"), [(3.0, "supported"), (12.0, "not supported")])
def test_a_fall_within_a_bits_worth_of_noise_is_a_threshold(wide, verdict):
    judged = THRESHOLD.judge(curves((4, 5.0, wide)))
    assert judged.verdict == verdict
    assert f"takes {wide:.1f} dB" in judged.because


def test_widths_around_a_bits_worth_are_mixed():
    narrow, wide = curves((4, 5.0, 3.0)), curves((4, 5.0, 12.0))
    points = [p for p in narrow.points if p.seed < 3] + [p for p in wide.points if p.seed >= 3]
    assert THRESHOLD.judge(replace(narrow, points=tuple(points))).verdict == "mixed"


@pytest.mark.parametrize(
    ("drops", "verdict"),
    [
        ((0.0, 0.1, -0.2, 0.3, 0.0), "supported"),
        ((8.0, 7.0, 9.0, 8.5, 7.5), "not supported"),
        ((0.0, 0.2, 3.0, 0.1, 2.0), "mixed"),
    ],
)
def test_eight_bits_cost_little_where_the_drop_is_below_a_point(drops, verdict):
    points = tuple(
        UnitsPoint("per tensor", s, 8, 0, 0.9 - drop / 100, 40.0)
        for s, drop in zip(SEEDS, drops, strict=True)
    )
    judged = INT8_COSTS_LITTLE.judge(UnitsResult(UnitsSpec(), points, (0.9,) * 5, 0.0, 0.1, 597))
    assert judged.verdict == verdict


def verdicts(statement, measure):
    return [statement.judge(measure(case.spec)).verdict for case in statement.cases]


def test_eight_bits_come_out_as_the_lesson_tells():
    assert verdicts(INT8_COSTS_LITTLE, measure_units) == ["supported", "not supported"]


def test_the_threshold_comes_out_as_the_lesson_tells():
    assert verdicts(THRESHOLD, measure_cliff_in_db) == ["supported", "not supported", "mixed"]


def test_the_units_case_comes_out_as_the_lesson_tells():
    shown = IN_DECIBELS.cases[0]
    assert IN_DECIBELS.judge(measure_cliff_in_db(shown.spec)).verdict == "supported"
