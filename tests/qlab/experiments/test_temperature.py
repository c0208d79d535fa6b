"""Temperature: no stage changes an answer but quantization, and the stages agree with their measures."""

import pytest

from qlab.experiments.subject import load_subject
from qlab.experiments.temperature import TemperatureResult, TemperatureSpec, measure_temperature
from qlab.metrics.classification import softmax
from qlab.metrics.reliability import ece
from qlab.plain import from_plain, to_plain


@pytest.fixture(scope="module")
def result():
    return measure_temperature(TemperatureSpec("mlp-32", (0, 1)))


def test_a_temperature_changes_confidence_and_no_answer(result):
    for quantized, scaled in zip(result.at("quantized"), result.at("scaled"), strict=True):
        assert scaled.accuracy == quantized.accuracy
        assert abs(scaled.confidence - scaled.accuracy) < abs(quantized.confidence - quantized.accuracy)


def test_the_float_stage_is_the_checkpoint(result):
    subject = load_subject("mlp-32", 1)
    assert result.at("float")[1].ece == ece(softmax(subject.float_logits), subject.labels)


def test_fitted_on_training_samples_there_is_one_temperature():
    ((first, second),) = measure_temperature(
        TemperatureSpec("mlp-16", (0,), fitted_on="training")
    ).temperatures
    assert first == second


def test_a_short_training_is_not_the_checkpoint(result):
    short = measure_temperature(TemperatureSpec("mlp-32", (0,), epochs=1)).at("float")[0]
    assert short.accuracy < result.at("float")[0].accuracy


def test_it_comes_back_from_plain_values(result):
    assert from_plain(TemperatureResult, to_plain(result), "result") == result


@pytest.mark.parametrize("wrong", [{"fitted_on": "test"}, {"epochs": -1}, {"bits": 0}, {"seeds": (0, 0)}])
def test_what_cannot_be_measured_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must"):
        TemperatureSpec(**wrong)
