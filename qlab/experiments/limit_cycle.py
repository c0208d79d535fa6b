"""Limit cycle: y <- round(a y), the smallest loop there is. In float it dies away; rounded, it may never come to rest.

Rounding to nearest moves y by at most half a step, so the loop can hold itself up only where a loses less than that:
(1 - |a|) |y| <= 1/2, that is |y| <= 0.5 / (1 - |a|): the dead band of Jackson, Allerton Conference 7 (1969).
"""

from dataclasses import asdict, dataclass
from itertools import accumulate, repeat
from typing import Any

import torch

from qlab.checks import MAX_SEED, one_of, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.rounding import ROUNDINGS, round_values

MAX_STEPS = 10_000


@dataclass(frozen=True)
class LimitCycleSpec:
    """The loop's factor `a`, how it rounds (seeded, where by chance), and the largest whole number it starts from.

    Raises:
        ValueError: for an unknown rounding, or a number out of its range.

    >>> LimitCycleSpec(factor=0.5).start
    20
    """

    factor: float = 0.96
    rounding: str = "nearest_even"
    start: int = 20
    steps: int = 400
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse a loop that grows in float, too, or takes too long."""
        within("factor", self.factor, -0.999, 0.999)
        one_of("rounding", self.rounding, ROUNDINGS)
        within("start", self.start, 1, 1000)
        within("steps", self.steps, 10, MAX_STEPS)
        within("seed", self.seed, 0, MAX_SEED)

    @property
    def dead_band(self) -> float:
        """Return the largest |y|, in steps of the grid, that rounding to nearest can hold up for ever."""
        return 0.5 / (1 - abs(self.factor))


@dataclass(frozen=True)
class LoopEnd:
    """How the loop ends that began at `start`: the least and the largest |y| of its last quarter."""

    start: int
    lowest: int
    highest: int

    @property
    def rests(self) -> bool:
        """Return whether it came to 0 and stayed."""
        return self.highest == 0


@dataclass(frozen=True)
class LimitCycleResult:
    """The path from the largest start, rounded and in float, and the end from every start."""

    spec: LimitCycleSpec
    rounded: tuple[int, ...]
    in_float: tuple[float, ...]
    ends: tuple[LoopEnd, ...]

    @property
    def n_test(self) -> int:
        """Return 0: there is no test set."""
        return 0

    @property
    def resting(self) -> int:
        """Return from how many starts the loop came to rest."""
        return sum(end.rests for end in self.ends)

    @property
    def highest(self) -> int:
        """Return the largest |y| at which any start is still held up."""
        return max(end.highest for end in self.ends)

    @property
    def numbers(self) -> dict[str, float]:
        """Return how many starts come to rest, and how far from it the others stay, as a receipt compares them."""
        return {"resting": self.resting, "highest": self.highest, "last": self.rounded[-1]}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per start."""
        return [asdict(end) | {"rests": end.rests} for end in self.ends]


def _paths(spec: LimitCycleSpec) -> torch.Tensor:
    """Return y, (steps + 1, starts): the loops from all whole numbers -start..start but 0."""
    generator = torch.Generator().manual_seed(spec.seed)
    starts = torch.arange(-spec.start, spec.start + 1, dtype=torch.float64)
    path = [starts[starts != 0]]
    for _ in range(spec.steps):
        path.append(round_values(spec.factor * path[-1], spec.rounding, generator=generator))
    return torch.stack(path)


def measure_limit_cycle(spec: LimitCycleSpec, tell: Tell = keep_quiet) -> LimitCycleResult:
    """Let the loop run from every start, `steps` times around.

    >>> result = measure_limit_cycle(LimitCycleSpec(factor=0.96))
    >>> result.rounded[-1], f"{result.in_float[-1]:.1g}", result.resting
    (12, '2e-06', 0)
    """
    paths = _paths(spec)
    last = paths[-max(spec.steps // 4, 2) :].abs()
    ends = zip(paths[0].tolist(), last.amin(0).tolist(), last.amax(0).tolist(), strict=True)
    in_float = accumulate(repeat(spec.factor, spec.steps), lambda y, a: a * y, initial=float(spec.start))
    tell(Progress(1, 1))
    return LimitCycleResult(
        spec,
        rounded=tuple(map(int, paths[:, -1].tolist())),
        in_float=tuple(in_float),
        ends=tuple(LoopEnd(*map(int, end)) for end in ends),
    )


LIMIT_CYCLE = Experiment(
    name="limit_cycle",
    title="A loop that rounds",
    spec=LimitCycleSpec,
    measure=measure_limit_cycle,
    checkpoints=lambda spec: [],
)
