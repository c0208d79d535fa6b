"""C4, the ladder: the rule, on results made by hand that give each verdict, and what was measured."""

import pytest

from qlab.claims.one_bit_more import FEW, ONE_BIT_MORE, OWN_BITS, RANGES
from qlab.experiments.ladder import LadderResult, LadderSpec, Rung, measure_ladder

LITTLE, MUCH = (3.0, 3.1, 2.8, 3.3, 2.9), (8.0, 8.2, 7.9, 8.1, 8.0)


def made(plain_with_more, careful_with_few):
    rungs = [
        Rung(way, seed, bits, 0, lost)
        for way, bits, losses in (
            ("minmax", 3, plain_with_more),
            ("minmax", 2, (99.0,) * 5),
            ("channel-mse", 3, (0.0,) * 5),
            ("channel-mse", 2, careful_with_few),
        )
        for seed, lost in enumerate(losses)
    ]
    return LadderResult(LadderSpec(bits=FEW, ways=RANGES), tuple(rungs), 597)


@pytest.mark.parametrize(
    ("plain_with_more", "careful_with_few", "verdict"),
    [(LITTLE, MUCH, "supported"), (MUCH, LITTLE, "not supported"), (MUCH, MUCH[::-1], "mixed")],
)
def test_three_bits_spent_plainly_are_compared_with_two_spent_carefully(
    plain_with_more, careful_with_few, verdict
):
    judged = ONE_BIT_MORE.judge(made(plain_with_more, careful_with_few))
    assert judged.verdict == verdict
    assert judged.because.startswith("The loss with 3 bits, plainly, less that with 2 bits, carefully, is ")


def test_the_cases_come_out_as_the_lesson_tells():
    verdicts = [ONE_BIT_MORE.judge(measure_ladder(case.spec)).verdict for case in ONE_BIT_MORE.cases]
    assert verdicts == ["supported", "not supported"]


@pytest.mark.parametrize(
    ("needed", "verdict"),
    [
        (((3, 3), (3, 3), (4, 3), (3, 3), (3, 3)), "supported"),
        (((9, 2), (8, 2), (9, 3), (9, 2), (8, 2)), "not supported"),
        (((4, 3), (4, 2), (3, 3), (4, 2), (4, 3)), "mixed"),
    ],
)
def test_own_bits_compares_the_first_way_with_the_last(needed, verdict):
    spec = LadderSpec(bits=(9, 8, 4, 3, 2), ways=("units", "mse", "gptq"))
    rungs = [
        Rung(way, seed, bits, 0, 0.0 if bits >= least else 80.0)
        for seed, (first, last) in enumerate(needed)
        for way, least in (("units", first), ("mse", 9), ("gptq", last))
        for bits in spec.bits
    ]
    judged = OWN_BITS.judge(LadderResult(spec, tuple(rungs), 597))
    assert judged.verdict == verdict
    assert "are counted" not in judged.because


def test_more_bits_than_were_tried_are_said():
    spec = LadderSpec(bits=(4, 2), ways=("units", "gptq"))
    rungs = [
        Rung(way, seed, b, 0, 80.0 * (way == "units"))
        for way in spec.ways
        for seed in spec.seeds
        for b in (4, 2)
    ]
    judged = OWN_BITS.judge(LadderResult(spec, tuple(rungs), 597))
    assert judged.verdict == "not supported"
    assert "Where no 4 bits were enough, 5 are counted." in judged.because
