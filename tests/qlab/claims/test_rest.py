"""C6, rest and expressiveness: the rules, on results made by hand that give each verdict."""

import pytest

from qlab.claims.rest import CANNOT_FIT, RESTS
from qlab.experiments.expressiveness import FLOAT, ExpressivenessResult, ExpressivenessSpec, Fitted
from qlab.experiments.rest import Resting, RestResult, RestSpec, measure_rest


@pytest.mark.parametrize(
    ("left", "verdict"),
    [
        ((0.04, 0.05, 0.03, 0.04, 0.05), "supported"),
        ((0.8, 1.0, 0.7, 1.1, 0.9), "not supported"),
        ((0.01, 0.2, 0.05, 0.15, 0.08), "mixed"),
        ((0.04, 0.05, 0.03, 0.04), "mixed"),  # four networks are too few
    ],
)
def test_weights_rest_where_changes_fall_below_a_tenth(left, verdict):
    networks = tuple(Resting(seed, (0.01, 0.5, 0.01 * end), 0.8, 0.9, 0.0) for seed, end in enumerate(left))
    assert RESTS.judge(RestResult(RestSpec(), networks, 597)).verdict == verdict


def learned(in_float, few, widths=(64, 16)):
    """Return a result in which only the narrowest network at the fewest bits learns `few`, all others `in_float`."""
    fitted = tuple(
        Fitted(width, bits, seed, (few if (width, bits) == (16, 1) else in_float)[seed], 0.5)
        for width in widths
        for bits in (FLOAT, 2, 1)
        for seed in range(len(few))
    )
    return ExpressivenessResult(ExpressivenessSpec(widths=widths, bits=(2, 1)), 597, fitted)


HIGH = (0.98, 1.0, 0.99, 1.0, 0.97)


@pytest.mark.parametrize(
    ("few", "verdict"),
    [
        ((0.5, 0.6, 0.5, 0.55, 0.5), "supported"),
        ((0.97, 0.99, 0.99, 0.98, 0.97), "not supported"),
        ((0.99, 0.85, 0.95, 0.99, 0.85), "mixed"),
        ((0.5, 0.6, 0.5, 0.55), "mixed"),
    ],
)
def test_a_network_cannot_learn_where_the_narrowest_loses_more_than_five_points(few, verdict):
    judged = CANNOT_FIT.judge(learned(HIGH, few))
    assert judged.verdict == verdict
    assert judged.because.startswith("With 16 units, at 1 bit less in float:")


@pytest.mark.parametrize(("case", "verdict"), [(0, "supported"), (1, "not supported")])
def test_a_case_comes_out_as_the_lesson_tells(case, verdict):
    assert RESTS.judge(measure_rest(RESTS.cases[case].spec)).verdict == verdict
