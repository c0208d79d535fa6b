"""Units inside a network: ReLU(s x) = s ReLU(x) for s > 0, so a hidden channel can be measured in any unit.

What the layer before it makes s times as large, the layer after it divides by s. The function stays, to rounding; the
ranges of the weights, and with them the scales of a quantizer, do not.
"""

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from qlab.checks import instance, within

MAX_UNITS = 10
SWEEPS = 200
SETTLED = 1e-6  # relative; every float32 weight is known to 6e-8 of itself


def linear_layers(model: nn.Module) -> list[nn.Linear]:
    """Return the Linear layers of a plain stack: Linear and ReLU in turn, from Linear to Linear.

    Raises:
        ValueError: for any other network; what stands between its layers might not keep to ReLU(s x) = s ReLU(x).

    >>> len(linear_layers(nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))))
    2
    """
    layers = list(model) if isinstance(model, nn.Sequential) else []
    linear = [layer for layer in layers[::2] if isinstance(layer, nn.Linear)]
    relu = [layer for layer in layers[1::2] if isinstance(layer, nn.ReLU)]
    if len(linear) != len(relu) + 1 or len(linear) + len(relu) != len(layers):
        found = ", ".join(type(layer).__name__ for layer in layers) or type(model).__name__
        raise ValueError(f"model must be a Sequential of Linear and ReLU in turn; got {found}.")
    return linear


@torch.no_grad()
def change_units(model: nn.Module, factors: Sequence[Tensor]) -> nn.Module:
    """Return a copy of a plain stack with every hidden channel times its factor: the same function, to rounding.

    Args:
        model: Linear and ReLU in turn.
        factors: for each hidden layer (channels,), above 0. Its weights and bias are multiplied by them, and the
            next layer's weights on these channels divided.

    Raises:
        ValueError: for another network, or factors that do not fit its hidden layers or are not above 0.

    >>> model = nn.Sequential(nn.Linear(1, 1), nn.ReLU(), nn.Linear(1, 1))
    >>> changed = change_units(model, [torch.tensor([4.0])])
    >>> torch.equal(changed[0].weight, 4 * model[0].weight), torch.equal(changed[2].weight, model[2].weight / 4)
    (True, True)
    """
    hidden = [(len(layer.weight),) for layer in linear_layers(model)[:-1]]
    shapes = [tuple(each.shape) for each in factors]
    if shapes != hidden or not all(bool(((each > 0) & each.isfinite()).all()) for each in factors):
        raise ValueError(
            f"factors must be finite, above 0, and one for each hidden channel {hidden}; got {shapes}."
        )
    changed = copy.deepcopy(model)
    layers = linear_layers(changed)
    for layer, after, each in zip(layers, layers[1:], factors, strict=False):
        layer.weight.mul_(each[:, None])
        if layer.bias is not None:
            layer.bias.mul_(each)
        after.weight.div_(each)
    return changed


def random_units(model: nn.Module, k: float, *, generator: torch.Generator) -> nn.Module:
    """Return a copy of a plain stack, each hidden channel in a unit of its own: times 2^U, U uniform in -k..k.

    Raises:
        ValueError: for another network, or k outside 0..MAX_UNITS.

    >>> model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2)).eval()
    >>> changed = random_units(model, 6, generator=torch.Generator().manual_seed(0))
    >>> torch.allclose(model(torch.ones(1, 4)), changed(torch.ones(1, 4)), atol=1e-5)
    True
    """
    within("k", k, 0.0, float(MAX_UNITS))
    draws = [torch.rand(len(layer.weight), generator=generator) for layer in linear_layers(model)[:-1]]
    return change_units(model, [torch.exp2(k * (2 * draw - 1)) for draw in draws])


def _factors(layer: nn.Linear, after: nn.Linear) -> Tensor:
    """Return what makes a channel's range the same in both layers; 1 where either has no weight on it."""
    into, out_of = (
        weight.detach().double().abs().amax(dim) for weight, dim in ((layer.weight, 1), (after.weight, 0))
    )
    return torch.where((into > 0) & (out_of > 0), (out_of / into).sqrt(), 1.0)


def equalize(model: nn.Module) -> nn.Module:
    """Return a copy of a plain stack in the units in which each hidden channel's two ranges are equal.

    Cross-layer equalization, Nagel et al. 2019, arXiv:1906.04721, section 4.1, equation 11: the largest |weight| that
    leads into a channel becomes the largest that leads out of it, for all pairs of layers in turn until it stays so.
    Whatever units the network was in, these are the same. It needs no data.

    Raises:
        ValueError: for a network that is not Linear and ReLU in turn.

    >>> model = nn.Sequential(nn.Linear(1, 1), nn.ReLU(), nn.Linear(1, 1))
    >>> equal = equalize(model)
    >>> bool((equal[0].weight.abs() - equal[2].weight.abs()).abs() < 1e-6)
    True
    """
    layers = linear_layers(instance("model", model, nn.Module, "a torch nn.Module"))
    equal = copy.deepcopy(model)
    for _ in range(SWEEPS):
        largest = 0.0
        for i in range(len(layers) - 1):
            layers = linear_layers(equal)
            ones = [torch.ones(len(layer.weight), dtype=layer.weight.dtype) for layer in layers[:-1]]
            ones[i] = (each := _factors(layers[i], layers[i + 1])).to(ones[i].dtype)
            equal = change_units(equal, ones)
            largest = max(largest, float(each.log().abs().max()))
        if largest < SETTLED:
            break
    return equal
