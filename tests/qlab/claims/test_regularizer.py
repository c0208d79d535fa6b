"""The regularizer statements give each verdict where their rule says so."""

import pytest

from qlab.claims.regularizer import (
    chosen,
    judge_better_than_float,
    judge_better_than_noise,
    judge_better_than_remedies,
)
from qlab.experiments.regularizer import RegularizerResult, RegularizerSpec
from qlab.experiments.regularizer_arms import Trained


def result(float_test, bits_test, remedy_test):
    """Return five seeds; the second list of bits does worse on validation, so it is never chosen."""
    arms = {
        "float": float_test,
        "1-bit weights": bits_test,
        "weight decay": remedy_test,
        "noise as of 1 bit": remedy_test,
    }
    trained = [
        Trained(arm, seed, 1.0, 0.5, value)
        for arm, values in arms.items()
        for seed, value in enumerate(values)
    ]
    trained += [Trained("4-bit weights", seed, 1.0, 0.4, 0.99) for seed in range(len(bits_test))]
    return RegularizerResult(RegularizerSpec(bits=(4, 1)), 597, tuple(trained))


LOW, HIGH = [0.50, 0.51, 0.52, 0.51, 0.50], [0.70, 0.71, 0.70, 0.72, 0.71]
WILD = [0.9, 0.3, 0.8, 0.2, 0.5]


@pytest.mark.parametrize(
    ("rival", "ours", "verdict"),
    [
        (LOW, HIGH, "supported"),
        (HIGH, LOW, "not supported"),
        (LOW, WILD, "mixed"),
        (LOW[:3], HIGH[:3], "mixed"),
    ],
)
def test_each_verdict(rival, ours, verdict):
    assert judge_better_than_float(result(rival, ours, rival)).verdict == verdict
    for judge in (judge_better_than_noise, judge_better_than_remedies):
        assert judge(result(LOW[: len(ours)], ours, rival)).verdict == verdict


def test_what_is_compared_was_chosen_on_validation():
    assert chosen(result(LOW, HIGH, LOW), ["1-bit weights", "4-bit weights"]) == HIGH
