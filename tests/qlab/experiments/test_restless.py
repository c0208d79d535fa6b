"""Restless weights: counted by hand from latent weights and a scale that stays; and what theory says of distance."""

from itertools import islice

import pytest
import torch

from qlab.experiments.restless import STEPS, RestlessResult, RestlessSpec, measure_restless
from qlab.experiments.subject import load_subject
from qlab.finetune import finetuning_steps
from qlab.observe import quantizable_layers
from qlab.plain import from_plain, to_plain
from qlab.recipe import bits_recipe
from qlab.zoo import TrainingSettings

SPEC = RestlessSpec(model="mlp-16", seeds=(0, 1), bits=(8, 5, 3))


@pytest.fixture(scope="module")
def result():
    return measure_restless(SPEC)


def latent_and_scale(network):
    """Return every latent weight, and beside it its scale."""
    parts = [layer.parametrizations.weight for layer in quantizable_layers(network).values()]
    scales = [part[0].qparams.scale.expand(part.original.numel(), 1).flatten() for part in parts]
    return torch.cat([part.original.detach().flatten() for part in parts]), torch.cat(scales)


def test_it_counts_what_anyone_counts_from_latent_weights_and_the_first_scale(result):
    subject, codes = load_subject("mlp-16", 1), []
    networks = finetuning_steps(
        subject.model, bits_recipe(3), subject.data, TrainingSettings(1, 1e-3, 11), seed=0,
        loss=subject.task.loss, calibration_inputs=subject.calibration,
    )  # fmt: skip
    scales = []
    for network in islice(networks, STEPS + 1):
        latent, scale = latent_and_scale(network)
        codes.append((latent / scale).round().clamp(-3, 3))
        scales.append(scale)
    fixed = scales[0]
    assert all(torch.equal(scale, fixed) for scale in scales)
    changes = torch.stack(codes).diff(dim=0).ne(0).sum(0)
    moved = (codes[-1] - codes[0]) * fixed
    point = next(point for point in result.points if (point.seed, point.bits) == (1, 3))
    assert point.share == pytest.approx((changes > 0).double().mean().item())
    assert point.back == pytest.approx(((codes[-1] == codes[0]) & (changes > 0)).sum() / (changes > 0).sum())
    assert point.distance == pytest.approx((moved.norm() / (codes[0] * fixed).norm()).item(), rel=1e-5)


def test_fewer_levels_are_left_less_often_but_by_longer_steps(result):
    """For moves below half a step, the chance to cross falls as 1 / step, and the mean square grows as step."""
    for seed in (0, 1):
        shares, distances = (
            [getattr(p, name) for p in result.points if p.seed == seed] for name in ("share", "distance")
        )
        assert shares == sorted(shares, reverse=True)
        assert distances == sorted(distances)


def test_without_steps_to_speak_of_nothing_changes():
    (point,) = (p for p in measure_restless(RestlessSpec(model="mlp-16", seeds=(0,), bits=(3, 2), learning_rate=1e-6))
                .points if p.bits == 2)  # fmt: skip
    assert point.share < 0.01


def test_a_result_can_be_published_and_repeated(result):
    assert from_plain(RestlessResult, to_plain(result), "result") == result
    assert measure_restless(SPEC) == result


def test_rows_numbers_and_values_hold_every_point(result):
    assert [(row["seed"], row["bits"]) for row in result.rows()] == [
        (s, b) for s in (0, 1) for b in (8, 5, 3)
    ]
    assert result.values(5) == [result.points[1].share, result.points[4].share]
    assert result.values(5, "accuracy") == [result.points[1].accuracy, result.points[4].accuracy]
    assert (len(result.numbers), result.n_test) == (18, 597)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"measure": "speed"}, "measure must be one of share, distance; got 'speed'"),
        ({"model": "mlp-smooth"}, "model must be one of"),
        ({"model": "cnn"}, "Linear and ReLU in turn"),
        ({"seeds": ()}, "number of seeds must be a whole number from 1 to 16; got 0"),
        ({"bits": (3,)}, "number of bits must be a whole number from 2 to 16; got 1"),
        ({"bits": (3, 17)}, "bits must be"),
        ({"learning_rate": 2.0}, "learning_rate must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        RestlessSpec(**fields)
