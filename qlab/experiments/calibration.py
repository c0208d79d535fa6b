"""Calibration: does the network still know how sure it may be, once it is quantized?"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from torch import nn

from qlab.experiments.experiment import Experiment, Tell, keep_quiet
from qlab.experiments.outcome import Outcome, logits_of, measure_outcome
from qlab.experiments.subject import Subject, check_classifier, load_subject
from qlab.metrics.classification import softmax
from qlab.metrics.ece_by_chance import ece_by_chance
from qlab.metrics.reliability import ReliabilityBins, ece_band, reliability_bins
from qlab.recipe import bits_recipe

N_BINS = 15


@dataclass(frozen=True)
class CalibrationSpec:
    """Which checkpoint, at how many bits, quantized how. By default one that stays mostly right and stops knowing it.

    Raises:
        ValueError: for an unknown checkpoint or recipe.

    >>> CalibrationSpec().bits
    1
    """

    model: str = "mlp-256"
    seed: int = 0
    bits: int = 1
    quantize: str = "weights"
    granularity: str = "per_channel"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what does not exist."""
        check_classifier(self.model, self.seed)
        bits_recipe(self.bits, self.quantize, self.granularity, self.range_method)


@dataclass(frozen=True, eq=False)
class Reliability:
    """One network's diagram, its outcome, the 95 % bootstrap band of its ECE, and what chance alone may leave."""

    outcome: Outcome
    bins: ReliabilityBins
    ece_low: float
    ece_high: float
    ece_by_chance: float

    @property
    def mean_confidence(self) -> float:
        """Return how sure the network is on average, 0..1: where it exceeds the accuracy, it is too sure."""
        filled = self.bins.count > 0
        return float(np.average(self.bins.confidence[filled], weights=self.bins.count[filled]))


@dataclass(frozen=True, eq=False)
class CalibrationResult:
    """The float network's reliability, and the quantized one's."""

    spec: CalibrationSpec
    float_network: Reliability
    quantized: Reliability

    @property
    def n_test(self) -> int:
        """Return the test samples behind each diagram."""
        return self.quantized.outcome.n_test

    @property
    def numbers(self) -> dict[str, float]:
        """Return both networks' outcomes, as a receipt compares them."""
        return {
            f"{who}.{name}": value
            for who, part in (("float", self.float_network), ("quantized", self.quantized))
            for name, value in asdict(part.outcome).items()
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per network and bin of confidence; empty bins have no confidence and no accuracy."""
        return [
            {
                "network": who,
                "confidence_from": float(bins.edges[i]),
                "confidence_to": float(bins.edges[i + 1]),
                "samples": int(bins.count[i]),
                "confidence": float(bins.confidence[i]) if bins.count[i] else None,
                "accuracy": float(bins.accuracy[i]) if bins.count[i] else None,
            }
            for who, bins in (("float", self.float_network.bins), ("quantized", self.quantized.bins))
            for i in range(len(bins.count))
        ]


def _reliability(subject: Subject, model: nn.Module) -> Reliability:
    logits = logits_of(model, subject.data.test_x)
    probabilities = softmax(logits)
    low, high = ece_band(probabilities, subject.labels, n_bins=N_BINS)
    return Reliability(
        outcome=measure_outcome(logits, subject.float_logits, subject.labels),
        bins=reliability_bins(probabilities, subject.labels, N_BINS),
        ece_low=low,
        ece_high=high,
        ece_by_chance=ece_by_chance(probabilities, n_bins=N_BINS),
    )


def measure_calibration(spec: CalibrationSpec, tell: Tell = keep_quiet) -> CalibrationResult:
    """Measure how well confidence matches accuracy, before and after quantization.

    >>> result = measure_calibration(CalibrationSpec("mlp-16", bits=8))
    >>> int(result.quantized.bins.count.sum())
    597
    """
    subject = load_subject(spec.model, spec.seed)
    recipe = bits_recipe(spec.bits, spec.quantize, spec.granularity, spec.range_method)
    return CalibrationResult(
        spec=spec,
        float_network=_reliability(subject, subject.model),
        quantized=_reliability(subject, subject.quantized(recipe)),
    )


CALIBRATION = Experiment(
    name="calibration",
    title="Confidence against accuracy",
    spec=CalibrationSpec,
    measure=measure_calibration,
    checkpoints=lambda spec: [(spec.model, spec.seed)],
)
