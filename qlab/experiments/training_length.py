"""Training length: the same network, trained for longer and longer, and what each then loses with its bits."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import fmean
from typing import Any

import torch
from joblib import Parallel, delayed
from torch import nn

from qlab.checks import MAX_SEED, distinct, one_of, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.outcome import logits_of
from qlab.experiments.sizes import share_kept
from qlab.metrics.classification import accuracy
from qlab.metrics.signal import crest_factor
from qlab.observe import quantizable_layers
from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS, calibration_inputs
from qlab.zoo import MODELS, train

MAX_EPOCHS = 1000  # of all trainings of one seed together


@dataclass(frozen=True)
class TrainingLengthSpec:
    """Which network of the zoo to train, for how many epochs, from which seeds; at which bits to measure it.

    All else is as its checkpoints were trained. Weights are quantized per tensor, by min-max.

    Raises:
        ValueError: for an unknown network, no classifier, or seeds, epochs or bits out of range.

    >>> TrainingLengthSpec().epochs
    (3, 30)
    """

    model: str = "mlp-64"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    epochs: tuple[int, ...] = (3, 30)
    bits: tuple[int, ...] = (4, 3, 2)

    def __post_init__(self) -> None:
        """Refuse what cannot be trained or measured."""
        one_of("model", self.model, MODELS)
        one_of(f"kind of task of {self.model}", TASKS[MODELS[self.model].task].kind, ["classification"])
        for name in ("seeds", "epochs", "bits"):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), 1, 16)
        for seed in self.seeds:
            within("seed", seed, 0, MAX_SEED)
        for epochs in self.epochs:
            within("epochs", epochs, 1, MAX_EPOCHS)
        within("epochs of all trainings", sum(self.epochs), 1, MAX_EPOCHS)
        for bits in self.bits:
            bits_recipe(bits)


@dataclass(frozen=True)
class LengthPoint:
    """One training at one number of bits: the share of its accuracy above chance that it loses, in percent."""

    epochs: int
    seed: int
    bits: int
    float_accuracy: float
    crest: float
    """The largest crest factor of a layer."""
    accuracy: float
    lost: float


@dataclass(frozen=True)
class TrainingLengthResult:
    """The points, seed by seed, in the order of the spec."""

    spec: TrainingLengthSpec
    points: tuple[LengthPoint, ...]
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: accuracy by epochs, seed and bits."""
        return {f"{p.epochs}-s{p.seed}@{p.bits}.accuracy": p.accuracy for p in self.points}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per point."""
        return [{"model": self.spec.model} | asdict(point) for point in self.points]

    def losses(self, epochs: int, bits: Sequence[int] = ()) -> list[float]:
        """Return for each seed what it loses in percent after `epochs`, averaged over `bits` (all if none are named).

        >>> result = measure_training_length(TrainingLengthSpec("mlp-4", (0,), (2,), (8, 1)))
        >>> len(result.losses(2))
        1
        """
        mine = [p for p in self.points if p.epochs == epochs and p.bits in (bits or self.spec.bits)]
        return [fmean(p.lost for p in mine if p.seed == seed) for seed in self.spec.seeds]


def _measured(spec: TrainingLengthSpec, network: nn.Module, epochs: int, seed: int) -> Iterator[LengthPoint]:
    task = TASKS[MODELS[spec.model].task]
    data, inputs = task.load(), calibration_inputs(task, 32)  # only activations would need more
    best = accuracy(logits_of(network, data.test_x), data.test_y)
    crest = max(crest_factor(layer.weight) for layer in quantizable_layers(network).values())
    for bits in spec.bits:
        quantized = quantize_model(network, bits_recipe(bits), inputs)
        now = accuracy(logits_of(quantized, data.test_x), data.test_y)
        lost = 100 * (1 - share_kept(now, best, task.chance))
        yield LengthPoint(epochs, seed, bits, best, crest, now, lost)


def _train_and_measure(spec: TrainingLengthSpec, epochs: int, seed: int) -> list[LengthPoint]:
    card = MODELS[spec.model]
    start = card.build(torch.Generator().manual_seed(seed))
    settings = replace(card.training, epochs=epochs)
    task = TASKS[card.task]
    network = train(start, task.load(), settings, seed=seed, loss=task.loss)
    return list(_measured(spec, network, epochs, seed))


def measure_training_length(spec: TrainingLengthSpec, tell: Tell = keep_quiet) -> TrainingLengthResult:
    """Train the network anew for every length and seed, and quantize it at every number of bits.

    >>> measure_training_length(TrainingLengthSpec("mlp-4", (0,), (1,), (2,))).points[0].bits
    2
    """
    trainings = [(epochs, seed) for seed in spec.seeds for epochs in spec.epochs]
    answers = Parallel(return_as="generator")(delayed(_train_and_measure)(spec, *each) for each in trainings)
    points: list[LengthPoint] = []
    tell(Progress(0, len(trainings)))
    for done, found in enumerate(answers, start=1):
        points += found
        tell(Progress(done, len(trainings)))
    n_test = len(TASKS[MODELS[spec.model].task].load().test_x)
    return TrainingLengthResult(spec, tuple(points), n_test)


TRAINING_LENGTH = Experiment(
    name="training_length",
    title="What longer training does to the loss",
    spec=TrainingLengthSpec,
    measure=measure_training_length,
    checkpoints=lambda spec: (),
)
