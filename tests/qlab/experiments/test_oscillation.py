"""Oscillation: how often the code changes has a closed form, in which the learning rate does not occur."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qlab.experiments.one_weight import flips_expected
from qlab.experiments.oscillation import OscillationResult, OscillationSpec, measure_oscillation
from qlab.plain import from_plain, to_plain


@settings(deadline=None, max_examples=25)
@given(fraction=st.floats(0.1, 0.9), rate=st.floats(0.05, 0.5))
def test_changes_per_step_are_twice_the_distance_to_the_nearer_code(fraction, rate):
    """Visits to the farther code among n steps of a rotation differ from n f by less than 2; each is two changes."""
    run = measure_oscillation(OscillationSpec(1 + fraction, learning_rates=(rate,), steps=2000)).runs[0]
    assert abs(run.flips - 1000 * flips_expected(1 + fraction)) <= 5


@settings(deadline=None, max_examples=10)
@given(fraction=st.floats(0.1, 0.9), rate=st.floats(0.05, 0.5))
def test_the_mean_code_is_the_target(fraction, rate):
    """The latent weight stays within one update, so sum(code - target) = (first - last) / rate is at most 1."""
    run = measure_oscillation(OscillationSpec(1 + fraction, learning_rates=(rate,), steps=2000)).runs[0]
    assert run.mean_code == pytest.approx(1 + fraction, abs=1.001 / 1000)
    assert run.swing <= rate * 1.001


@pytest.mark.parametrize("target", [-3.0, 0.0, 2.0])
def test_a_weight_whose_target_is_a_code_comes_to_rest(target):
    for run in measure_oscillation(OscillationSpec(target)).runs:
        assert (run.flips, run.mean_code, run.swing) == (0, target, 0)


def test_slow_motion_is_gradient_descent_through_the_rounding():
    spec = OscillationSpec(2.2)
    moments = measure_oscillation(spec).slow_motion
    assert [moment.step for moment in moments] == list(range(40))
    assert (moments[0].kept, moments[0].flipped) == (spec.start, False)
    for now, after in pairwise(moments):
        assert now.code == round(now.kept)
        assert now.gradient == pytest.approx(now.code - 2.2)
        assert after.kept == pytest.approx(now.kept - 0.28 * now.gradient)
        assert after.flipped == (after.code != now.code)


def test_a_result_can_be_published_and_repeated():
    spec = OscillationSpec(2.2, steps=100)
    result = measure_oscillation(spec)
    assert from_plain(OscillationResult, to_plain(result), "result") == result == measure_oscillation(spec)
    assert [row["step"] for row in result.rows()] == list(range(40))
    assert result.numbers["0.28.flips_per_step"] == result.runs[0].flips / 50


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"target": 11.0}, "target must be a number from -10.0 to 10.0; got 11.0"),
        ({"start": float("nan")}, "start must be"),
        ({"learning_rates": (0.0,)}, "learning_rate must be"),
        ({"steps": 99}, "steps must be"),
        ({"shown": 51}, "shown must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        OscillationSpec(**fields)
