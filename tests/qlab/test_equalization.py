"""Units inside a network: the function stays, and equalizing forgets which units there were."""

import copy
from itertools import pairwise

import pytest
import torch
from torch import nn

from qlab.equalization import MAX_UNITS, change_units, equalize, linear_layers, random_units
from qlab.tasks import TASKS
from qlab.zoo import load_model

STACKS = ("mlp-16", "mlp-64", "deep-5x32")


def drawn(seed=0):
    return torch.Generator().manual_seed(seed)


def ranges(model):
    """Return for each hidden layer the largest |weight| that leads into each channel, and out of it."""
    layers = linear_layers(model)
    return [
        (layer.weight.detach().abs().amax(1), after.weight.detach().abs().amax(0))
        for layer, after in pairwise(layers)
    ]


@torch.no_grad()
def logits(model):
    return model(TASKS["digits"].load().test_x)


@pytest.mark.parametrize("name", STACKS)
def test_other_units_are_the_same_function(name):
    model = load_model(name, 0)
    changed = random_units(model, 6, generator=drawn())
    assert not torch.allclose(changed[0].weight, model[0].weight, rtol=0.5)
    torch.testing.assert_close(logits(changed), logits(model), rtol=1e-4, atol=1e-3)


def test_powers_of_two_change_no_bit():
    """Float32 multiplies by them without rounding, so not one logit may differ."""
    model = load_model("mlp-16", 0)
    factors = [torch.exp2(torch.randint(-6, 7, (16,), generator=drawn(seed)).float()) for seed in (0, 1)]
    assert torch.equal(logits(change_units(model, factors)), logits(model))


def test_units_lie_within_what_was_asked_and_come_from_the_generator():
    model = load_model("mlp-64", 0)
    changed, again, other = (random_units(model, 3, generator=drawn(seed)) for seed in (0, 0, 1))
    factors = changed[0].weight / model[0].weight
    factors = factors[model[0].weight != 0]
    assert 2**-3 * (1 - 1e-6) <= factors.min() < 0.2 < 5 < factors.max() <= 2**3 * (1 + 1e-6)
    assert torch.equal(again[0].weight, changed[0].weight)
    assert not torch.equal(other[0].weight, changed[0].weight)
    assert torch.equal(random_units(model, 0, generator=drawn())[2].weight, model[2].weight)


def test_it_is_the_papers_formula():
    """Nagel et al. 2019, equation 11: s = sqrt(r1 r2) / r2, and the first layer is divided by it."""
    model = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 1))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[8.0], [-1.0]]))
        model[0].bias.copy_(torch.tensor([6.0, 5.0]))
        model[2].weight.copy_(torch.tensor([[2.0, 4.0]]))
    equal = equalize(model)  # s = (2, 1/2)
    torch.testing.assert_close(equal[0].weight, torch.tensor([[4.0], [-2.0]]))
    torch.testing.assert_close(equal[0].bias, torch.tensor([3.0, 10.0]))
    torch.testing.assert_close(equal[2].weight, torch.tensor([[4.0, 2.0]]))
    assert torch.equal(equal[2].bias, model[2].bias)


@pytest.mark.parametrize("name", STACKS)
def test_equalized_every_channel_reaches_as_far_in_as_out_and_the_function_stays(name):
    model = load_model(name, 1)
    equal = equalize(model)
    for into, out_of in ranges(equal):
        torch.testing.assert_close(into, out_of, rtol=1e-4, atol=1e-6)
    torch.testing.assert_close(logits(equal), logits(model), rtol=1e-4, atol=1e-3)
    assert any(not torch.allclose(into, out_of, rtol=0.1) for into, out_of in ranges(model))


@pytest.mark.parametrize("name", STACKS)
@pytest.mark.parametrize("k", [2, 6])
def test_equalizing_forgets_the_units(name, k):
    """The equalized network is one and the same, whatever units it came in."""
    model = load_model(name, 2)
    first, second = equalize(model), equalize(random_units(model, k, generator=drawn(3)))
    for a, b in zip(linear_layers(first), linear_layers(second), strict=True):
        scale = a.weight.abs().max()
        assert (a.weight - b.weight).abs().max() < 1e-3 * scale


def test_a_channel_without_weights_stays_as_it_is():
    model = load_model("mlp-16", 0)
    with torch.no_grad():
        model[0].weight[3] = 0
        model[2].weight[:, 5] = 0
    equal = equalize(model)
    assert torch.equal(equal[0].weight[5], model[0].weight[5])
    assert all(value.isfinite().all() for value in equal.state_dict().values())
    torch.testing.assert_close(logits(equal), logits(model), rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("change", [equalize, lambda model: random_units(model, 4, generator=drawn())])
def test_the_given_network_is_not_touched(change):
    model = load_model("mlp-16", 0)
    before = copy.deepcopy(model.state_dict())
    changed = change(model)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert not {p.data_ptr() for p in model.parameters()} & {p.data_ptr() for p in changed.parameters()}
    assert not changed.training


@pytest.mark.parametrize(
    "model",
    [
        nn.Linear(2, 2),
        nn.Sequential(),
        nn.Sequential(nn.Linear(2, 2), nn.ReLU()),
        nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2)),
        nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2), nn.ReLU()),
        nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.ReLU(), nn.Linear(2, 2)),
        nn.Sequential(nn.Linear(2, 2), nn.LeakyReLU(), nn.Linear(2, 2)),
    ],
)
def test_what_might_not_keep_its_function_is_refused(model):
    with pytest.raises(ValueError, match="model must be a Sequential of Linear and ReLU in turn; got "):
        equalize(model)


@pytest.mark.parametrize("name", ["cnn", "dwcnn"])
def test_the_convolutions_of_the_zoo_are_refused(name):
    with pytest.raises(ValueError, match="Conv2d"):
        random_units(load_model(name, 0), 2, generator=drawn())


@pytest.mark.parametrize(
    "factors",
    [
        [],
        [torch.ones(16)],
        [torch.ones(16), torch.ones(15)],
        [torch.ones(16), torch.zeros(16)],
        [torch.ones(16), -torch.ones(16)],
        [torch.full((16,), torch.inf), torch.ones(16)],
    ],
)
def test_factors_that_do_not_fit_are_refused(factors):
    with pytest.raises(ValueError, match="factors must be finite, above 0, and one for each hidden channel"):
        change_units(load_model("mlp-16", 0), factors)


@pytest.mark.parametrize("k", [-1, MAX_UNITS + 1, float("nan")])
def test_wilder_units_than_float_can_bear_are_refused(k):
    with pytest.raises(ValueError, match="k must be a number from 0"):
        random_units(load_model("mlp-16", 0), k, generator=drawn())
