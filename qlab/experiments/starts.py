"""Where fine-tuning may start: one float function in guises that quantization treats quite differently."""

from collections.abc import Callable

import torch
from torch import nn

from qlab.checks import one_of
from qlab.equalization import equalize, linear_layers, random_units
from qlab.zoo import MODELS

UNITS = 6
"""Each hidden channel is multiplied by 2^-6 to 2^6, and the layer after it divided by that."""

ON_LEVELS = "on levels"
"""The float network as trained, but its latent weights start from their levels: what was between is forgotten."""


def _as_trained(model: nn.Module, seed: int) -> nn.Module:
    return model


def _other_units(model: nn.Module, seed: int) -> nn.Module:
    return random_units(model, UNITS, generator=torch.Generator().manual_seed(seed))


def _equalized(model: nn.Module, seed: int) -> nn.Module:
    return equalize(_other_units(model, seed))


STARTS: dict[str, Callable[[nn.Module, int], nn.Module]] = {
    "as trained": _as_trained,
    "other units": _other_units,
    "equalized": _equalized,
    ON_LEVELS: _as_trained,
}
"""Name -> (float network, seed of the units) -> float network with the same outputs."""


def check_start(start: str, model: str) -> None:
    """Refuse a start that there is not, or a network of the zoo that is not Linear and ReLU in turn.

    >>> check_start("far away", "mlp-16")
    Traceback (most recent call last):
    ValueError: start must be one of as trained, other units, equalized, on levels; got 'far away'.
    """
    one_of("start", start, STARTS)
    linear_layers(MODELS[model].architecture())
