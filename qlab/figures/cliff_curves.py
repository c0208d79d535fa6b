"""A cliff's points as curves: one network, one measure, over bits, with what the seeds span."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from qlab.checks import one_of
from qlab.experiments.cliff import CliffPoint, CliffResult
from qlab.zoo import MODELS

FALL = 10.0
"""Percentage points of accuracy: a network that has lost more than this, on average over its seeds, has fallen."""


@dataclass(frozen=True)
class Measure:
    """Something that a cliff can show: its axis, its field in Outcome, that field's unit here, and how it reads."""

    axis: str
    field: str
    scale: float
    reads: str


MEASURES: dict[str, Measure] = {
    "accuracy": Measure("Accuracy (%)", "accuracy", 100, "{:.1f} %"),
    "NLL": Measure("NLL (nats a sample, log axis)", "nll", 1, "{:.3g}"),
    "ECE": Measure("ECE (%)", "ece", 100, "{:.1f} %"),
    "flips": Measure("Flips: changed answers (%)", "flips", 100, "{:.1f} %"),
    "SQNR": Measure("SQNR of the logits (dB)", "logit_sqnr_db", 1, "{:.1f} dB"),
}


@dataclass(frozen=True)
class Curve:
    """One network's measure by bits, in the measure's unit: mean, lowest and highest of its seeds."""

    model: str
    bits: tuple[int, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    float_mean: float

    def at(self, bits: int) -> float:
        """Return the mean at `bits`."""
        return self.mean[self.bits.index(bits)]


def curves(result: CliffResult, measure: str = "accuracy") -> list[Curve]:
    """Return a curve per network, the smallest network first, most bits first.

    Raises:
        ValueError: for an unknown measure.

    >>> from qlab.experiments.cliff import CliffSpec, measure_cliff
    >>> curve, = curves(measure_cliff(CliffSpec(models=("mlp-16",), seeds=(0,), bits=(2, 8))))
    >>> curve.bits
    (8, 2)
    """
    one_of("measure", measure, MEASURES)
    return [_curve(result, model, MEASURES[measure]) for model in sorted(result.spec.models, key=parameters)]


def parameters(model: str) -> int:
    """Return how many weights and biases `model` has.

    >>> parameters("mlp-16")
    1482
    """
    return MODELS[model].parameters


def _curve(result: CliffResult, model: str, measure: Measure) -> Curve:
    def values(points: Sequence[CliffPoint]) -> list[float]:
        return [getattr(point.outcome, measure.field) * measure.scale for point in points]

    mine = [point for point in result.points if point.model == model]
    bits = tuple(sorted({point.bits for point in mine}, reverse=True))
    by_bits = [values([point for point in mine if point.bits == at]) for at in bits]
    floats = values([point for point in result.floats if point.model == model])
    mean, low, high = (tuple(pick(some) for some in by_bits) for pick in (fmean, min, max))
    return Curve(model, bits, mean, low, high, fmean(floats))


def fallen_at(accuracy: Curve) -> int | None:
    """Return the most bits at which an accuracy curve has fallen, or None if it never does."""
    fallen = [bits for bits in accuracy.bits if accuracy.at(bits) < accuracy.float_mean - FALL]
    return fallen[0] if fallen else None


def curve_rows(result: CliffResult, measure: str) -> list[dict[str, Any]]:
    """Return a row per network and bits: the table behind the figure."""
    axis = MEASURES[one_of("measure", measure, MEASURES)].axis
    return [
        {"network": curve.model, "bits": bits, "measure": axis, "mean": mean, "lowest": low, "highest": high}
        for curve in curves(result, measure)
        for bits, mean, low, high in zip(curve.bits, curve.mean, curve.low, curve.high, strict=True)
    ]
