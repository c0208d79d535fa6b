"""Other units: the float function is the same, and each arm is what anyone gets by hand."""

import numpy as np
import pytest

from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.experiments.units import ARMS, EQUALIZED, UnitsResult, UnitsSpec, measure_units
from qlab.plain import from_plain, to_plain
from qlab.zoo import checkpoint

SEEDS = (0, 3)
BITS = (8, 3)


@pytest.fixture(scope="module")
def results():
    return {k: measure_units(UnitsSpec("mlp-64", SEEDS, k, BITS)) for k in (0, 6)}


@pytest.mark.parametrize("k", [0, 6])
def test_the_float_outputs_are_equal_to_a_thousandth(results, k):
    assert results[k].moved < 1e-3
    correct = [checkpoint("mlp-64", seed).correct for seed in SEEDS]
    assert np.allclose(results[k].float_accuracy, np.array(correct) / 597)


@pytest.mark.parametrize("arm", ["per tensor", "per channel"])
def test_as_trained_it_is_the_cliffs_own_measurement(results, arm):
    cliff = measure_cliff(CliffSpec(("mlp-64",), SEEDS, BITS, "weights", ARMS[arm]))
    expected = {(p.seed, p.bits): (p.outcome.correct, p.outcome.logit_sqnr_db) for p in cliff.points}
    found = {(p.seed, p.bits): (p.correct, p.sqnr_db) for p in results[0].points if p.arm == arm}
    assert found == expected


def test_other_units_break_eight_bits_and_equalizing_mends_them(results):
    """Within 3 of the 597 pictures: the equalized weights are the same but for float32's rounding."""
    whole = {b: results[0].drops(EQUALIZED, b) for b in BITS}
    assert min(results[6].drops("per tensor", 8)) > 50
    for b in BITS:
        assert np.allclose(results[6].drops(EQUALIZED, b), whole[b], atol=100 * 3 / 597)


def test_a_drop_is_float_accuracy_less_the_arms(results):
    result = results[6]
    found = [p.correct for p in result.points if (p.arm, p.bits) == ("per channel", 3)]
    expected = [100 * (best - n / 597) for best, n in zip(result.float_accuracy, found, strict=True)]
    assert result.drops("per channel", 3) == pytest.approx(expected)


def test_it_can_be_published_and_every_point_has_a_row(results):
    result = results[6]
    assert from_plain(UnitsResult, to_plain(result), "result") == result
    assert len(result.rows()) == len(result.points) == len(ARMS) * len(SEEDS) * len(BITS)
    assert len(result.numbers) == 2 * len(result.points)
    assert (result.n_test, result.chance) == (597, 0.1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"model": "cnn"}, "model must be a Sequential of Linear and ReLU in turn"),
        ({"model": "mlp-5"}, "model must be one of"),
        ({"seeds": (7,)}, "seed of mlp-64 must be one of"),
        ({"seeds": ()}, "number of seeds"),
        ({"bits": (8, 8)}, "bits must be a list in which nothing stands twice"),
        ({"bits": (0,)}, "bits must be"),
        ({"units": 11}, "units must be a whole number from 0 to 10; got 11"),
        ({"units": 2.5}, "units must be a whole number"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        UnitsSpec(**fields)
