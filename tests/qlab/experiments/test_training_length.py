"""Training length: what is trained is what the zoo trains, and losses are counted by hand."""

from dataclasses import replace

import pytest
import torch
from joblib import parallel_config

from qlab.experiments.training_length import TrainingLengthResult, TrainingLengthSpec, measure_training_length
from qlab.metrics.signal import crest_factor
from qlab.plain import from_plain, to_plain
from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS
from qlab.zoo import MODELS, train

SPEC = TrainingLengthSpec("mlp-8", (3, 1), (1, 4), (4, 2))


@pytest.fixture(scope="module")
def result():
    return measure_training_length(SPEC)


def test_there_is_a_point_for_every_combination(result):
    asked = [(seed, epochs, bits) for seed in SPEC.seeds for epochs in SPEC.epochs for bits in SPEC.bits]
    assert [(p.seed, p.epochs, p.bits) for p in result.points] == asked


def test_a_point_is_what_anyone_gets_by_hand(result):
    (point,) = [p for p in result.points if (p.seed, p.epochs, p.bits) == (1, 4, 2)]
    card, data = MODELS["mlp-8"], TASKS["digits"].load()
    start = card.build(torch.Generator().manual_seed(1))
    network = train(start, data, replace(card.training, epochs=4), seed=1)

    def share(model):
        with torch.no_grad():
            return float((model(data.test_x).argmax(1) == data.test_y).double().mean())

    best, now = share(network), share(quantize_model(network, bits_recipe(2), data.train_x[:8]))
    assert (point.float_accuracy, point.accuracy) == pytest.approx((best, now))
    assert point.lost == pytest.approx(100 * (best - now) / (best - 0.1))
    assert point.crest == max(crest_factor(network[i].weight) for i in (0, 2, 4))


def test_losses_are_the_seeds_in_order_averaged_over_bits(result):
    of = {(p.seed, p.bits): p.lost for p in result.points if p.epochs == 4}
    assert result.losses(4) == pytest.approx([(of[seed, 4] + of[seed, 2]) / 2 for seed in SPEC.seeds])
    assert result.losses(4, (2,)) == [of[seed, 2] for seed in SPEC.seeds]


def test_many_threads_measure_the_same_and_it_can_be_published(result):
    with parallel_config("threading", n_jobs=2):
        assert measure_training_length(SPEC) == result
    assert from_plain(TrainingLengthResult, to_plain(result), "result") == result
    assert len(result.rows()) == len(result.numbers) == len(result.points)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"model": "mlp-5"}, "model must be one of"),
        ({"epochs": (0,)}, "epochs must be a whole number from 1"),
        ({"epochs": (600, 601)}, "epochs of all trainings must be a whole number from 1 to 1000; got 1201"),
        ({"epochs": ()}, "number of epochs"),
        ({"seeds": (-1,)}, "seed must be"),
        ({"seeds": ()}, "number of seeds"),
        ({"bits": (17,)}, "bits must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        TrainingLengthSpec(**fields)
