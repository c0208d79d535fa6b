"""Every way to spend bits on the layers of a network, measured: what they share is computed once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

import numpy as np
import torch
from torch import Tensor, nn

from qlab.experiments.subject import load_subject
from qlab.observe import quantizable_layers
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.recipe import weight_format

MODEL = "deep-5x32"
BITS = (2, 3, 4, 5)


@dataclass(frozen=True, eq=False)
class Allocations:
    """What every allocation of BITS to the layers of a checkpoint reaches.

    Attributes:
        layers, sizes: their names, from input to output, and how many weights each has.
        correct: how many of the n_test samples each allocation gets right, in the order of `allocations`.
        chance: the accuracy of guessing.
    """

    layers: tuple[str, ...]
    sizes: tuple[int, ...]
    correct: np.ndarray
    n_test: int
    chance: float

    @cached_property
    def allocations(self) -> np.ndarray:
        """Return every allocation, (n, layers), in the order of `correct`."""
        return np.array(list(product(BITS, repeat=len(self.layers))))


def _right_answers(modules: Sequence[nn.Module], entered: Tensor, labels: Tensor) -> Iterator[int]:
    """Yield the right answers of every allocation, in the order of `product`; what they share is computed once."""
    if not modules:
        yield int((entered.argmax(1) == labels).sum())
        return
    first, *rest = modules
    if not isinstance(first, nn.Linear):
        yield from _right_answers(rest, first(entered), labels)
        return
    for bits in BITS:
        weight = fake_quantize(first.weight, QuantSpec(weight_format(bits)))
        yield from _right_answers(rest, nn.functional.linear(entered, weight, first.bias), labels)


@cache
def measured_allocations(model_seed: int) -> Allocations:
    """Measure all allocations of a checkpoint of MODEL, once; weights per tensor over their min-max range.

    >>> measured_allocations(2).correct.shape
    (4096,)
    """
    subject = load_subject(MODEL, model_seed)
    layers = quantizable_layers(subject.model)
    sizes = tuple(layer.weight.numel() for layer in layers.values())
    with torch.inference_mode():
        modules = list(subject.model.children())
        correct = np.array(list(_right_answers(modules, subject.data.test_x, subject.data.test_y)))
    correct.setflags(write=False)
    return Allocations(tuple(layers), sizes, correct, len(subject.labels), subject.task.chance)
