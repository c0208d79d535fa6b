"""A regularizer? Few bits beside noise of the same size and beside the usual remedies against overfitting.

All arms are tuned on the same validation samples; the test set is looked at once, by what was chosen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from qlab.checks import MAX_SEED, distinct, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.few_samples import check_few_samples
from qlab.experiments.regularizer_arms import Ground, Trained, best

WEIGHT_DECAYS = (0.3, 1.0)
NARROWER = (4, 8)  # times
REMEDIES = ("weight decay", "early stopping", "narrower")


@dataclass(frozen=True)
class RegularizerSpec:
    """What to train on, how many samples, how many of their labels are wrong, and how wide and how long.

    Raises:
        ValueError: for what cannot be trained, or takes too long here.

    >>> RegularizerSpec(label_noise=0.0).hidden
    128
    """

    task: str = "digits"
    n_train: int = 150
    label_noise: float = 0.3
    hidden: int = 128
    epochs: int = 60
    bits: tuple[int, ...] = (4, 3, 2, 1)
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        check_few_samples(self.task, self.n_train, self.label_noise)
        within("hidden", self.hidden, 16, 256)
        within("epochs", self.epochs, 1, 200)
        within("number of bits", len(self.bits), 1, 4)
        within("number of seeds", len(self.seeds), 2, 10)
        for bits in distinct("bits", self.bits):
            within("bits", bits, 1, 8)
        for seed in distinct("seeds", self.seeds):
            within("seed", seed, 0, MAX_SEED)


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
        """Return an arm's score on "train", "validation" or "test", one a seed."""
        return [getattr(one, part) for one in self.trained if one.arm == arm]

    @property
    def numbers(self) -> dict[str, float]:
        """Return every test score."""
        return {f"{one.arm}-s{one.seed}.test": one.test for one in self.trained}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per arm and seed."""
        return [vars(one) | {"gap": one.train - one.test} for one in self.trained]


def few_bits(bits: int) -> str:
    """Return the name of the arm that trains with so many bits."""
    return f"{bits}-bit weights"


def noise_of(bits: int) -> str:
    """Return the name of the arm that trains in float, with noise as large as the error of so many bits."""
    return f"noise as of {bits} bit{'s' * (bits > 1)}"


def _arms(spec: RegularizerSpec, ground: Ground) -> Iterator[list[Trained]]:
    def named(trained: list[Trained], arm: str) -> list[Trained]:
        return [replace(one, arm=arm) for one in trained]

    width, decay, stopping, narrower = spec.hidden, *REMEDIES
    epochs = [ground.worth(network) for network in ground.networks(width)]
    yield named(epochs[-1], "float")
    for bits in spec.bits:
        yield named(ground.trained(width, bits=bits), few_bits(bits))
        yield named(ground.trained(width, bits=bits, noise=True), noise_of(bits))
    yield best([ground.trained(width, decay=strength) for strength in WEIGHT_DECAYS], decay)
    yield best(epochs, stopping)
    yield best([ground.trained(width // times) for times in NARROWER], narrower)


def measure_regularizer(spec: RegularizerSpec, tell: Tell = keep_quiet) -> RegularizerResult:
    """Train all arms with all seeds.

    >>> spec = RegularizerSpec(n_train=50, hidden=16, epochs=2, bits=(2,), seeds=(0, 1))
    >>> measure_regularizer(spec).arms[:3]
    ('float', '2-bit weights', 'noise as of 2 bits')
    """
    total, trained = 1 + 2 * len(spec.bits) + len(REMEDIES), list[Trained]()
    shared = Ground(spec.task, spec.n_train, spec.label_noise, spec.seeds, spec.epochs)
    for done, of_arm in enumerate(_arms(spec, shared), start=1):
        trained += of_arm
        tell(Progress(done, total))
    return RegularizerResult(spec, len(shared.test_x), tuple(trained))


REGULARIZER = Experiment(
    name="regularizer",
    title="Few bits as a regularizer",
    spec=RegularizerSpec,
    measure=measure_regularizer,
    checkpoints=lambda spec: [],
)
