"""Folding batch norm changes the weights and the names of nothing else: the network computes the same function."""

import copy

import pytest
import torch
from torch import nn

from qlab.folding import fold_batch_norm
from qlab.tasks import TASKS
from qlab.zoo import load_model


def normed(convolution, seed=0):
    """Return [convolution, batch norm] with statistics that are not the identity's."""
    generator = torch.Generator().manual_seed(seed)
    norm = nn.BatchNorm2d(convolution.out_channels)
    for values in (norm.weight.data, norm.bias.data, norm.running_mean):
        values.copy_(torch.randn(values.shape, generator=generator))
    norm.running_var.copy_(torch.rand(norm.running_var.shape, generator=generator) + 0.1)
    convolution.weight.data.copy_(torch.randn(convolution.weight.shape, generator=generator))
    return [convolution, norm]


CONVOLUTIONS = {
    "with bias": lambda: nn.Conv2d(2, 4, 3),
    "without bias": lambda: nn.Conv2d(2, 4, 3, bias=False),
    "depthwise": lambda: nn.Conv2d(4, 4, 3, groups=4, bias=False),
    "strided": lambda: nn.Conv2d(2, 4, 3, stride=2, padding=1),
}


@pytest.mark.parametrize("kind", CONVOLUTIONS)
def test_it_is_the_papers_formula(kind):
    convolution, norm = normed(CONVOLUTIONS[kind]())
    folded = fold_batch_norm(nn.Sequential(convolution, norm).double())[0]
    gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    bias = 0 if convolution.bias is None else convolution.bias
    torch.testing.assert_close(folded.weight, convolution.weight * gain[:, None, None, None])
    torch.testing.assert_close(folded.bias, (bias - norm.running_mean) * gain + norm.bias)


@pytest.mark.parametrize("kind", CONVOLUTIONS)
def test_the_function_stays(kind):
    model = nn.Sequential(*normed(CONVOLUTIONS[kind]()), nn.ReLU()).double().eval()
    x = torch.randn(
        5, model[0].in_channels, 8, 8, dtype=torch.float64, generator=torch.Generator().manual_seed(1)
    )
    torch.testing.assert_close(fold_batch_norm(model)(x), model(x), rtol=1e-12, atol=1e-12)


def test_a_trained_network_gives_the_same_logits():
    model, x = load_model("dwcnn", 0), TASKS["digits"].load().test_x
    with torch.no_grad():
        torch.testing.assert_close(fold_batch_norm(model)(x), model(x), rtol=1e-4, atol=1e-4)


def test_no_batch_norm_is_left_and_layers_keep_their_names():
    model = load_model("dwcnn", 0)
    folded = fold_batch_norm(model)
    assert not [layer for layer in folded.modules() if isinstance(layer, nn.BatchNorm2d)]
    assert [name for name, _ in folded.named_modules()] == [name for name, _ in model.named_modules()]


def test_a_network_inside_a_network_is_folded_too():
    folded = fold_batch_norm(nn.Sequential(nn.Sequential(*normed(nn.Conv2d(2, 4, 3))), nn.ReLU()))
    assert isinstance(folded[0][1], nn.Identity)


@pytest.mark.parametrize(
    "layers",
    [
        lambda: [nn.BatchNorm2d(2), nn.Conv2d(2, 4, 3)],
        lambda: [nn.Conv2d(2, 4, 3), nn.ReLU(), nn.BatchNorm2d(4)],
        lambda: [nn.Flatten(), nn.Linear(8, 4), nn.BatchNorm1d(4)],
    ],
)
def test_what_does_not_follow_a_convolution_stays(layers):
    model = nn.Sequential(*layers())
    assert [type(layer) for layer in fold_batch_norm(model)] == [type(layer) for layer in model]


def test_the_given_network_is_not_touched():
    model = nn.Sequential(*normed(nn.Conv2d(2, 4, 3))).train()
    before = copy.deepcopy(model.state_dict())
    folded = fold_batch_norm(model)
    assert model.training
    assert not folded.training
    assert isinstance(model[1], nn.BatchNorm2d)
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert not {value.data_ptr() for value in model.parameters()} & {
        value.data_ptr() for value in folded.parameters()
    }
