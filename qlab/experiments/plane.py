"""The plane as a network sees it: what it answers everywhere in a square, before and after quantization."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor, nn

from qlab.experiments.outcome import logits_of
from qlab.tasks.plane import SHAPES
from qlab.zoo import MODELS

REACH = 2.5
"""The square goes from -REACH to REACH on both axes; every point of the tasks in the plane lies within."""
SIDE = 81
"""Places along each side of it."""
PLANE_MODELS = tuple(name for name, card in MODELS.items() if card.task in SHAPES)
Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Decisions:
    """A float network and its quantized copy, at some points and everywhere in the square; arrays are read-only.

    A margin is the logit of class 1 minus that of class 0: above 0 the answer is 1; where it is 0 lies the boundary.

    Attributes:
        bits: what the copy has.
        points, labels: (n, 2), and 0 or 1 (n,).
        float_margins, margins: at the points, (n,), of the float network and of its copy.
        float_field, field: at the places of the square, (SIDE, SIDE), rows from bottom to top.
    """

    bits: int
    points: Array
    labels: Array
    float_margins: Array
    margins: Array
    float_field: Array
    field: Array

    def __post_init__(self) -> None:
        """Nobody writes into a result."""
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    @cached_property
    def flipped(self) -> Array:
        """Which points have another answer than in float, bool (n,)."""
        return np.asarray((self.float_margins > 0) != (self.margins > 0))

    @cached_property
    def changed(self) -> Array:
        """Which places of the square do, bool (SIDE, SIDE)."""
        return np.asarray((self.float_field > 0) != (self.field > 0))

    @property
    def area_changed(self) -> float:
        """Which share of the square that is, 0..1."""
        return float(self.changed.mean())

    @property
    def float_accuracy(self) -> float:
        """The share of the points that the float network gets right, 0..1."""
        return float(((self.float_margins > 0) == self.labels).mean())

    @property
    def accuracy(self) -> float:
        """The share that its quantized copy gets right, 0..1."""
        return float(((self.margins > 0) == self.labels).mean())

    @property
    def numbers(self) -> dict[str, float]:
        """Return the figures that a receipt compares."""
        return {
            "float_accuracy": self.float_accuracy,
            "accuracy": self.accuracy,
            "flips": int(self.flipped.sum()),
            "area_changed": self.area_changed,
        }


def places() -> Tensor:
    """Return the places of the square, row by row from bottom to top, float32 (SIDE * SIDE, 2).

    >>> places()[[0, -1]].tolist()
    [[-2.5, -2.5], [2.5, 2.5]]
    """
    along = torch.linspace(-REACH, REACH, SIDE)
    y, x = torch.meshgrid(along, along, indexing="ij")
    return torch.stack([x.ravel(), y.ravel()], dim=1)


def decide(network: nn.Module, quantized: nn.Module, bits: int, points: Tensor, labels: Tensor) -> Decisions:
    """Return what a network with two logits and its copy with `bits` answer at points (n, 2) and in the square.

    >>> flat = nn.Linear(2, 2)
    >>> decide(flat, flat, 8, torch.zeros(1, 2), torch.zeros(1)).area_changed
    0.0
    """
    square = places()
    fields = (_margins(each, square).astype(np.float32).reshape(SIDE, SIDE) for each in (network, quantized))
    at_points = (_margins(each, points) for each in (network, quantized))
    return Decisions(bits, points.numpy(), labels.numpy(), *at_points, *fields)


def _margins(model: nn.Module, points: Tensor) -> Array:
    logits = logits_of(model, points)
    return np.asarray(logits[:, 1] - logits[:, 0])
