"""Expressiveness: every width with every number of bits is trained, and few levels leave less to learn with."""

from statistics import fmean

import pytest

from qlab.experiments.expressiveness import (
    FLOAT,
    ExpressivenessResult,
    ExpressivenessSpec,
    measure_expressiveness,
)
from qlab.plain import from_plain, to_plain

SPEC = ExpressivenessSpec(widths=(16, 4), bits=(3, 1), n_train=40, epochs=20, seeds=(0, 1))


@pytest.fixture(scope="module")
def result():
    return measure_expressiveness(SPEC)


def test_there_is_a_network_for_each_width_bits_and_seed(result):
    assert [(one.width, one.bits, one.seed) for one in result.fitted] == [
        (width, bits, seed) for width in (16, 4) for bits in (FLOAT, 3, 1) for seed in (0, 1)
    ]
    assert (len(result.rows()), len(result.numbers), result.n_test) == (12, 24, 597)


def test_one_bit_learns_less_than_float_and_a_narrow_network_less_than_a_wide_one(result):
    mean = {(width, bits): fmean(result.values(width, bits)) for width in (16, 4) for bits in (FLOAT, 1)}
    assert mean[16, FLOAT] > mean[16, 1] > mean[4, 1]
    assert mean[16, FLOAT] > mean[4, FLOAT]


def test_a_result_can_be_published_and_repeated(result):
    assert from_plain(ExpressivenessResult, to_plain(result), "result") == result
    assert measure_expressiveness(SPEC) == result


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"widths": ()}, "number of widths"),
        ({"widths": (2,)}, "width must be"),
        ({"bits": (17,)}, "bits must be"),
        ({"seeds": (0,)}, "number of seeds"),
        ({"n_train": 1001}, "n_train must be"),
        ({"epochs": 0}, "epochs must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        ExpressivenessSpec(**fields)
