"""The ladder: the same bits, spent better and better, and how few of them a network then needs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import product, takewhile
from statistics import fmean
from typing import Any

from qlab.checks import distinct, one_of, within
from qlab.equalization import linear_layers
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.sizes import share_kept
from qlab.experiments.subject import load_subject
from qlab.experiments.ways import WAYS, quantized_in
from qlab.zoo import MODELS

MOST_LOST = 10.0  # percent: nine tenths are kept


@dataclass(frozen=True)
class LadderSpec:
    """Which network, at which bits, in which of WAYS, from careless to careful.

    Raises:
        ValueError: for an unknown way, what a `CliffSpec` refuses, bits outside 2..16 (1 bit has a rule of its own), or
            a network that is no plain stack, where a way needs one.

    >>> LadderSpec().ways[0]
    'units'
    """

    model: str = "mlp-64"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)
    ways: tuple[str, ...] = tuple(WAYS)

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        CliffSpec((self.model,), self.seeds, self.bits)
        for bits in self.bits:
            within("bits", bits, 2, 16)
        within("number of ways", len(distinct("ways", self.ways)), 1, len(WAYS))
        chosen = [WAYS[one_of("ways", way, WAYS)] for way in self.ways]
        if any(way.plain_stacks_only for way in chosen):
            linear_layers(MODELS[self.model].architecture())


@dataclass(frozen=True)
class Rung:
    """One way at one number of bits: the share of its accuracy above chance that a seed loses, in percent."""

    way: str
    seed: int
    bits: int
    correct: int
    lost: float


@dataclass(frozen=True)
class LadderResult:
    """The rungs, seed by seed, in each way by way in the order of the spec."""

    spec: LadderSpec
    rungs: tuple[Rung, ...]
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: right answers by way, seed and bits."""
        return {f"{r.way}.s{r.seed}@{r.bits}.correct": r.correct for r in self.rungs}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per rung."""
        return [{"model": self.spec.model} | asdict(rung) for rung in self.rungs]

    def losses(self, way: str, bits: Sequence[int]) -> list[float]:
        """Return for each seed what is lost in percent in this way, averaged over `bits`.

        >>> result = measure_ladder(LadderSpec("mlp-16", (0,), (2,)))
        >>> result.losses("gptq", (2,)) < result.losses("minmax", (2,))
        True
        """
        mine = [r for r in self.rungs if r.way == way and r.bits in bits]
        return [fmean(r.lost for r in mine if r.seed == seed) for seed in self.spec.seeds]

    def needed(self, way: str) -> list[int]:
        """Return for each seed the bits down to which it keeps nine tenths; one more than the most where it never does.

        >>> result = measure_ladder(LadderSpec("mlp-16", (0,), (8, 2), ("units", "minmax")))
        >>> result.needed("units"), result.needed("minmax")
        ([9], [8])
        """
        found = []
        for seed in self.spec.seeds:
            mine = sorted((r for r in self.rungs if (r.way, r.seed) == (way, seed)), key=lambda r: -r.bits)
            kept = list(takewhile(lambda r: r.lost <= MOST_LOST, mine))
            found.append(kept[-1].bits if kept else mine[0].bits + 1)
        return found


def measure_ladder(spec: LadderSpec, tell: Tell = keep_quiet) -> LadderResult:
    """Quantize the weights of a network in every way at every number of bits, and measure what it loses.

    >>> len(measure_ladder(LadderSpec("mlp-16", (0,), (3, 2))).rungs)
    14
    """
    rungs: list[Rung] = []
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        subject = load_subject(spec.model, seed)
        best, chance = subject.float_outcome.accuracy, subject.task.chance
        for way, bits in product(spec.ways, spec.bits):
            outcome = subject.outcome(quantized_in(way, subject, bits, seed))
            lost = 100 * (1 - share_kept(outcome.accuracy, best, chance))
            rungs.append(Rung(way, seed, bits, outcome.correct, lost))
    return LadderResult(spec, tuple(rungs), len(subject.labels))


LADDER = Experiment(
    name="ladder",
    title="The same bits, spent better",
    spec=LadderSpec,
    measure=measure_ladder,
    checkpoints=lambda spec: [(spec.model, seed) for seed in spec.seeds],
)
