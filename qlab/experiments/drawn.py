"""Drawn by hand: a small network learns points that someone put into the plane, and then gets fewer and fewer bits."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from qlab.checks import distinct, one_of, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.plane import Decisions, decide
from qlab.quantized import quantize_model
from qlab.recipe import Recipe, bits_recipe
from qlab.tasks import TaskData
from qlab.zoo import TrainingSettings
from qlab.zoo.mlp import mlp
from qlab.zoo.model_card import initialized
from qlab.zoo.training import train

MOST_POINTS = 200
COORDINATES = 100
"""A coordinate is a whole number below this; a point (x, y) is 100 x + y."""
HIDDEN = (16, 16)
TOLD_EVERY = 100  # epochs
EDGE = 2.0  # where the outermost coordinates lie in the plane; the points of the tasks reach as far


@dataclass(frozen=True)
class DrawnSpec:
    """The points of both classes, how long to train, and what is quantized how.

    By default four heaps that no straight line parts. All points make up one batch.

    Raises:
        ValueError: unless each class has a point, for a point outside the plane or too many, and for what
            cannot be trained or quantized.

    >>> DrawnSpec(zeros=(1234,), ones=(5678,)).zeros
    (1234,)
    """

    zeros: tuple[int, ...] = (1515, 2030, 3018, 2822, 8585, 7080, 8070, 7276)
    ones: tuple[int, ...] = (1585, 2070, 3082, 2876, 8515, 7020, 8030, 7224)
    epochs: int = 1000
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2, 1)
    quantize: str = "weights"
    granularity: str = "per_tensor"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what cannot be learned."""
        for label, (name, points) in enumerate((("zeros", self.zeros), ("ones", self.ones))):
            if not points:
                raise ValueError(f"{name} must hold a point of class {label}; got none; draw points of both.")
            for point in points:
                within(f"a point in {name}", point, 0, COORDINATES**2 - 1)
        within("the number of points", len(self.zeros) + len(self.ones), 2, MOST_POINTS)
        within("epochs", self.epochs, 1, 2000)
        within("number of bits", len(distinct("bits", self.bits)), 1, 8)
        for bits in self.bits:
            self.recipe(bits)

    def recipe(self, bits: int) -> Recipe:
        """Return the recipe of the copy with `bits`."""
        return bits_recipe(bits, self.quantize, self.granularity, self.range_method)

    @property
    def training(self) -> TrainingSettings:
        """Return how the network is trained."""
        return TrainingSettings(self.epochs, learning_rate=1e-2, batch_size=MOST_POINTS)


@dataclass(frozen=True, eq=False)
class DrawnResult:
    """What the network and its copies answer, for each of the spec's bits.

    The points are what it was trained on. There is no test set.
    """

    spec: DrawnSpec
    by_bits: tuple[Decisions, ...]
    n_test: int = 0

    def at(self, bits: int) -> Decisions:
        """Return what the copy with `bits` answers; refuse bits that the spec does not have."""
        return self.by_bits[self.spec.bits.index(one_of("bits", bits, self.spec.bits))]

    @property
    def numbers(self) -> dict[str, float]:
        """Return the figures that a receipt compares."""
        return {
            f"{seen.bits} bits.{name}": value for seen in self.by_bits for name, value in seen.numbers.items()
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per number of bits."""
        return [{"bits": seen.bits} | seen.numbers for seen in self.by_bits]


def _drawn(spec: DrawnSpec) -> TaskData:
    """Return the points in the plane, and the class of each."""
    codes = torch.tensor(spec.zeros + spec.ones)
    coordinates = torch.stack([codes // COORDINATES, codes % COORDINATES], dim=1)
    x = EDGE * (2 * coordinates / (COORDINATES - 1) - 1)
    y: Tensor = torch.tensor([0] * len(spec.zeros) + [1] * len(spec.ones))
    return TaskData(x, y, x, y)


def _network() -> nn.Module:
    return initialized(mlp(HIDDEN, inputs=2, outputs=2), torch.Generator().manual_seed(0))


def measure_drawn(spec: DrawnSpec, tell: Tell = keep_quiet) -> DrawnResult:
    """Train a network on the points, and ask it and its copies for the class of every place in the plane.

    >>> result = measure_drawn(DrawnSpec(zeros=(2020,), ones=(8080,)))
    >>> result.at(8).accuracy
    1.0
    """
    data = _drawn(spec)

    def on_epoch(epoch: int, loss: float) -> None:
        if epoch % TOLD_EVERY == 0:
            tell(Progress(epoch, spec.epochs))

    network = train(_network(), data, spec.training, seed=0, on_epoch=on_epoch)
    copies = [quantize_model(network, spec.recipe(bits), data.train_x) for bits in spec.bits]
    seen = map(partial(decide, network, points=data.train_x, labels=data.train_y), copies, spec.bits)
    return DrawnResult(spec, tuple(seen))


DRAWN = Experiment(
    name="drawn",
    title="A boundary through points that you draw",
    spec=DrawnSpec,
    measure=measure_drawn,
    checkpoints=lambda spec: [],
)
