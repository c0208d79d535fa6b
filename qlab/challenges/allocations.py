"""Every way to spend bits on the layers of a network, measured: what they share is computed once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

import numpy as np
import torch
from torch import Tensor, nn

from qlab.experiments.subject import load_subject
from qlab.folding import fold_batch_norm
from qlab.observe import quantizable_layers
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.recipe import weight_format

MODELS = ("deep-5x32", "cnn", "dwcnn")
CHOICES = ((1, 2, 3, 4), (2, 3, 4, 5))
"""The bits that a layer may have."""
Weights = Mapping[nn.Module, Sequence[Tensor]]


@dataclass(frozen=True, eq=False)
class Allocations:
    """What every allocation of bits to the layers of a checkpoint reaches.

    Attributes:
        model, model_seed: the checkpoint.
        choices: the bits that each layer may have.
        layers, sizes: their names, from input to output, and how many weights each has.
        correct: how many of the n_test samples each allocation gets right, in the order of `allocations`.
        chance: the accuracy of guessing.
    """

    model: str
    model_seed: int
    choices: tuple[int, ...]
    layers: tuple[str, ...]
    sizes: tuple[int, ...]
    correct: np.ndarray
    n_test: int
    chance: float

    @cached_property
    def allocations(self) -> np.ndarray:
        """Return every allocation, (n, layers), in the order of `correct`."""
        return np.array(list(product(self.choices, repeat=len(self.layers))))


def _right_answers(
    modules: Sequence[nn.Module], entered: Tensor, labels: Tensor, weights: Weights
) -> Iterator[int]:
    """Yield the right answers of every allocation, in the order of `product`; what they share is computed once."""
    if not modules:
        yield int((entered.argmax(1) == labels).sum())
        return
    first, *rest = modules
    if first not in weights:
        yield from _right_answers(rest, first(entered), labels, weights)
        return
    for weight in weights[first]:
        yield from _right_answers(rest, _with_weight(first, weight, entered), labels, weights)


def _with_weight(layer: nn.Module, weight: Tensor, entered: Tensor) -> Tensor:
    if isinstance(layer, nn.Conv2d):
        return nn.functional.conv2d(
            entered, weight, layer.bias, layer.stride, layer.padding, layer.dilation, layer.groups
        )
    assert isinstance(layer, nn.Linear)
    return nn.functional.linear(entered, weight, layer.bias)


def _laid_out(weight: Tensor) -> Tensor:
    """Return a convolution's weight with its channels last in memory: three times as fast for small pictures."""
    return weight.contiguous(memory_format=torch.channels_last) if weight.dim() == 4 else weight


@cache
def measured_allocations(model: str, model_seed: int, choices: tuple[int, ...]) -> Allocations:
    """Measure all allocations of a checkpoint of one of MODELS, once; weights per tensor over their min-max range.

    >>> measured_allocations("deep-5x32", 2, (2, 3, 4, 5)).correct.shape
    (4096,)
    """
    subject = load_subject(model, model_seed)
    network = fold_batch_norm(subject.model)
    layers = quantizable_layers(network)
    with torch.inference_mode():
        weights: dict[nn.Module, list[Tensor]] = {
            layer: [
                _laid_out(fake_quantize(layer.weight, QuantSpec(weight_format(bits)))) for bits in choices
            ]
            for layer in layers.values()
        }
        data = subject.data
        found = _right_answers(list(network.children()), data.test_x, data.test_y, weights)
        correct = np.array(list(found))
    correct.setflags(write=False)
    sizes = tuple(layer.weight.numel() for layer in layers.values())
    return Allocations(
        model, model_seed, choices, tuple(layers), sizes, correct, len(subject.labels), subject.task.chance
    )
