"""The fine-tuning experiment: its arms against quantize_model and plain training, and the claims of its page."""

import pytest

from qlab.experiments.experiment import Progress
from qlab.experiments.finetuning import CURVE_POINTS, FinetuningSpec, measure_finetuning
from qlab.experiments.subject import load_subject
from qlab.finetune import share_of_training
from qlab.measurement import reproduce, run
from qlab.recipe import Recipe
from qlab.zoo import TrainingSettings, train

QUICK = FinetuningSpec("mlp-16", bits=3, epochs=2, fraction=0.25)


@pytest.fixture(scope="module")
def told():
    """Return the result of QUICK and everything that it told on the way."""
    progress: list[Progress] = []
    return measure_finetuning(QUICK, progress.append), progress


def test_before_is_the_quantized_network_and_float_the_checkpoint(told):
    result, subject = told[0], load_subject("mlp-16", 0)
    assert result.before == subject.outcome(subject.quantized(QUICK.recipe))
    assert result.float_network == subject.outcome(subject.quantized(Recipe()))


def test_the_control_is_plain_training_on_the_same_samples(told):
    subject = load_subject("mlp-16", 0)
    data = share_of_training(subject.data, QUICK.fraction, QUICK.order)
    settings = TrainingSettings(epochs=2, learning_rate=QUICK.learning_rate)
    trained = train(subject.model, data, settings, seed=QUICK.order, loss=subject.task.loss)
    assert told[0].control == subject.outcome(trained)
    assert told[0].samples == len(data.train_x) == 300


def test_the_curve_runs_from_before_to_after(told):
    result = told[0]
    first, last = result.curve[0], result.curve[-1]
    assert (first.step, first.epoch, last.step, last.epoch) == (
        0,
        0.0,
        20,
        2.0,
    )  # 10 batches of 32 in 300 samples
    assert (first.accuracy, first.control) == (result.before.accuracy, result.float_network.accuracy)
    assert (last.accuracy, last.control) == (result.after.accuracy, result.control.accuracy)
    assert len(result.curve) <= CURVE_POINTS + 1


def test_every_step_is_told_in_order_and_the_curve_with_it(told):
    result, progress = told
    assert [step.done for step in progress] == list(range(21))
    assert {step.total for step in progress} == {20}
    assert [step.known for step in progress if step.known] == result.rows()


def test_a_long_run_is_measured_about_40_times():
    progress: list[Progress] = []
    result = measure_finetuning(FinetuningSpec("mlp-4", epochs=50, fraction=0.1), progress.append)
    assert len(progress) == 201
    assert len(result.curve) == CURVE_POINTS + 1


def test_who_stops_listening_stops_it():
    def refuse(progress):
        if progress.done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        measure_finetuning(QUICK, refuse)


def test_recovered_fraction_is_the_share_of_the_loss_that_came_back(told):
    result = told[0]
    lost = result.float_network.correct - result.before.correct
    assert result.recovered_fraction == pytest.approx((result.after.correct - result.before.correct) / lost)


def test_nothing_lost_is_nothing_to_recover():
    result = measure_finetuning(FinetuningSpec("mlp-4", bits=16, epochs=1, fraction=0.01))
    assert result.before.accuracy == result.float_network.accuracy
    assert result.recovered_fraction is None


def test_the_order_of_the_samples_is_a_choice_and_the_same_one_repeats(told):
    again = measure_finetuning(QUICK)
    other = measure_finetuning(FinetuningSpec("mlp-16", bits=3, epochs=2, fraction=0.25, order=1))
    assert again.rows() == told[0].rows()
    assert other.rows() != told[0].rows()


def test_a_receipt_measures_again():
    receipt = run(QUICK).receipt
    assert "float.logit_sqnr_db" not in receipt.measured
    assert reproduce(receipt) == []


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"epochs": 0}, "epochs must be"),
        ({"epochs": 51}, "epochs must be"),
        ({"learning_rate": 0.0}, "learning_rate must be"),
        ({"fraction": 0.0}, "fraction must be"),
        ({"order": -1}, "order must be"),
        ({"bits": 0}, "bits must be"),
        ({"model": "mlp-5"}, "model must be one of"),
    ],
)
def test_a_spec_refuses_what_cannot_run(how, words):
    with pytest.raises(ValueError, match=words):
        FinetuningSpec(**how)


class TestClaims:
    """What the presets of the page promise, measured on every seed of the network."""

    @pytest.mark.parametrize("seed", range(3))
    def test_3_bits_recover(self, seed):
        result = measure_finetuning(FinetuningSpec(seed=seed))
        assert result.recovered_fraction > 0.6
        assert result.after.wilson_low > result.before.wilson_high
        assert abs(result.control.accuracy - result.float_network.accuracy) < 0.02

    @pytest.mark.parametrize("seed", range(3))
    def test_1_bit_everywhere_stays_at_chance(self, seed):
        result = measure_finetuning(FinetuningSpec(bits=1, seed=seed))
        assert result.after.accuracy < 2.5 * result.chance

    @pytest.mark.parametrize("seed", range(3))
    def test_a_tiny_learning_rate_recovers_little(self, seed):
        tiny = measure_finetuning(FinetuningSpec(learning_rate=1e-5, seed=seed))
        usual = measure_finetuning(FinetuningSpec(seed=seed))
        assert tiny.recovered_fraction < usual.recovered_fraction / 2

    def test_2_bits_need_patience(self):
        short, long = (
            measure_finetuning(FinetuningSpec("mlp-256", bits=2, epochs=epochs)) for epochs in (5, 20)
        )
        assert long.after.wilson_low > short.after.wilson_high
        assert long.recovered_fraction < 0.8
