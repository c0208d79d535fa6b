"""The cliff: every point is what anyone gets by hand, in the order asked for, wherever it is measured."""

from itertools import pairwise

import numpy as np
import pytest
from joblib import parallel_config
from sklearn.metrics import accuracy_score, brier_score_loss, log_loss

from qlab.experiments.cliff import COMPARED, FLOAT_BITS, MAX_POINTS, CliffSpec, measure_cliff
from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS, calibration_inputs
from qlab.zoo import MODELS, checkpoint, load_model

SPEC = CliffSpec(("mlp-16", "dwcnn"), (0, 1), (4, 1), "both", "per_channel", "mse")
DIGITS = tuple(name for name, card in MODELS.items() if card.task == "digits")


@pytest.fixture(scope="module")
def result():
    return measure_cliff(SPEC)


def test_there_is_a_point_for_each_model_seed_and_bits_in_order(result):
    asked = [(model, seed, bits) for model in SPEC.models for seed in SPEC.seeds for bits in SPEC.bits]
    assert [(point.model, point.seed, point.bits) for point in result.points] == asked
    assert len(asked) == SPEC.points


def test_floats_are_those_of_the_manifest(result):
    assert [(point.model, point.seed) for point in result.floats] == SPEC.pairs
    for point in result.floats:
        assert point.bits == FLOAT_BITS
        assert point.outcome.correct == checkpoint(point.model, point.seed).correct
        assert (point.outcome.flips, point.outcome.logit_sqnr_db) == (0, np.inf)


@pytest.mark.parametrize("model", SPEC.models)
def test_a_point_is_what_scikit_learn_says_of_the_quantized_network(result, model):
    point = next(point for point in result.points if (point.model, point.seed, point.bits) == (model, 1, 4))
    task = TASKS["digits"]
    data, network = task.load(), load_model(model, 1)
    quantized = quantize_model(
        network, bits_recipe(4, "both", "per_channel", "mse"), calibration_inputs(task, 256)
    )
    logits, reference = (net(data.test_x).detach().double().numpy() for net in (quantized, network))
    labels, answers = data.test_y.numpy(), logits.argmax(1)
    probabilities = np.exp(logits - logits.max(1, keepdims=True))
    probabilities /= probabilities.sum(1, keepdims=True)
    outcome = point.outcome
    assert outcome.correct == accuracy_score(labels, answers, normalize=False)
    assert outcome.nll == pytest.approx(log_loss(labels, probabilities), rel=1e-9)
    assert outcome.brier == pytest.approx(
        brier_score_loss(labels, probabilities, scale_by_half=False), rel=1e-9
    )
    assert outcome.flips == np.mean(answers != reference.argmax(1))
    noise = np.sum((logits - reference) ** 2)
    assert outcome.logit_sqnr_db == pytest.approx(10 * np.log10(np.sum(reference**2) / noise), rel=1e-9)


def test_numbers_and_rows_name_every_point(result):
    names = {f"{point.model}-s{point.seed}@{point.bits}" for point in result.points}
    assert set(result.numbers) == {f"{name}.{measure}" for name in names for measure in COMPARED}
    assert [(row["model"], row["seed"], row["bits"]) for row in result.rows()] == [
        (point.model, point.seed, point.bits) for point in result.points
    ]
    assert {(row["quantize"], row["granularity"], row["range"]) for row in result.rows()} == {
        ("both", "per_channel", "mse")
    }


def test_chance_and_test_samples_are_the_tasks(result):
    assert (result.chance, result.n_test) == (0.1, 597)


def test_many_threads_measure_the_same(result):
    with parallel_config("threading", n_jobs=4):
        assert measure_cliff(SPEC) == result


def test_durations_do_not_make_results_differ(result):
    again = measure_cliff(SPEC)
    assert again == result
    assert all(point.duration_s > 0 for point in again.points)


def test_more_bits_make_logits_less_noisy():
    """From 8 to 3 bits each bit is worth about 6 dB; never less than 2 dB nor more than 12 dB here."""
    sqnr = [point.outcome.logit_sqnr_db for point in measure_cliff(CliffSpec(("mlp-64",), (0,))).points][:6]
    assert all(2 < more - fewer < 12 for more, fewer in pairwise(sqnr))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"models": ("mlp-5",)}, "model must be one of"),
        ({"models": ("mlp-1024",), "seeds": (3,)}, "seed of mlp-1024 must be one of 0, 1, 2; got 3"),
        ({"models": ("mlp-smooth",)}, "model must be one of mlp-4, .*; got 'mlp-smooth'"),
        ({"models": ("mlp-16", "mlp-wine")}, "models must be trained for one task, .*; got digits, wine"),
        ({"bits": (0,)}, "bits must be"),
        ({"bits": (17,)}, "bits must be"),
        ({"quantize": "nothing"}, "quantize must be one of"),
        ({"granularity": "group:0"}, "group_size must be"),
        ({"range_method": "percentile:101"}, "percentile"),
        ({"models": ()}, f"models x seeds x bits must be a whole number from 1 to {MAX_POINTS}; got 0"),
        ({"seeds": ()}, "got 0"),
        ({"bits": ()}, "got 0"),
        ({"models": DIGITS, "bits": tuple(range(1, 17))}, f"from 1 to 500; got {48 * len(DIGITS)}"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        CliffSpec(**fields)
