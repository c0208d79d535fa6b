"""Drift: the running sum against its closed form, and the recurrent network that forgets."""

import numpy as np
import pytest
import torch

from qlab.experiments.drift import SUM, DriftResult, DriftSpec, measure_drift
from qlab.experiments.running_sum import RunningSum, error_power
from qlab.plain import from_plain, to_plain

SEEDS = (0, 1, 2)


def test_the_sum_adds_up():
    x = torch.randn(3, 10, 1, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(RunningSum(1.0)(x), x.cumsum(1))
    torch.testing.assert_close(RunningSum(0.5)(x)[:, 2], x[:, 2] + x[:, 1] / 2 + x[:, 0] / 4)


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.9, 0.99])
def test_a_sum_that_forgets_settles_at_noise_over_1_minus_keep_squared(keep):
    limit = keep**2 / (1 - keep**2) / 12
    assert error_power(keep, 1.0, 3000)[-1] == pytest.approx(limit, abs=1e-12)


def test_a_sum_that_keeps_all_has_the_error_of_all_roundings():
    assert error_power(1.0, 2.0, 100) == pytest.approx(np.arange(100) * 4 / 12)


@pytest.mark.parametrize("keep", [1.0, 0.9])
def test_what_is_measured_is_the_closed_form(keep):
    """64 sequences know an error power to sqrt(2 / 64), so its root to 9 %; four of those, and a mean of three."""
    points = measure_drift(DriftSpec(SUM, keep, SEEDS, bits=(10,), doublings=7)).points
    ratios = [[e / t for e, t in zip(p.errors[1:], p.theory[1:], strict=True)] for p in points]
    assert np.mean(ratios, axis=0) == pytest.approx(np.ones(7), abs=4 * 0.09 / 3**0.5)


def test_twice_the_time_is_the_root_of_two_times_the_error_unless_it_forgets_or_begins_anew():
    for keep, reset, factor in ((1.0, 0, 2**0.5), (0.5, 0, 1.0), (1.0, 4, 1.0)):
        result = measure_drift(DriftSpec(SUM, keep, SEEDS, bits=(10,), doublings=7, reset=reset))
        assert np.mean([point.growth for point in result.points]) == pytest.approx(factor, abs=0.1)


@pytest.fixture(scope="module")
def speech():
    return measure_drift(DriftSpec(seeds=(0, 1), bits=(8, 4), doublings=7))


def test_fewer_bits_drift_further(speech):
    for seed in (0, 1):
        more, fewer = (point for point in speech.points if point.seed == seed)
        assert all(a < b for a, b in zip(more.errors, fewer.errors, strict=True))
        assert more.theory is None


def test_a_state_begun_anew_every_frame_is_in_error_alike_at_all_times():
    point = measure_drift(DriftSpec(SUM, seeds=(0,), bits=(4,), doublings=6, reset=1)).points[0]
    assert set(point.errors) == {0.0}  # nothing is remembered, so nothing is rounded
    speech = measure_drift(DriftSpec(seeds=(0,), bits=(4,), doublings=6, reset=32)).points[0]
    later = measure_drift(DriftSpec(seeds=(0,), bits=(4,), doublings=6)).points[0]
    # Up to the first reset they hear the same; errors are relative to states that differ only after it.
    ratios = [a / b for a, b in zip(speech.errors[:6], later.errors[:6], strict=True)]
    assert ratios == pytest.approx([ratios[0]] * 6, rel=1e-6)


def test_a_result_can_be_published_and_repeated(speech):
    assert from_plain(DriftResult, to_plain(speech), "result") == speech
    assert measure_drift(speech.spec) == speech
    assert (len(speech.rows()), len(speech.numbers), speech.n_test, speech.sequences) == (4, 8, 0, 160)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"network": "conv-speech"}, "network must be one of running sum, gru-speech"),
        ({"keep": 1.1}, "keep must be a number from 0.0 to 1.0"),
        ({"seeds": (7,)}, "seed of gru-speech must be one of"),
        ({"bits": ()}, "number of bits must be"),
        ({"doublings": 10}, "doublings must be a whole number from 4 to 9"),
        ({"reset": 3}, "reset must be one of 1, 2, 4"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        DriftSpec(**fields)
