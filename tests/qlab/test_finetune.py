"""Training through the straight-through estimator, held against what it is defined to be."""

import copy
from collections.abc import Iterator

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils import parametrize

from qlab.finetune import finetuning_steps, share_of_training
from qlab.folding import fold_batch_norm
from qlab.quantized import (
    freeze,
    prepare,
    quantizable_layers,
    quantize_model,
)
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize
from qlab.recipe import Recipe, bits_recipe
from qlab.tasks import TASKS, TaskData, calibration_inputs
from qlab.zoo import TrainingSettings, load_model, train

DIGITS = TASKS["digits"]
RECIPES = [
    bits_recipe(bits, "both", granularity)
    for bits in (4, 2, 1)
    for granularity in ("per_tensor", "per_channel")
]


@pytest.fixture(scope="module")
def data() -> TaskData:
    return share_of_training(DIGITS.load(), 0.1, seed=0)


@pytest.fixture(scope="module")
def inputs() -> Tensor:
    return calibration_inputs(DIGITS)


def steps(name: str, recipe: Recipe, data: TaskData, inputs: Tensor, **how: float) -> Iterator[nn.Module]:
    settings = TrainingSettings(
        epochs=int(how.get("epochs", 2)), learning_rate=how.get("learning_rate", 1e-3)
    )
    return finetuning_steps(
        load_model(name, 0), recipe, data, settings, seed=0, loss=DIGITS.loss, calibration_inputs=inputs
    )


def last(networks: Iterator[nn.Module]) -> nn.Module:
    *_, network = networks
    return network


def same_state(a: nn.Module, b: nn.Module) -> bool:
    one, other = a.state_dict(), b.state_dict()
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_network_starts_as_quantize_model_leaves_it(recipe: Recipe, inputs: Tensor) -> None:
    model = load_model("mlp-16", 0)
    with torch.no_grad():
        assert torch.equal(
            prepare(model, recipe, inputs)(inputs), quantize_model(model, recipe, inputs)(inputs)
        )


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_layers_compute_with_the_latent_weights_quantized(
    recipe: Recipe, data: TaskData, inputs: Tensor
) -> None:
    for network in steps("mlp-8", recipe, data, inputs):
        for layer in quantizable_layers(network).values():
            chain = layer.parametrizations["weight"]
            expected = fake_quantize(chain.original, chain[0].spec, chain[0].qparams)
            assert torch.equal(layer.weight, expected)


def test_latent_weights_move_while_the_codes_stay(data: TaskData, inputs: Tensor) -> None:
    networks = steps("mlp-16", bits_recipe(2), data, inputs, learning_rate=1e-6)
    layer = quantizable_layers(next(networks))["hidden1"]
    latent, weight = layer.parametrizations["weight"].original.detach().clone(), layer.weight.detach().clone()
    next(networks)
    moved = layer.parametrizations["weight"].original != latent
    assert moved.float().mean() > 0.5
    # Adam's first step is at most the learning rate, so only a weight that close to a threshold may change its code.
    qparams = choose_qparams(latent, QuantSpec("int2"))
    from_threshold = ((latent / qparams.scale).abs() - 0.5).abs() * qparams.scale
    assert torch.equal(layer.weight[from_threshold > 2e-6], weight[from_threshold > 2e-6])


@pytest.mark.parametrize("name", ["mlp-16", "dwcnn"])
def test_the_float_control_is_plain_training(name: str, data: TaskData, inputs: Tensor) -> None:
    settings = TrainingSettings(epochs=2, learning_rate=1e-3)
    folded = fold_batch_norm(load_model(name, 0)).requires_grad_(True)  # torch freezes a folded bias
    plain = train(folded, data, settings, seed=0, loss=cross_entropy)
    assert same_state(last(steps(name, Recipe(), data, inputs)), plain)


def test_both_arms_see_the_same_samples_in_the_same_order(data: TaskData, inputs: Tensor) -> None:
    """At 16 bits the steps are so close to float steps that another order would show."""
    fine, control, other = (
        last(
            finetuning_steps(
                load_model("mlp-16", 0), recipe, data, TrainingSettings(2), seed=seed,
                loss=DIGITS.loss, calibration_inputs=inputs,
            )
        )
        for recipe, seed in ((bits_recipe(16), 0), (Recipe(), 0), (Recipe(), 1))
    )  # fmt: skip
    with torch.no_grad():
        apart = [(network(inputs) - control(inputs)).abs().max().item() for network in (fine, other)]
    assert apart[0] < apart[1] / 10


def test_nothing_touches_the_given_model_or_data(data: TaskData, inputs: Tensor) -> None:
    model, before, samples = load_model("mlp-16", 0), load_model("mlp-16", 0), copy.deepcopy(data)
    last(
        finetuning_steps(
            model, bits_recipe(3, "both"), data, TrainingSettings(1), seed=0,
            loss=DIGITS.loss, calibration_inputs=inputs,
        )
    )  # fmt: skip
    assert same_state(model, before)
    assert not model.training
    assert not any(parametrize.is_parametrized(layer) for layer in model.modules())
    assert not any(layer._forward_pre_hooks for layer in model.modules())
    assert torch.equal(data.train_x, samples.train_x)
    assert torch.equal(data.train_y, samples.train_y)


@pytest.mark.parametrize("name", ["mlp-16", "dwcnn"])
def test_the_same_seed_gives_the_same_network_and_leaves_the_global_one_alone(
    name: str, data: TaskData, inputs: Tensor
) -> None:
    state = torch.get_rng_state()
    once, twice = (last(steps(name, bits_recipe(3, "both"), data, inputs)) for _ in range(2))
    assert same_state(once, twice)
    assert torch.equal(torch.get_rng_state(), state)


def test_ranges_stay_for_an_epoch_and_then_follow_the_weights(data: TaskData, inputs: Tensor) -> None:
    networks = steps("mlp-16", bits_recipe(4, "both"), data, inputs, epochs=2)  # 4 steps an epoch
    scales = []
    for network in networks:
        layer = quantizable_layers(network)["hidden2"]
        scales.append(
            (
                layer.parametrizations["weight"][0].qparams.scale.item(),
                layer.input_quantizer.qparams.scale.item(),
            )
        )
    assert len(scales) == 9
    assert len(set(scales[:4])) == len(set(scales[4:8])) == 1
    assert len(set(scales)) == 3


@pytest.mark.parametrize("quantize", ["weights", "activations", "both"])
def test_a_frozen_network_answers_as_the_trained_one(quantize: str, data: TaskData, inputs: Tensor) -> None:
    trained = last(steps("mlp-16", bits_recipe(3, quantize), data, inputs)).eval()
    frozen = freeze(trained)
    with torch.no_grad():
        assert torch.equal(frozen(data.test_x), trained(data.test_x))
    assert not any(parameter.requires_grad for parameter in frozen.parameters())
    assert all(parameter.requires_grad for parameter in trained.parameters())
    if quantize != "activations":
        weight = frozen.hidden1.weight
        assert len(weight.unique()) <= 7
        assert torch.equal(fake_quantize(weight, QuantSpec("int3")), weight)


def test_a_network_with_folded_batch_norm_trains(data: TaskData, inputs: Tensor) -> None:
    def loss(network: nn.Module) -> float:
        with torch.no_grad():
            return float(DIGITS.loss(network.eval()(data.train_x), data.train_y))

    networks = steps("dwcnn", bits_recipe(3, "both"), data, inputs, epochs=10)
    first = next(networks)
    assert not any(isinstance(module, nn.BatchNorm2d) for module in first.modules())
    before = loss(first)
    assert loss(last(networks)) < before / 2
