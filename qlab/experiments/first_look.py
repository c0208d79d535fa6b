"""The first look: ten handwritten digits, one network's weights and answers, and what fewer bits do to them.

Home draws it before anything is explained, from a published result, so that nothing slow is imported there.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from torch import Tensor

from qlab.checks import distinct, one_of
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.outcome import Outcome, logits_of
from qlab.experiments.subject import Subject, check_checkpoint, load_subject
from qlab.metrics.classification import softmax
from qlab.observe import quantizable_layers
from qlab.recipe import Recipe, bits_recipe
from qlab.zoo import MODELS


@dataclass(frozen=True)
class FirstLookSpec:
    """Which checkpoint, at which numbers of bits; its weights are quantized per tensor, by min-max.

    Raises:
        ValueError: for an unknown checkpoint, or bits outside 1..16.

    >>> FirstLookSpec().bits[0]
    8
    """

    model: str = "mlp-16"
    seed: int = 0
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2, 1)

    def __post_init__(self) -> None:
        """Refuse what does not exist."""
        check_checkpoint(self.model, self.seed)
        one_of(f"task of {self.model}", MODELS[self.model].task, ["digits"])
        distinct("bits", self.bits)
        for bits in self.bits:
            bits_recipe(bits)


@dataclass(frozen=True)
class Look:
    """The network at one number of bits (None: as trained, in float32).

    Attributes:
        weights: the first layer's, one row a unit, rounded to 4 decimals.
        levels: how many different values those weights take.
        probabilities: of the ten classes for each sample.
        outcome: the measures over the whole test set.
    """

    bits: int | None
    weights: tuple[tuple[float, ...], ...]
    levels: int
    probabilities: tuple[tuple[float, ...], ...]
    outcome: Outcome


@dataclass(frozen=True)
class FirstLookResult:
    """The first test picture of every class, as 64 pixels from 0 to 1, and the network's looks at them."""

    spec: FirstLookSpec
    pictures: tuple[tuple[float, ...], ...]
    looks: tuple[Look, ...]
    chance: float

    @property
    def n_test(self) -> int:
        """Return the test samples behind each accuracy."""
        return self.looks[0].outcome.n_test

    @property
    def numbers(self) -> dict[str, float]:
        """Return accuracy, levels and every probability shown, by bits."""
        figures: dict[str, float] = {}
        for look in self.looks:
            figures[f"{look.bits}.correct"] = look.outcome.correct
            figures[f"{look.bits}.levels"] = look.levels
            for digit, row in enumerate(look.probabilities):
                figures |= {f"{look.bits}.{digit}.p{answer}": p for answer, p in enumerate(row)}
        return figures

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per number of bits and picture: the answer, how sure, and the whole test set's accuracy."""
        return [
            {
                "bits": look.bits or 32,
                "levels": look.levels,
                "digit": digit,
                "answer": int(np.argmax(row)),
                "probability": max(row),
                "accuracy": look.outcome.accuracy,
                "n_test": look.outcome.n_test,
            }
            for look in self.looks
            for digit, row in enumerate(look.probabilities)
        ]


def _table(values: np.ndarray) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, values.tolist()))


def _look(subject: Subject, bits: int | None, pictures: Tensor) -> Look:
    model = subject.quantized(Recipe() if bits is None else bits_recipe(bits))
    first = next(iter(quantizable_layers(model).values())).weight.detach().double().numpy()
    return Look(
        bits=bits,
        weights=_table(first.reshape(len(first), -1).round(4)),
        levels=len(np.unique(first)),
        probabilities=_table(softmax(logits_of(model, pictures))),
        outcome=subject.outcome(model),
    )


def measure_first_look(spec: FirstLookSpec, tell: Tell = keep_quiet) -> FirstLookResult:
    """Measure the network at every number of bits, and its answers to the first test picture of every class.

    >>> [look.levels for look in measure_first_look(FirstLookSpec("mlp-16", bits=(2, 1))).looks[1:]]
    [3, 2]
    """
    subject = load_subject(spec.model, spec.seed)
    first_of_class = [int(np.argmax(subject.labels == label)) for label in range(subject.task.outputs)]
    pictures = subject.data.test_x[first_of_class]
    looks = []
    for done, bits in enumerate((None, *spec.bits)):
        tell(Progress(done, len(spec.bits) + 1))
        looks.append(_look(subject, bits, pictures))
    return FirstLookResult(
        spec, _table(pictures.numpy().astype(np.float64)), tuple(looks), subject.task.chance
    )


FIRST_LOOK = Experiment(
    name="first_look",
    title="One digit, fewer and fewer bits",
    spec=FirstLookSpec,
    measure=measure_first_look,
    checkpoints=lambda spec: [(spec.model, spec.seed)],
)
