"""The regularizer's bench is fair: same samples, same start, nothing of the test set in what is chosen."""

import pytest
import torch

from qlab.experiments.regularizer import RegularizerSpec, measure_regularizer
from qlab.experiments.regularizer_arms import Trained, WeightNoise, best, score
from qlab.plain import from_plain, to_plain
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.tasks import TASKS

SPEC = RegularizerSpec(n_train=40, hidden=16, epochs=3, bits=(2,), seeds=(0, 1))
ARMS = ("float", "2-bit weights", "noise as of 2 bits", "weight decay", "early stopping", "narrower")


@pytest.fixture(scope="module")
def result():
    return measure_regularizer(SPEC)


def test_every_arm_is_there_with_every_seed(result):
    assert result.arms == ARMS
    assert [one.seed for one in result.trained] == [0, 1] * len(ARMS)
    assert result.n_test == 597
    assert [row["gap"] for row in result.rows()] == [one.train - one.test for one in result.trained]


def test_early_stopping_is_an_epoch_of_float_and_no_worse_on_validation(result):
    for stopped, last in zip(
        result.by_seed("early stopping", "validation"), result.by_seed("float", "validation"), strict=True
    ):
        assert stopped >= last


def test_it_comes_out_the_same_and_back_from_plain_values(result):
    assert measure_regularizer(SPEC) == result
    assert from_plain(type(result), to_plain(result), "result") == result


def test_a_regression_is_scored_by_what_it_explains():
    spec = RegularizerSpec("diabetes", 40, 0.0, hidden=16, epochs=2, bits=(2,), seeds=(0, 1))
    assert all(one.test < 1 for one in measure_regularizer(spec).trained)
    targets = torch.tensor([[0.0], [1.0], [2.0], [5.0]])
    assert score(TASKS["diabetes"], targets, targets) == 1
    assert score(TASKS["diabetes"], targets.mean().expand(4, 1), targets) == pytest.approx(0)


def test_the_noise_is_as_large_as_the_rounding_error_of_each_member():
    """The mean square of n Gaussian draws has a standard deviation of sqrt(2 / n) of itself."""
    generator = torch.Generator().manual_seed(0)
    spec, weights = QuantSpec("int3", "per_channel"), torch.randn(2, 64, 64, generator=generator)
    weights[1] *= 5
    weights.requires_grad_(True)
    noise = WeightNoise(spec, generator).train()
    added = noise(weights) - weights
    error = fake_quantize(weights, spec) - weights
    for member in (0, 1):
        assert added[member].square().mean().item() == pytest.approx(
            error[member].square().mean().item(), rel=4 * (2 / 64**2) ** 0.5
        )
    noise(weights).sum().backward()
    assert torch.equal(weights.grad, torch.ones_like(weights))
    assert not torch.equal(noise(weights), noise(weights))
    assert noise.eval()(weights) is weights


def test_each_seed_chooses_for_itself_on_validation_samples():
    candidates = [
        [Trained("", seed, 1.0, validation, test) for seed, (validation, test) in enumerate(of_seeds)]
        for of_seeds in (((0.5, 0.9), (0.6, 0.1)), ((0.7, 0.2), (0.6, 0.8)))
    ]
    assert [(one.arm, one.test) for one in best(candidates, "narrower")] == [
        ("narrower", 0.2),
        ("narrower", 0.1),
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"n_train": 5}, "n_train"),
        ({"label_noise": 1.5}, "label_noise"),
        ({"task": "diabetes"}, "label_noise"),
        ({"bits": (9,)}, "bits must be"),
        ({"bits": ()}, "number of bits"),
        ({"seeds": (1,)}, "number of seeds"),
        ({"seeds": (1, 1)}, "seeds"),
    ],
)
def test_nonsense_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        RegularizerSpec(**wrong)
