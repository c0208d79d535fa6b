"""A quantized network on the operating table: how it is quantized when nothing is wrong, and what can be read there."""

from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn

from qlab.experiments.subject import Subject
from qlab.folding import fold_batch_norm
from qlab.observe import quantizable_layers
from qlab.quantized import quantize_model
from qlab.quantizer import QuantSpec, choose_qparams
from qlab.recipe import LayerRecipe, Recipe

WEIGHTS, ACTIVATIONS = QuantSpec("int8", "per_channel"), QuantSpec("uint8")
RECIPE = Recipe(LayerRecipe(WEIGHTS, ACTIVATIONS))
REGISTER = 32  # bits


@dataclass(frozen=True, eq=False)
class Patient:
    """A float network with batch norm folded, what was made of it, and the register of each layer's sums in bits."""

    floating: nn.Module
    network: nn.Module
    registers: dict[str, int]


def healthy(subject: Subject) -> Patient:
    """Return the network quantized as it should be: weights int8 per channel, activations uint8 per tensor."""
    return quantized(fold_batch_norm(subject.model), subject.calibration)


def quantized(floating: nn.Module, calibration: Tensor) -> Patient:
    """Return this network, with batch norm folded, quantized by RECIPE."""
    registers = dict.fromkeys(quantizable_layers(floating), REGISTER)
    return Patient(floating, quantize_model(floating, RECIPE, calibration), registers)


def input_quantizer(network: nn.Module, layer: str) -> Any:
    """Return the quantizer before a layer of a network whose activations are quantized."""
    return quantizable_layers(network)[layer].input_quantizer


def whole_sums(layer: Any, quantized: Tensor) -> tuple[Tensor, Tensor]:
    """Return what a layer sums in whole numbers, (n, outputs, ...), and the scale that makes them values again.

    >>> from qlab.experiments.subject import load_subject
    >>> subject = load_subject("dwcnn", 0)
    >>> network = healthy(subject).network
    >>> entered = input_quantizer(network, "stem")(network.picture(subject.calibration))
    >>> sums, scale = whole_sums(network.stem, entered)
    >>> (sums * scale).float().add(network.stem.bias[:, None, None]).allclose(network.stem(entered), atol=1e-4)
    True
    """
    scale = (
        choose_qparams(layer.weight, WEIGHTS).scale[:, 0] * layer.input_quantizer.qparams.scale.item()
    ).double()
    values, weight = quantized.double(), layer.weight.double()
    if isinstance(layer, nn.Linear):
        sums = nn.functional.linear(values, weight)
    else:
        sums = nn.functional.conv2d(
            values, weight, None, layer.stride, layer.padding, layer.dilation, layer.groups
        )
        scale = scale[:, None, None]
    return (sums / scale).round().long(), scale
