"""No better than guessing: each verdict, and none where the test could not have told."""

import pytest

from qlab.claims.collapse import judge_guessing
from qlab.experiments.collapse import CollapsePoint, CollapseResult, CollapseSpec


def result(p_values, high=0.12, best=0.97):
    seeds = tuple(range(len(p_values)))
    points = tuple(
        CollapsePoint(seed, bits, 60, 0.08, high, p if bits == 2 else 1e-9, 1.0, 0.0)
        for seed, p in zip(seeds, p_values, strict=True)
        for bits in (8, 2)
    )
    spec = CollapseSpec("mlp-64", seeds, (8, 2))
    return CollapseResult(spec, points, (best,) * len(seeds), 0.1, 10, 597)


@pytest.mark.parametrize(
    ("p_values", "verdict"),
    [
        ([0.5] * 5, "supported"),
        ([1e-6] * 5, "not supported"),
        ([0.5] * 4 + [0.04], "mixed"),
        ([0.5] * 4, "mixed"),
    ],
)
def test_the_fewest_bits_decide(p_values, verdict):
    judged = judge_guessing(result(p_values))
    assert judged.verdict == verdict
    assert judged.because.startswith("With the fewest bits, 2, guessing is ruled out")


def test_a_wide_interval_shows_nothing():
    assert judge_guessing(result([0.5] * 5, high=0.3)).verdict == "mixed"
