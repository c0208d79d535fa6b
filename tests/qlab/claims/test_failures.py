"""Ways to fail: each rule gives each of the three verdicts, on results made by hand."""

import pytest

from qlab.claims.failures import (
    ANSWERS_VARY,
    LOOP_NEVER_RESTS,
    OVERFLOWS,
    judge_loop,
    judge_overflow,
    judge_variance,
)
from qlab.experiments.accumulator import AccumulatorResult, AccumulatorSpec
from qlab.experiments.limit_cycle import LimitCycleResult, LimitCycleSpec, LoopEnd
from qlab.experiments.variance import VariancePoint, VarianceResult, VarianceSpec


def variance(growths, seeds=5, bits=(8, 7, 6)):
    """Return a result whose variance grows by these factors, and a little by the seed, from bits to bits."""
    points = []
    for seed in range(seeds):
        level = 1e-6
        for at, growth in zip(bits, (1, *growths), strict=True):
            level *= growth * (1 + 0.01 * seed)
            points.append(VariancePoint(seed, at, level, 0.9, 0.01, 0.8, 1.0))
    return VarianceResult(VarianceSpec(seeds=tuple(range(seeds)), bits=bits), tuple(points), (), 597)


def loop(resting, moving):
    ends = [LoopEnd(i + 1, 0, 0) for i in range(resting)] + [LoopEnd(-i - 1, 3, 3) for i in range(moving)]
    return LimitCycleResult(LimitCycleSpec(), (20, 12), (20.0, 0.0), tuple(ends))


def sums(overflows, products=4000):
    spec = AccumulatorSpec(products=products)
    return AccumulatorResult(spec, overflows, overflows, 1.0, 1.0, 1.0, (-1.0, 1.0), (products,), (products,))


@pytest.mark.parametrize(
    ("growths", "verdict"), [((4, 4), "supported"), ((0.9, 0.9), "not supported"), ((4, 0.5), "mixed")]
)
def test_variance(growths, verdict):
    assert judge_variance(variance(growths)).verdict == verdict


def test_variance_compares_from_most_bits_to_fewest_in_whatever_order_they_were_measured():
    turned = variance((0.25, 0.25), bits=(6, 7, 8))
    assert judge_variance(turned).verdict == "supported"


def test_four_seeds_are_too_few_for_the_variance():
    assert judge_variance(variance((4, 4), seeds=4)).verdict == "mixed"


def test_a_variance_of_nothing_can_be_judged():
    assert judge_variance(variance((0, 1))).verdict == "not supported"


@pytest.mark.parametrize(
    ("resting", "moving", "verdict"), [(0, 4, "supported"), (4, 0, "not supported"), (1, 3, "mixed")]
)
def test_loop(resting, moving, verdict):
    judged = judge_loop(loop(resting, moving))
    assert judged.verdict == verdict
    assert judged.because.startswith(f"From {resting} of 4 starts")


@pytest.mark.parametrize(
    ("overflows", "verdict"), [(400, "supported"), (0, "not supported"), (1, "not supported"), (40, "mixed")]
)
def test_overflow(overflows, verdict):
    assert judge_overflow(sums(overflows)).verdict == verdict


@pytest.mark.parametrize("statement", [ANSWERS_VARY, LOOP_NEVER_RESTS, OVERFLOWS])
def test_cases_have_names_of_their_own(statement):
    assert len({case.name for case in statement.cases}) == len(statement.cases) >= 2
