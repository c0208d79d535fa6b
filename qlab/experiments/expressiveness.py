"""Expressiveness: can a network with few bits still learn its few training samples, and how wide must it be?

Trained from random weights, with the few levels in place all along; every label is right.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from qlab.checks import MAX_SEED, distinct, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.few_samples import check_few_samples
from qlab.experiments.regularizer_arms import Ground
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS

FLOAT = 32
"""Stands for float32 among the bits of a result."""


@dataclass(frozen=True)
class ExpressivenessSpec:
    """How wide the two hidden layers are, how many bits the weights have, and how many digits there are to learn.

    Raises:
        ValueError: for what cannot be trained, or takes too long here.

    >>> ExpressivenessSpec().widths
    (64, 32, 16)
    """

    widths: tuple[int, ...] = (64, 32, 16)
    bits: tuple[int, ...] = (4, 3, 2, 1)
    n_train: int = 200
    epochs: int = 60
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        for name, fewest in (("widths", 1), ("bits", 1), ("seeds", 2)):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), fewest, 10)
        for width in self.widths:
            within("width", width, 4, 256)
        for seed in self.seeds:
            within("seed", seed, 0, MAX_SEED)
        _ = [bits_recipe(bits) for bits in self.bits]
        check_few_samples("digits", self.n_train, 0.0)
        within("epochs", self.epochs, 1, 200)


@dataclass(frozen=True)
class Fitted:
    """One trained network: its accuracy (0..1) on its own training samples and on test samples; float has 32 bits."""

    width: int
    bits: int
    seed: int
    train: float
    test: float


@dataclass(frozen=True)
class ExpressivenessResult:
    """Every network, by width, then by bits from float on, then by seed."""

    spec: ExpressivenessSpec
    n_test: int
    fitted: tuple[Fitted, ...]

    def values(self, width: int, bits: int, part: str = "train") -> list[float]:
        """Return the accuracy on "train" or "test" samples, one a seed."""
        return [getattr(one, part) for one in self.fitted if (one.width, one.bits) == (width, bits)]

    @property
    def numbers(self) -> dict[str, float]:
        """Return both accuracies of every network, as a receipt compares them."""
        return {
            f"{one.width}@{one.bits}-s{one.seed}.{part}": getattr(one, part)
            for one in self.fitted
            for part in ("train", "test")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per network."""
        return [asdict(one) for one in self.fitted]


def _fits(spec: ExpressivenessSpec) -> Iterator[list[Fitted]]:
    """Yield the networks of all seeds for each width and number of bits."""
    ground = Ground("digits", spec.n_train, 0.0, spec.seeds, spec.epochs)
    for width in spec.widths:
        for bits in (FLOAT, *spec.bits):
            trained = ground.trained(width, bits=None if bits == FLOAT else bits)
            yield [Fitted(width, bits, one.seed, one.train, one.test) for one in trained]


def measure_expressiveness(spec: ExpressivenessSpec, tell: Tell = keep_quiet) -> ExpressivenessResult:
    """Train every width with every number of bits and every seed.

    >>> spec = ExpressivenessSpec(widths=(4,), bits=(1,), n_train=50, epochs=1, seeds=(0, 1))
    >>> len(measure_expressiveness(spec).fitted)
    4
    """
    total, fitted = len(spec.widths) * (1 + len(spec.bits)), list[Fitted]()
    for done, networks in enumerate(_fits(spec), start=1):
        fitted += networks
        tell(Progress(done, total))
    return ExpressivenessResult(spec, len(TASKS["digits"].load().test_x), tuple(fitted))


EXPRESSIVENESS = Experiment(
    name="expressiveness",
    title="How much few bits can learn",
    spec=ExpressivenessSpec,
    measure=measure_expressiveness,
    checkpoints=lambda spec: [],
)
