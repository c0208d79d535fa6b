"""C4 in the plane: the rule, on results made by hand that give each verdict, and what was measured."""

import pytest

from qlab.claims.boundary import NEAR_FLIP
from qlab.experiments.near_boundary import (
    Flipped,
    NearBoundaryResult,
    NearBoundarySpec,
    measure_near_boundary,
)


def made(*farther):
    flipped = tuple(Flipped(seed, 3, share, (0.0,) * 10) for seed, share in enumerate(farther))
    return NearBoundaryResult(NearBoundarySpec(), 600, flipped)


@pytest.mark.parametrize(
    ("farther", "verdict"),
    [
        ((0.01, 0.02, 0.03, 0.02, 0.01), "supported"),
        ((0.5, 0.45, 0.52, 0.48, 0.5), "not supported"),
        ((0.01, 0.4, 0.02, 0.3, 0.01), "mixed"),
        ((0.01, 0.01, 0.02, 0.01, None), "mixed"),  # one network in which nothing flips leaves four: too few
        ((None, None, None, None, 0.01), "mixed"),
    ],
)
def test_the_rule(farther, verdict):
    assert NEAR_FLIP.judge(made(*farther)).verdict == verdict


def test_the_cases_come_out_as_the_lesson_tells():
    verdicts = [NEAR_FLIP.judge(measure_near_boundary(case.spec)).verdict for case in NEAR_FLIP.cases]
    assert verdicts == ["supported", "not supported", "supported", "mixed"]
