"""Dilution: does the mean of many units carry less quantization noise than one unit?

K units each hold a signal plus some noise of their own, rounded to whole steps; the next layer takes their mean. If all
hold the same signal and noise enough to spread it over a step, rounding errors know nothing of one another and average
out: 6 dB for each 4 times as many. If each holds a signal of its own, the mean of the signals shrinks just as fast.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch

from qlab.checks import MAX_SEED, distinct, one_of, within
from qlab.experiments.dilution_theory import foretold_db
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.metrics.signal import sqnr_db
from qlab.rounding import round_values

SIGNALS = {"coherent": "all units hold one signal", "independent": "each unit holds a signal of its own"}
MAX_VALUES = 2**24  # drawn for one point


@dataclass(frozen=True)
class DilutionSpec:
    """What the units hold; `spread` (signal) and `private` (noise) are standard deviations in steps of the grid.

    Raises:
        ValueError: for an unknown kind of signal, or a number out of its range.

    >>> DilutionSpec().units[-1]
    1024
    """

    signal: str = "coherent"
    private: float = 0.5
    spread: float = 2.0
    units: tuple[int, ...] = (1, 4, 16, 64, 256, 1024)
    samples: int = 2000
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)

    def __post_init__(self) -> None:
        """Refuse what cannot be measured, or not here."""
        one_of("signal", self.signal, SIGNALS)
        within("private", self.private, 0.0, 10.0)
        within("spread", self.spread, 1.0, 100.0)
        within("samples", self.samples, 100, 100_000)
        within("number of units", len(distinct("units", self.units)), 2, 12)
        within("number of seeds", len(distinct("seeds", self.seeds)), 1, 20)
        for seed in self.seeds:
            within("seed", seed, 0, MAX_SEED)
        for units in self.units:
            within("units", units, 1, 4096)
        within("units x samples", max(self.units) * self.samples, 1, MAX_VALUES)


@dataclass(frozen=True)
class DilutionPoint:
    """The SQNR in dB of the mean of `units` units, measured and foretold."""

    seed: int
    units: int
    sqnr_db: float
    theory_db: float


@dataclass(frozen=True)
class DilutionResult:
    """A point for each seed and number of units, in the order of the spec."""

    spec: DilutionSpec
    points: tuple[DilutionPoint, ...]

    @property
    def n_test(self) -> int:
        """Return 0: there is no test set."""
        return 0

    @property
    def numbers(self) -> dict[str, float]:
        """Return every SQNR, as a receipt compares them."""
        return {f"s{point.seed}.k{point.units}.sqnr_db": point.sqnr_db for point in self.points}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per seed and number of units."""
        return [asdict(point) for point in self.points]

    def at(self, units: int) -> list[DilutionPoint]:
        """Return the points with this many units, one a seed."""
        return [point for point in self.points if point.units == units]

    @property
    def gains(self) -> tuple[float, ...]:
        """Return for each seed the dB gained by 4 times as many units: the slope of the best line."""
        return tuple(self._gain(seed) for seed in self.spec.seeds)

    def _gain(self, seed: int) -> float:
        own = [point for point in self.points if point.seed == seed]
        fourfold = np.log2([point.units for point in own]) / 2
        return float(np.polyfit(fourfold, [point.sqnr_db for point in own], 1)[0])


def _sqnr_db(spec: DilutionSpec, units: int, generator: torch.Generator) -> float:
    own = 1 if spec.signal == "coherent" else units
    signal = spec.spread * torch.randn(spec.samples, own, generator=generator)
    held = signal + spec.private * torch.randn(spec.samples, units, generator=generator)
    return sqnr_db(held.double().mean(1), round_values(held).double().mean(1))


def _points(spec: DilutionSpec, tell: Tell) -> Iterator[DilutionPoint]:
    coherent = spec.signal == "coherent"
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        generator = torch.Generator().manual_seed(seed)
        for units in spec.units:
            yield DilutionPoint(
                seed,
                units,
                _sqnr_db(spec, units, generator),
                foretold_db(units, spec.spread, spec.private, coherent=coherent),
            )


def measure_dilution(spec: DilutionSpec, tell: Tell = keep_quiet) -> DilutionResult:
    """Round what the units hold and compare the mean before with the mean after.

    >>> result = measure_dilution(DilutionSpec(units=(1, 4), seeds=(0,)))
    >>> 5 < result.gains[0] < 7
    True
    """
    return DilutionResult(spec, tuple(_points(spec, tell)))


DILUTION = Experiment(
    name="dilution",
    title="The mean of many units",
    spec=DilutionSpec,
    measure=measure_dilution,
    checkpoints=lambda spec: [],
)
