"""A regularizer? Networks trained with few bits beside the remedies against overfitting that everyone knows.

All arms start from the same random weights, see the same few samples in the same order, and are tuned on the same
validation samples; the test set is looked at once, by what was chosen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, nn

from qlab.checks import MAX_SEED, distinct, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.finetune import finetuning_steps
from qlab.recipe import Recipe, bits_recipe
from qlab.tasks import TASKS, TaskData, validation_data
from qlab.zoo import TrainingSettings
from qlab.zoo.mlp import mlp
from qlab.zoo.model_card import initialized
from qlab.zoo.training import steps_per_epoch

N_VALIDATION = 200
WEIGHT_DECAYS = (0.3, 1.0)
NARROWER = (4, 8)  # times
FLOAT = Recipe()


@dataclass(frozen=True)
class RegularizerSpec:
    """How many digits to train on, how many of their labels are wrong, and how wide and how long.

    Raises:
        ValueError: for what cannot be trained, or takes too long here.

    >>> RegularizerSpec(label_noise=0.0).hidden
    128
    """

    n_train: int = 150
    label_noise: float = 0.3
    hidden: int = 128
    epochs: int = 60
    bits: tuple[int, ...] = (4, 2, 1)
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        within("n_train", self.n_train, 20, 1000)
        within("label_noise", self.label_noise, 0.0, 0.8)
        within("hidden", self.hidden, 16, 256)
        within("epochs", self.epochs, 1, 200)
        within("number of bits", len(self.bits), 1, 4)
        within("number of seeds", len(self.seeds), 2, 10)
        for bits in distinct("bits", self.bits):
            within("bits", bits, 1, 8)
        for seed in distinct("seeds", self.seeds):
            within("seed", seed, 0, MAX_SEED)


@dataclass(frozen=True)
class Trained:
    """One network as it was chosen: accuracy (0..1) on what it was trained on, on validation and on test samples."""

    arm: str
    seed: int
    train: float
    validation: float
    test: float


@dataclass(frozen=True)
class RegularizerResult:
    """What every arm reached with every seed, arm by arm."""

    spec: RegularizerSpec
    n_test: int
    trained: tuple[Trained, ...]

    @property
    def arms(self) -> tuple[str, ...]:
        """Return the arms' names, "float" first."""
        return tuple(dict.fromkeys(one.arm for one in self.trained))

    def by_seed(self, arm: str, part: str = "test") -> list[float]:
        """Return an arm's accuracy on "train", "validation" or "test", one a seed."""
        return [getattr(one, part) for one in self.trained if one.arm == arm]

    @property
    def numbers(self) -> dict[str, float]:
        """Return every test accuracy."""
        return {f"{one.arm}-s{one.seed}.test": one.test for one in self.trained}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per arm and seed."""
        return [vars(one) | {"gap": one.train - one.test} for one in self.trained]


def few_and_noisy(spec: RegularizerSpec, seed: int) -> TaskData:
    """Return the digits for one seed: few to train on, and the validation samples in place of the test samples.

    The same share of labels is wrong in both, each replaced by one of the other nine.
    """
    split = validation_data(TASKS["digits"].load(), N_VALIDATION)
    generator = torch.Generator().manual_seed(seed)
    chosen = torch.randperm(len(split.train_x), generator=generator)[: spec.n_train]
    train_y, test_y = (
        _some_wrong(labels, spec.label_noise, generator) for labels in (split.train_y[chosen], split.test_y)
    )
    return TaskData(split.train_x[chosen], train_y, split.test_x, test_y)


def _some_wrong(labels: Tensor, share: float, generator: torch.Generator) -> Tensor:
    wrong = torch.rand(len(labels), generator=generator) < share
    return torch.where(wrong, (labels + torch.randint(1, 10, labels.shape, generator=generator)) % 10, labels)


def _accuracy(model: nn.Module, x: Tensor, y: Tensor) -> float:
    with torch.inference_mode():
        return float((model.eval()(x).argmax(1) == y).double().mean())


def _epochs(spec: RegularizerSpec, seed: int, width: int, decay: float, recipe: Recipe) -> Iterator[Trained]:
    """Train one network and yield what it is worth after every epoch; the arm's name is left to the caller."""
    data, clean = few_and_noisy(spec, seed), TASKS["digits"].load()
    start = initialized(mlp([width, width]), torch.Generator().manual_seed(seed))
    settings = TrainingSettings(spec.epochs, weight_decay=decay)
    steps = finetuning_steps(
        start, recipe, data, settings, seed=seed, loss=TASKS["digits"].loss, calibration_inputs=data.train_x
    )
    for number, model in enumerate(steps):
        if number and number % steps_per_epoch(data, settings) == 0:
            train, validation, test = (
                _accuracy(model, x, y)
                for x, y in (
                    (data.train_x, data.train_y),
                    (data.test_x, data.test_y),
                    (clean.test_x, clean.test_y),
                )
            )
            yield Trained("", seed, train, validation, test)


def _best(candidates: list[Trained], arm: str) -> Trained:
    """Return the candidate that did best on the validation samples, the first of equals, under the arm's name."""
    return replace(max(candidates, key=lambda one: one.validation), arm=arm)


def _arms(spec: RegularizerSpec, seed: int) -> Iterator[Trained]:
    def last(width: int = spec.hidden, decay: float = 0.0, recipe: Recipe = FLOAT) -> Trained:
        return list(_epochs(spec, seed, width, decay, recipe))[-1]

    plain = list(_epochs(spec, seed, spec.hidden, 0.0, FLOAT))
    yield replace(plain[-1], arm="float")
    for bits in spec.bits:
        yield replace(last(recipe=bits_recipe(bits)), arm=f"{bits}-bit weights")
    yield _best([last(decay=decay) for decay in WEIGHT_DECAYS], "weight decay")
    yield _best(plain, "early stopping")
    yield _best([last(spec.hidden // times) for times in NARROWER], "narrower")


def measure_regularizer(spec: RegularizerSpec, tell: Tell = keep_quiet) -> RegularizerResult:
    """Train all arms with all seeds.

    >>> spec = RegularizerSpec(n_train=50, hidden=16, epochs=2, bits=(2,), seeds=(0, 1))
    >>> measure_regularizer(spec).arms
    ('float', '2-bit weights', 'weight decay', 'early stopping', 'narrower')
    """
    trained: list[Trained] = []
    arms = len(spec.bits) + 4
    for seed in spec.seeds:
        for one in _arms(spec, seed):
            trained.append(one)
            tell(Progress(len(trained), arms * len(spec.seeds)))
    return RegularizerResult(spec, len(TASKS["digits"].load().test_x), tuple(trained))


REGULARIZER = Experiment(
    name="regularizer",
    title="Few bits as a regularizer",
    spec=RegularizerSpec,
    measure=measure_regularizer,
    checkpoints=lambda spec: [],
)
