"""C4, the ladder: the rule, on results made by hand that give each verdict, and what was measured."""

import pytest

from qlab.claims.one_bit_more import ONE_BIT_MORE
from qlab.experiments.ladder import LadderResult, LadderSpec, Rung, measure_ladder

LITTLE, MUCH = (3.0, 3.1, 2.8, 3.3, 2.9), (8.0, 8.2, 7.9, 8.1, 8.0)


def made(plain_with_more, careful_with_few):
    rungs = [
        Rung(*way, seed, bits, 0, lost)
        for way, bits, losses in (
            (("per_tensor", "minmax"), 3, plain_with_more),
            (("per_tensor", "minmax"), 2, (99.0,) * 5),
            (("per_channel", "mse"), 3, (0.0,) * 5),
            (("per_channel", "mse"), 2, careful_with_few),
        )
        for seed, lost in enumerate(losses)
    ]
    return LadderResult(LadderSpec(), tuple(rungs), 597)


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
