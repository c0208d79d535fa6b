"""Answers: what a network of the zoo answers in float and with few bits, sample by sample."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from qlab.checks import one_of, within
from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import Subject, check_checkpoint, load_subject
from qlab.metrics.classification import softmax
from qlab.recipe import bits_recipe

SHOWS = ("accuracy", "flips", "pairs", "probabilities", "margin")


@dataclass(frozen=True)
class AnswersSpec:
    """Which checkpoint, with how many bits for its weights, and which of its first test samples.

    `shows` says what is drawn of them: who is right, whose answer changed, who is right in which network; or of the
    sample `sample` the probabilities, or the float network's logits with its margin.

    Raises:
        ValueError: for an unknown checkpoint, or a number out of its range.
    """

    model: str = "mlp-16"
    seed: int = 0
    bits: int = 3
    samples: int = 60
    sample: int = 0
    shows: str = "accuracy"

    def __post_init__(self) -> None:
        """Refuse what does not exist."""
        check_checkpoint(self.model, self.seed)
        within("samples", self.samples, 1, 200)
        within("sample", self.sample, 0, self.samples - 1)
        one_of("shows", self.shows, SHOWS)
        bits_recipe(self.bits)


@dataclass(frozen=True, eq=False)
class Answers:
    """The float network's logits, probabilities in float and quantized, all (samples, classes), and the labels."""

    logits: np.ndarray
    in_float: np.ndarray
    quantized: np.ndarray
    labels: np.ndarray

    @property
    def right(self) -> tuple[np.ndarray, np.ndarray]:
        """Return which samples are right in float, and which quantized."""
        return self.in_float.argmax(1) == self.labels, self.quantized.argmax(1) == self.labels

    @property
    def flipped(self) -> np.ndarray:
        """Return whose answer is another one."""
        return np.asarray(self.in_float.argmax(1) != self.quantized.argmax(1))


@cache
def _subject(model: str, seed: int) -> Subject:
    return load_subject(model, seed)


def answers(spec: AnswersSpec) -> Answers:
    """Return the answers to the first test samples; weights are rounded per tensor, by min-max.

    >>> answers(AnswersSpec(bits=8, samples=20)).flipped.sum()
    np.int64(0)
    """
    subject = _subject(spec.model, spec.seed)
    inputs = subject.data.test_x[: spec.samples]
    logits = logits_of(subject.quantized(bits_recipe(spec.bits)), inputs)
    in_float = subject.float_logits[: spec.samples]
    return Answers(in_float, softmax(in_float), softmax(logits), subject.labels[: spec.samples])
