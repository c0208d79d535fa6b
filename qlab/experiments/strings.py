"""Strings: digits spoken in a row, read by one network; word errors over bits, and where in the string they are."""

from dataclasses import dataclass
from functools import partial
from statistics import fmean
from typing import Any

import numpy as np

from qlab.checks import MAX_SEED, distinct, one_of, within
from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.string_errors import StringsPoint, strings_point
from qlab.experiments.strings_of_words import READERS, WORDS_OF_A_VOICE, draw_strings, understood
from qlab.experiments.subject import check_checkpoint, load_subject
from qlab.recipe import bits_recipe

COUNTS = {
    "digits": "digits understood otherwise than in float",
    "strings": "strings with such a digit so far",
}
STATES = ("kept", "cleared")


@dataclass(frozen=True)
class StringsSpec:
    """Whose strings of `length` digits, at how many bits, and what is counted after each digit (a key of COUNTS).

    Strings are drawn in `rounds` by `draw`. A recurrent network's state is kept from digit to digit, or cleared.

    Raises:
        ValueError: for an unknown checkpoint or count, or a number out of its range.

    >>> StringsSpec().bits
    (8, 6, 5, 4)
    """

    model: str = "gru-speech"
    count: str = "digits"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 6, 5, 4)
    quantize: str = "both"
    length: int = 10
    rounds: int = 4
    state: str = "kept"
    draw: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        one_of("model", self.model, READERS)
        one_of("count", self.count, COUNTS)
        for name in ("seeds", "bits"):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), 1, 16)
        for seed in self.seeds:
            check_checkpoint(self.model, seed)
        _ = [bits_recipe(bits, self.quantize) for bits in self.bits]
        within("length", self.length, 2, WORDS_OF_A_VOICE)
        within("rounds", self.rounds, 1, 32)
        one_of("state", self.state, STATES)
        within("draw", self.draw, 0, MAX_SEED)


@dataclass(frozen=True)
class StringsResult:
    """A point for each seed and number of bits, the float network's first."""

    spec: StringsSpec
    points: tuple[StringsPoint, ...]
    n_strings: int
    n_test: int

    def at(self, bits: int) -> list[StringsPoint]:
        """Return the points at `bits`, one a seed."""
        return [point for point in self.points if point.bits == bits]

    def counted(self, bits: int) -> np.ndarray:
        """Return the share of what is counted, after each digit, (seeds, length)."""
        return np.array([getattr(point, self.spec.count) for point in self.at(bits)])

    def growth(self, bits: int) -> list[float]:
        """Return for each seed the mean of what is counted in the second half of the string, less that in the first."""
        shares, half = self.counted(bits), self.spec.length // 2
        return [float(each) for each in shares[:, -half:].mean(axis=1) - shares[:, :half].mean(axis=1)]

    @property
    def numbers(self) -> dict[str, float]:
        """Return word error rate and strings right by seed and bits, as a receipt compares them."""
        return {
            f"s{point.seed}@{point.bits}.{name}": getattr(point, name)
            for point in self.points
            for name in ("word_error_rate", "strings_right")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per seed and number of bits: mean over all digits, and whole strings."""
        return [
            {
                "seed": point.seed,
                "bits": point.bits,
                "word_error_rate": point.word_error_rate,
                "strings_right": point.strings_right,
                "digits_changed": fmean(point.digits),
                "strings_changed": point.strings[-1],
            }
            for point in self.points
        ]


def measure_strings(spec: StringsSpec, tell: Tell = keep_quiet) -> StringsResult:
    """Have every network at every number of bits read the same strings.

    >>> result = measure_strings(StringsSpec(seeds=(0,), bits=(8,), length=2, rounds=1))
    >>> result.n_strings, len(result.points)
    (320, 2)
    """
    strings = draw_strings(spec.length, spec.rounds, spec.draw)
    points: list[StringsPoint] = []
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        subject = load_subject(spec.model, seed)
        said = subject.labels[strings]
        hear = partial(understood, words=subject.data.test_x, strings=strings, reset=spec.state == "cleared")
        in_float = hear(subject.model)
        points.append(strings_point(said, in_float, in_float, seed, FLOAT_BITS))
        for bits in spec.bits:
            heard = hear(subject.quantized(bits_recipe(bits, spec.quantize)))
            points.append(strings_point(said, in_float, heard, seed, bits))
    return StringsResult(spec, tuple(points), len(strings), len(subject.labels))


STRINGS = Experiment(
    name="strings",
    title="Digits in a row",
    spec=StringsSpec,
    measure=measure_strings,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
