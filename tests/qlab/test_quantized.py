"""A quantized network: what is quantized is quantized exactly, what is not stays, and the given one is not touched."""

import copy
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import torch
from torch import nn

from qlab.folding import fold_batch_norm
from qlab.observe import observe, quantizable_layers
from qlab.quantized import freeze, prepare, quantize_model
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize
from qlab.recipe import LayerRecipe, Recipe, bits_recipe
from qlab.tasks import TASKS, calibration_inputs
from qlab.zoo import load_model

INPUTS = calibration_inputs(TASKS["digits"], 64)
TEST = TASKS["digits"].load().test_x
RECIPES = {
    "weights": bits_recipe(4),
    "activations": bits_recipe(4, "activations"),
    "both": bits_recipe(3, "both", "per_channel", "mse"),
    "binary": bits_recipe(1, "both"),
    "groups": bits_recipe(4, "weights", "group:32", "percentile"),
    "kept norm": Recipe(LayerRecipe(QuantSpec("int4"), QuantSpec("uint4")), fold_batch_norm=False),
    "overrides": Recipe(
        LayerRecipe(QuantSpec("int2")),
        overrides=(("output", LayerRecipe(QuantSpec("nf4"), QuantSpec("e4m3"))),),
    ),
    "channels of activations": Recipe(LayerRecipe(activations=QuantSpec("uint4", "per_channel:1"))),
    "nothing": Recipe(),
}


@torch.no_grad()
def logits(model):
    return model(TEST)


def snapshot(model):
    hooks = [len(layer._forward_pre_hooks) + len(layer._forward_hooks) for layer in model.modules()]
    flags = [(layer.training, type(layer)) for layer in model.modules()]
    grads = [(value.requires_grad, value.data_ptr()) for value in model.parameters()]
    return hooks, flags, grads


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
@pytest.mark.parametrize("training", [False, True])
def test_the_given_network_is_not_touched(recipe, training):
    model = load_model("dwcnn", 0).train(training)
    values, rest = copy.deepcopy(model.state_dict()), snapshot(model)
    quantize_model(model, recipe, INPUTS)
    assert snapshot(model) == rest
    assert all(torch.equal(value, values[name]) for name, value in model.state_dict().items())


def test_eight_threads_quantize_one_network_as_one_does():
    model, recipes = load_model("dwcnn", 0), list(RECIPES.values()) * 3
    values, rest = copy.deepcopy(model.state_dict()), snapshot(model)
    alone = [logits(quantize_model(model, recipe, INPUTS)) for recipe in recipes]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda recipe: logits(quantize_model(model, recipe, INPUTS)), recipes))
    assert all(torch.equal(one, other) for one, other in zip(alone, together, strict=True))
    assert snapshot(model) == rest
    assert all(torch.equal(value, values[name]) for name, value in model.state_dict().items())


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
@pytest.mark.parametrize("name", ["mlp-64", "dwcnn"])
def test_weights_are_the_float_ones_fake_quantized(name, recipe):
    model = load_model(name, 0)
    reference = fold_batch_norm(model) if recipe.fold_batch_norm else model
    quantized = quantize_model(model, recipe, INPUTS)
    for layer, before in quantizable_layers(reference).items():
        after = quantizable_layers(quantized)[layer]
        assert torch.equal(after.weight, fake_quantize(before.weight, recipe.layer(layer).weights))
        assert (after.bias is None) == (before.bias is None)
        assert after.bias is None or torch.equal(after.bias, before.bias)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_inputs_are_quantized_where_the_recipe_says_so_and_nowhere_else(recipe):
    """With the range of what entered the layer before any activation was quantized."""
    model = load_model("dwcnn", 0)
    weights_only = [(name, LayerRecipe(recipe.layer(name).weights)) for name in quantizable_layers(model)]
    observed = observe(quantize_model(model, replace(recipe, overrides=tuple(weights_only)), INPUTS), INPUTS)
    quantized = quantize_model(model, recipe, INPUTS)
    computed_with: dict[str, torch.Tensor] = {}
    for name, layer in quantizable_layers(quantized).items():  # hooked last, after the quantizer
        layer.register_forward_pre_hook(lambda _, inputs, name=name: computed_with.update({name: inputs[0]}))
    for name, entered in observe(quantized, TEST).items():
        spec = recipe.layer(name).activations
        expected = fake_quantize(entered, spec, choose_qparams(observed[name], spec))
        assert torch.equal(computed_with[name], expected)


def test_ranges_of_activations_are_fixed_at_calibration():
    model = nn.Sequential(nn.Linear(1, 1, bias=False))
    nn.init.ones_(model[0].weight)
    quantized = quantize_model(model, bits_recipe(2, "activations"), torch.tensor([[0.0], [3.0]]))
    assert quantized(torch.tensor([[1.4], [9.0], [-9.0]])).tolist() == [[1.0], [3.0], [0.0]]


def test_batch_norm_is_folded_unless_the_recipe_keeps_it():
    model = load_model("dwcnn", 0)
    folded, kept = (
        quantize_model(model, Recipe(LayerRecipe(QuantSpec("int8")), fold_batch_norm=fold), INPUTS)
        for fold in (True, False)
    )
    assert not [layer for layer in folded.modules() if isinstance(layer, nn.BatchNorm2d)]
    assert [layer for layer in kept.modules() if isinstance(layer, nn.BatchNorm2d)]
    assert not torch.equal(folded.stem.weight, kept.stem.weight)


def test_a_recipe_of_nothing_gives_the_same_network():
    model = load_model("dwcnn", 0)
    assert torch.equal(logits(quantize_model(model, Recipe(fold_batch_norm=False), INPUTS)), logits(model))
    torch.testing.assert_close(
        logits(quantize_model(model, Recipe(), INPUTS)), logits(model), rtol=1e-4, atol=1e-4
    )


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_it_is_what_training_would_freeze_before_its_first_step(recipe):
    model = load_model("dwcnn", 0)
    assert torch.equal(
        logits(quantize_model(model, recipe, INPUTS)), logits(freeze(prepare(model, recipe, INPUTS)))
    )


def test_it_is_ready_to_be_used_and_not_to_be_trained():
    quantized = quantize_model(load_model("dwcnn", 0).train(), RECIPES["both"], INPUTS)
    assert not any(layer.training for layer in quantized.modules())
    assert not any(value.requires_grad for value in quantized.parameters())


def test_an_override_of_an_unknown_layer_is_refused():
    recipe = Recipe(overrides=(("hidden9", LayerRecipe()),))
    with pytest.raises(ValueError, match="overrides must be one of hidden1, hidden2, output; got 'hidden9'"):
        quantize_model(load_model("mlp-16", 0), recipe, INPUTS)


def test_ranges_need_something_to_be_measured_on():
    with pytest.raises(ValueError, match="calibration_inputs must hold at least one sample"):
        quantize_model(load_model("mlp-16", 0), RECIPES["both"], INPUTS[:0])


def test_a_recurrent_layer_is_quantized_at_every_step_with_one_range():
    model, x = load_model("gru-speech", 0), calibration_inputs(TASKS["speech"], 16)
    recipe = bits_recipe(4, "both")
    quantized, prepared = quantize_model(model, recipe, x), freeze(prepare(model, recipe, x))
    entered = []
    quantized.recurrent.register_forward_pre_hook(lambda _, inputs: entered.append(inputs[0].clone()))
    with torch.no_grad():
        assert torch.equal(quantized(x), prepared(x))
    assert len(entered) == 32
    assert len(torch.cat(entered).unique()) <= 2**4
    assert len(quantized.recurrent.weight.unique()) <= 2**4 - 1
