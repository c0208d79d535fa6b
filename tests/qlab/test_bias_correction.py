"""Bias correction does what it says: every channel's mean output is the float network's again."""

import pytest
import torch
from torch import nn

from qlab.bias_correction import correct_biases
from qlab.observe import observe
from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.zoo import load_model


def means(model, inputs):
    seen = observe(model, inputs, outputs=True)
    return [left.transpose(0, 1).flatten(1).double().mean(1) for left in seen.values()]


@pytest.mark.parametrize("name", ["mlp-16", "cnn"])
def test_every_mean_output_is_the_float_networks_again(name):
    model = load_model(name, 0)
    inputs = torch.randn(64, 64, generator=torch.Generator().manual_seed(0))
    quantized = quantize_model(model, bits_recipe(2), inputs)
    before = {key: value.clone() for key, value in quantized.state_dict().items()}
    corrected = correct_biases(model, quantized, inputs)
    off = [
        float((a - b).abs().max())
        for a, b in zip(means(model, inputs), means(quantized, inputs), strict=True)
    ]
    mended = [
        float((a - b).abs().max())
        for a, b in zip(means(model, inputs), means(corrected, inputs), strict=True)
    ]
    assert min(off) > 1e-2
    assert max(mended) < 1e-5 * max(off) + 1e-5  # float32 sums of 64 and more
    assert all(torch.equal(value, quantized.state_dict()[key]) for key, value in before.items())
    for key, value in corrected.state_dict().items():
        assert key.endswith("bias") or torch.equal(value, quantized.state_dict()[key])


def test_a_network_that_is_not_off_stays():
    model = load_model("mlp-4", 0)
    inputs = torch.ones(3, 64)
    assert torch.equal(correct_biases(model, model, inputs)(inputs), model(inputs))


def test_a_layer_without_a_bias_is_refused():
    model = nn.Sequential(nn.Linear(2, 2, bias=False))
    with pytest.raises(ValueError, match="quantized must have a bias in every layer; got none in 0"):
        correct_biases(model, model, torch.ones(1, 2))
