"""GPTQ against what must come out: all roundings of tiny layers, and the cases where it is rounding to nearest."""

import math
from itertools import product
from statistics import fmean

import pytest
import torch
from torch import nn

from qlab.gptq import gptq, gptq_model
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize

INT2 = QuantSpec("int2", "per_channel")
WEAK = 1e-9  # damping so weak that the objective is |W X - Q X|^2 itself


def tiny(seed, features=5):
    """Return one channel's weights and inputs that depend on one another."""
    generator = torch.Generator().manual_seed(seed)
    mix = torch.randn(features, features, generator=generator)
    return torch.randn(1, features, generator=generator), torch.randn(40, features, generator=generator) @ mix


def objective(weight, quantized, inputs):
    return float(((weight - quantized).double() @ inputs.double().T).square().sum())


def best(weight, inputs):
    """Return the least objective of all 3^n roundings of one channel, by trying them."""
    scale = choose_qparams(weight, INT2).scale
    every = torch.tensor(list(product([-1.0, 0.0, 1.0], repeat=weight.shape[1]))) * scale
    return float(((weight - every).double() @ inputs.double().T).square().sum(1).min())


def test_it_lies_between_the_best_of_all_roundings_and_nearest_but_only_on_average():
    beyond = []
    for seed in range(200):
        weight, inputs = tiny(seed)
        least = best(weight, inputs)
        greedy, nearest = (
            objective(weight, quantized, inputs) / least
            for quantized in (gptq(weight, inputs, INT2, damping=WEAK), fake_quantize(weight, INT2))
        )
        assert greedy >= 1 - 1e-6
        beyond.append((math.log(greedy), math.log(nearest)))
    (greedy, nearest), better = map(fmean, zip(*beyond, strict=True)), [g < n for g, n in beyond]
    # The difference of the logarithms scatters by 0.7 over draws, so that 200 know its mean to 0.05.
    assert greedy < nearest - 0.1
    assert any(better)
    assert any(g > n for g, n in beyond)


@pytest.mark.parametrize("seed", range(10))
def test_no_other_level_for_the_last_column_is_better(seed):
    """It is rounded last, for what is then left: the one choice that is never greedy."""
    weight, inputs = tiny(seed)
    quantized = gptq(weight, inputs, INT2, damping=WEAK)
    scale = choose_qparams(weight, INT2).scale.item()
    for level in (-scale, 0.0, scale):
        other = quantized.clone()
        other[0, -1] = level
        assert objective(weight, quantized, inputs) <= objective(weight, other, inputs) * (1 + 1e-6)


@pytest.mark.parametrize(
    "spec", [INT2, QuantSpec("int4", "per_tensor", "mse"), QuantSpec("uint3"), QuantSpec("nf4")]
)
def test_where_inputs_have_nothing_in_common_it_is_nearest(spec):
    weight = torch.randn(6, 8, generator=torch.Generator().manual_seed(3))
    for inputs in (torch.eye(8), torch.zeros(4, 8)):
        torch.testing.assert_close(gptq(weight, inputs, spec), fake_quantize(weight, spec), rtol=1e-6, atol=0)


@pytest.mark.parametrize("granularity", ["per_tensor", "per_channel"])
def test_every_weight_lies_on_the_grid_and_nothing_is_edited(granularity):
    spec = QuantSpec("int3", granularity)
    generator = torch.Generator().manual_seed(0)
    weight, inputs = torch.randn(4, 6, generator=generator), torch.randn(30, 6, generator=generator)
    kept = weight.clone(), inputs.clone()
    codes = gptq(weight, inputs, spec) / choose_qparams(weight, spec).scale
    torch.testing.assert_close(codes, codes.round(), rtol=0, atol=1e-5)
    assert codes.abs().max() <= 3.00001
    assert torch.equal(weight, kept[0])
    assert torch.equal(inputs, kept[1])


def test_a_network_is_quantized_layer_by_layer_on_what_the_layers_before_let_in():
    generator = torch.Generator().manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3))
    inputs = torch.randn(50, 6, generator=generator)
    quantized = gptq_model(model, INT2, inputs)
    first = gptq(model[0].weight, inputs, INT2)
    hidden = torch.relu(inputs @ first.T + model[0].bias)
    assert torch.equal(quantized[0].weight, first)
    torch.testing.assert_close(quantized[2].weight, gptq(model[2].weight, hidden.detach(), INT2))
    assert torch.equal(quantized[2].bias, model[2].bias)


def test_what_it_cannot_do_is_refused():
    weight, inputs = tiny(0)
    with pytest.raises(
        ValueError, match="granularity for GPTQ must be one of per_tensor, per_channel; got 'group:2'"
    ):
        gptq(weight, inputs, QuantSpec("int4", "group:2"))
    with pytest.raises(ValueError, match=r"inputs must be \(n, 5\), as weight is; got \(40, 4\)"):
        gptq(weight, inputs[:, 1:], INT2)
    with pytest.raises(ValueError, match="damping must be a number"):
        gptq(weight, inputs, INT2, damping=0.0)
    with pytest.raises(ValueError, match="layer 0 must be a Linear layer"):
        gptq_model(nn.Sequential(nn.Conv2d(1, 1, 1)), INT2, torch.ones(1, 1, 2, 2))
