"""C2: the rule on margins, on results made by hand that give each verdict, and a case that was measured."""

import pytest

from qlab.claims.margins import MARGIN_DECIDES, left_open
from qlab.experiments.margins import MarginPoint, MarginsResult, MarginsSpec, measure_margins

BORNE = (5.0, 10.0, 15.0, 20.0, 25.0)


def points(seed, needed):
    return [
        MarginPoint("mlp-smooth", "smooth", seed, 1.0, borne, bits)
        for borne, bits in zip(BORNE, needed, strict=True)
    ]


def judged(by_seed):
    spec = MarginsSpec(("mlp-smooth",), tuple(range(len(by_seed))))
    every = tuple(point for seed, needed in enumerate(by_seed) for point in points(seed, needed))
    return MARGIN_DECIDES.judge(MarginsResult(spec, every, ()))


IN_ORDER, SHUFFLED, REVERSED = (3, 4, 5, 6, 7), (5, 3, 6, 4, 5), (7, 6, 5, 4, 3)


@pytest.mark.parametrize(
    ("by_seed", "verdict"),
    [
        ([IN_ORDER] * 4 + [(3, 4, 5, 7, 6)], "supported"),
        ([SHUFFLED] * 4 + [REVERSED], "not supported"),
        ([IN_ORDER, SHUFFLED, REVERSED, IN_ORDER, SHUFFLED], "mixed"),
        ([IN_ORDER] * 4, "mixed"),
    ],
)
def test_each_verdict_follows_from_the_interval(by_seed, verdict):
    assert judged(by_seed).verdict == verdict


def test_what_is_left_open_runs_from_nothing_over_all_to_the_reverse():
    assert left_open(points(0, IN_ORDER)) == pytest.approx(0)
    assert left_open(points(0, (4, 4, 4, 4, 4))) == 1
    assert left_open(points(0, REVERSED)) == pytest.approx(2)
    # d^2 = 0 + 0 + 0 + 1 + 1: rho = 1 - 6 * 2 / (5 * 24) = 0.9
    assert left_open(points(0, (3, 4, 5, 7, 6))) == pytest.approx(1 - 0.9**2)


def test_one_task_with_five_margins_comes_out_as_the_lesson_tells():
    assert MARGIN_DECIDES.judge(measure_margins(MARGIN_DECIDES.cases[0].spec)).verdict == "supported"
