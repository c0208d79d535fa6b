"""Minimum bits: the rule, on results made by hand that give each verdict."""

import pytest

from qlab.claims.rate import judge_bound
from qlab.experiments.rate import RatePoint, RateResult, RateSpec


@pytest.mark.parametrize(
    ("best", "verdict", "says"),
    [
        (-0.2, "supported", "0.20 dB below"),
        (0.2, "not supported", "0.20 dB above"),
        (0.05, "mixed", "0.05 dB above"),
        (-0.05, "mixed", "0.05 dB below"),
    ],
)
def test_the_best_format_decides(best, verdict, says):
    line = 20.0 - 20.0 % 6.020599913279624
    points = tuple(
        RatePoint(name, "codebook", line / 6.020599913279624, line + over)
        for name, over in (("a", -9.0), ("b", best))
    )
    judged = judge_bound(RateResult(RateSpec(), 256, points))
    assert judged.verdict == verdict
    assert judged.because.startswith("The best (b) takes 3.00 bits")
    assert says in judged.because
