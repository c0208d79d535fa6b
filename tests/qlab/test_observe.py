"""What is seen inside a network is what flows there, and looking changes nothing."""

import numpy as np
import pytest
import torch

from qlab.folding import fold_batch_norm
from qlab.observe import layer_sqnr_db, observe, quantizable_layers
from qlab.quantized import quantize_model
from qlab.recipe import Recipe, bits_recipe
from qlab.tasks import TASKS, calibration_inputs
from qlab.zoo import load_model

INPUTS = calibration_inputs(TASKS["digits"], 64)


def test_layers_are_named_in_the_order_they_were_built():
    assert list(quantizable_layers(load_model("mlp-16", 0))) == ["hidden1", "hidden2", "output"]
    assert "depthwise1" in quantizable_layers(load_model("dwcnn", 0))


def test_inputs_and_outputs_are_those_of_the_network_taken_apart():
    model = load_model("mlp-16", 0)
    with torch.no_grad():
        first = model.hidden1(INPUTS)
        second = model.hidden2(torch.relu(first))
    entered, left = observe(model, INPUTS), observe(model, INPUTS, outputs=True)
    assert torch.equal(entered["hidden1"], INPUTS)
    assert torch.equal(entered["hidden2"], torch.relu(first))
    assert torch.equal(left["hidden2"], second)
    assert torch.equal(left["output"], model(INPUTS))


def test_of_a_layer_that_runs_many_times_all_times_are_seen():
    model, x = load_model("gru-speech", 0), calibration_inputs(TASKS["speech"], 4)
    with torch.no_grad():
        states = model.states(x)
    entered = observe(model, x)["recurrent"].unflatten(0, (32, 4))
    assert not entered[0].any()
    assert torch.equal(entered[1:], states[:, :-1].transpose(0, 1))
    assert observe(model, x, outputs=True)["recurrent"].shape == (32 * 4, 96)


def test_what_enters_is_seen_before_it_is_quantized():
    quantized = quantize_model(load_model("mlp-16", 0), bits_recipe(1, "activations"), INPUTS)
    assert torch.equal(observe(quantized, INPUTS)["hidden1"], INPUTS)


def hooks(model):
    return sum(len(layer._forward_hooks) + len(layer._forward_pre_hooks) for layer in model.modules())


def test_nobody_keeps_looking():
    model = load_model("mlp-16", 0)
    observe(model, INPUTS)
    assert hooks(model) == 0
    with pytest.raises(RuntimeError, match="shapes"):
        observe(model, INPUTS[:, :3])
    assert hooks(model) == 0


def test_sqnr_of_each_layer_is_signal_over_noise():
    model = load_model("mlp-16", 0)
    quantized = quantize_model(model, bits_recipe(4), INPUTS)
    measured = layer_sqnr_db(model, quantized, INPUTS)
    before, after = (observe(net, INPUTS, outputs=True) for net in (model, quantized))
    for name, value in measured.items():
        signal, noisy = before[name].double().numpy(), after[name].double().numpy()
        expected = 10 * np.log10((signal**2).sum() / ((signal - noisy) ** 2).sum())
        assert value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("name", ["mlp-16", "dwcnn"])
def test_a_network_has_no_noise_against_itself(name):
    model = load_model(name, 0)
    assert set(layer_sqnr_db(model, model, INPUTS).values()) == {np.inf}


def test_batch_norm_is_folded_into_both_or_into_none():
    model = load_model("dwcnn", 0)
    assert set(layer_sqnr_db(model, fold_batch_norm(model), INPUTS).values()) == {np.inf}
    kept = quantize_model(model, Recipe(fold_batch_norm=False), INPUTS)
    assert set(layer_sqnr_db(model, kept, INPUTS).values()) == {np.inf}


def test_every_layer_hears_less_noise_with_more_bits():
    """Weights of 8 against 4 bits: steps 127 / 7 times as small, 25 dB; a little less or more as noises add up."""
    model = load_model("deep-5x32", 0)
    coarse, fine = (
        layer_sqnr_db(model, quantize_model(model, bits_recipe(bits), INPUTS), INPUTS) for bits in (4, 8)
    )
    assert all(fine[name] - coarse[name] == pytest.approx(20 * np.log10(127 / 7), abs=6) for name in fine)
