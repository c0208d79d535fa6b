"""Recovery: each trial is what the fine-tuning experiment measures for one network, and shares are of what was lost."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from qlab.equalization import linear_layers
from qlab.experiments.experiment import Progress
from qlab.experiments.finetuning import FinetuningSpec, measure_finetuning
from qlab.experiments.outcome import logits_of
from qlab.experiments.recovery import RecoveryResult, RecoverySpec, measure_recovery
from qlab.experiments.recovery_trials import LEAST_LOSS, Setting, Trial
from qlab.experiments.starts import STARTS
from qlab.experiments.subject import load_subject
from qlab.plain import from_plain, to_plain

SPEC = RecoverySpec(
    "mlp-16", seeds=(0, 1), bits=(3, 2), fractions=(1.0, 0.1), learning_rates=(1e-3,), epochs=1
)


@pytest.fixture(scope="module")
def told():
    """Return the result of SPEC and all that it told on the way."""
    progress: list[Progress] = []
    return measure_recovery(SPEC, progress.append), progress


def test_there_is_a_setting_for_each_combination_with_a_trial_for_each_seed(told):
    settings = told[0].settings
    assert [(s.bits, s.fraction, s.learning_rate) for s in settings] == SPEC.combinations
    assert {tuple(trial.seed for trial in setting.trials) for setting in settings} == {(0, 1)}
    assert [(step.done, step.total) for step in told[1]] == [(done, 4) for done in range(5)]


@pytest.mark.parametrize(("fraction", "epochs"), [(1.0, 1), (0.1, 10)])
def test_a_trial_is_what_fine_tuning_measures_for_that_network(told, fraction, epochs):
    """A tenth of the data is gone through ten times as often. Side by side, sums round otherwise: 1 % is 6 digits."""
    trial = next(t for t in told[0].trials if (t.seed, t.bits, t.fraction) == (0, 2, fraction))
    one = measure_finetuning(FinetuningSpec("mlp-16", bits=2, epochs=epochs, fraction=fraction))
    arms = (one.float_network, one.before, one.after, one.control)
    measured = (trial.in_float, trial.before, trial.after, trial.control)
    assert measured == pytest.approx([arm.accuracy for arm in arms], abs=0.01)


def test_weights_that_start_from_their_levels_are_broken_alike_and_trained_otherwise(told):
    spec = replace(SPEC, fractions=(1.0,), bits=(3,))
    (levels,), (trained,) = (
        measure_recovery(replace(spec, start=start)).settings for start in ("on levels", "as trained")
    )
    for on_levels, in_float in zip(levels.trials, trained.trials, strict=True):
        assert (on_levels.before, on_levels.control) == (in_float.before, in_float.control)
        assert on_levels.after != in_float.after


def setting(*accuracies: tuple[float, float]) -> Setting:
    """Return a setting whose networks had 0.9 in float and these accuracies before and after."""
    made = (Trial(seed, 3, 1.0, 1e-3, 0.9, *pair, 0.9) for seed, pair in enumerate(accuracies))
    return Setting(3, 1.0, 1e-3, tuple(made))


def test_the_recovered_fraction_is_a_mean_over_seeds_with_students_interval():
    shares = [0.5, 0.75, 1.0]
    made = setting(*((0.5, 0.5 + 0.4 * share) for share in shares))
    mean, low, high = made.recovered
    assert mean == pytest.approx(0.75)
    assert (low, high) == pytest.approx(stats.t.interval(0.95, 2, loc=0.75, scale=0.25 / 3**0.5))


def test_where_one_network_lost_too_little_there_is_no_share():
    lost = LEAST_LOSS - 1e-6
    assert setting((0.5, 0.9), (0.9 - lost, 0.9)).recovered is None
    assert setting((0.5, 0.9), (0.9 - 1.01 * LEAST_LOSS, 0.9)).recovered is not None
    assert setting((0.9, 0.8)).trials[0].recovered == 0


def test_a_result_can_be_published_and_repeated(told):
    assert from_plain(RecoveryResult, to_plain(told[0]), "result") == told[0]
    assert measure_recovery(SPEC) == told[0]


@pytest.mark.parametrize("start", STARTS)
def test_every_start_gives_the_same_answers_in_float(start):
    subject = load_subject("mlp-16", 1)
    logits = logits_of(STARTS[start](subject.model, 1), subject.data.test_x)
    assert np.abs(logits - subject.float_logits).max() < 1e-3
    weights = [layer.weight.abs().amax() for layer in linear_layers(STARTS[start](subject.model, 1))]
    spread = max(weights) / min(weights)
    assert (spread > 10) == (start == "other units")


def test_another_start_is_what_is_broken_and_trained():
    spec = replace(SPEC, bits=(4,), fractions=(1.0,), quantize="weights")
    trained, other = (measure_recovery(replace(spec, start=start)) for start in ("as trained", "other units"))
    for ours, theirs in zip(trained.trials, other.trials, strict=True):
        assert ours.in_float == theirs.in_float
        assert ours.before > theirs.before


def test_rows_and_numbers_hold_every_trial(told):
    result = told[0]
    assert (result.chance, result.n_test) == (0.1, 597)
    assert [row["after"] for row in result.rows()] == [trial.after for trial in result.trials]
    assert len(result.numbers) == 4 * len(result.trials) == 32


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"seeds": (0,)}, "number of seeds must be a whole number from 2"),
        ({"seeds": (0, 9)}, "seed of deep-5x32 must be one of"),
        ({"model": "mlp-smooth"}, "model must be one of"),
        ({"bits": ()}, "number of trials must be a whole number from 1 to 500; got 0"),
        ({"bits": (0,)}, "bits must be"),
        ({"bits": (3, 3)}, "nothing stands twice"),
        ({"fractions": (0.001,)}, "fraction must be"),
        ({"learning_rates": (0.0,)}, "learning_rate must be"),
        ({"epochs": 51}, "epochs must be"),
        ({"quantize": "all"}, "quantize must be one of"),
        ({"start": "anywhere"}, "start must be one of"),
        ({"model": "cnn"}, "model must be a Sequential of Linear and ReLU"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        RecoverySpec(**fields)
