"""Temperature: how sure a network is before quantization, after it, and after one number has mended it."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import torch

from qlab.checks import distinct, one_of, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import check_classifier, load_subject
from qlab.metrics.classification import accuracy, nll, softmax
from qlab.metrics.ece_by_chance import ece_by_chance
from qlab.metrics.reliability import ece, ece_band
from qlab.metrics.temperature import cross_scaled, fit_temperature
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS
from qlab.zoo import MODELS, train

FITS = ("held out", "training")
"""What the temperature is fitted on: the other half of the test samples, both ways round; or the training samples."""
STAGES = ("float", "quantized", "scaled")
MAX_EPOCHS = 100


@dataclass(frozen=True)
class TemperatureSpec:
    """Which networks, at how many bits, and what the temperature is fitted on (one of FITS).

    With `epochs` the network is trained anew for only so long, and is not yet sure enough; 0 takes the checkpoint.

    Raises:
        ValueError: for an unknown checkpoint, recipe or fit, or epochs out of range.

    >>> TemperatureSpec().fitted_on
    'held out'
    """

    model: str = "mlp-256"
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: int = 1
    granularity: str = "per_channel"
    epochs: int = 0
    fitted_on: str = "held out"

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        within("number of seeds", len(distinct("seeds", self.seeds)), 1, 16)
        for seed in self.seeds:
            check_classifier(self.model, seed)
        bits_recipe(self.bits, "weights", self.granularity)
        within("epochs", self.epochs, 0, MAX_EPOCHS)
        one_of("fitted_on", self.fitted_on, FITS)


@dataclass(frozen=True)
class Stage:
    """One network at one of STAGES: the ECE with its 95 % bootstrap band, and the most that chance alone may leave."""

    seed: int
    stage: str
    accuracy: float
    confidence: float
    ece: float
    ece_low: float
    ece_high: float
    ece_by_chance: float
    nll: float


@dataclass(frozen=True)
class TemperatureResult:
    """Each seed's three stages, in order, and the temperatures (two halves, or twice the same) of each seed."""

    spec: TemperatureSpec
    stages: tuple[Stage, ...]
    temperatures: tuple[tuple[float, float], ...]
    n_test: int

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: accuracy, ECE and NLL by seed and stage."""
        return {
            f"s{part.seed}.{part.stage}.{name}": getattr(part, name)
            for part in self.stages
            for name in ("accuracy", "ece", "nll")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per seed and stage."""
        return [{"model": self.spec.model, "bits": self.spec.bits} | asdict(part) for part in self.stages]

    def at(self, stage: str) -> list[Stage]:
        """Return one of STAGES of every seed."""
        return [part for part in self.stages if part.stage == one_of("stage", stage, STAGES)]


def _stage(seed: int, stage: str, logits: np.ndarray, labels: np.ndarray) -> Stage:
    probabilities = softmax(logits)
    sure, band = float(probabilities.max(axis=1).mean()), ece_band(probabilities, labels)
    gap, by_chance = ece(probabilities, labels), ece_by_chance(probabilities)
    return Stage(seed, stage, accuracy(logits, labels), sure, gap, *band, by_chance, nll(logits, labels))


def _measured(spec: TemperatureSpec, seed: int) -> tuple[list[Stage], tuple[float, float]]:
    subject, card = load_subject(spec.model, seed), MODELS[spec.model]
    data, labels = subject.data, subject.labels
    if spec.epochs:
        start = card.build(torch.Generator().manual_seed(seed))
        settings = replace(card.training, epochs=spec.epochs)
        network = train(start, data, settings, seed=seed, loss=TASKS[card.task].loss)
        subject = replace(subject, model=network, float_logits=logits_of(network, data.test_x))
    quantized = subject.quantized(bits_recipe(spec.bits, "weights", spec.granularity))
    logits = logits_of(quantized, data.test_x)
    if spec.fitted_on == "training":
        fitted = fit_temperature(logits_of(quantized, data.train_x), data.train_y)
        scaled, temperatures = logits / fitted, (fitted, fitted)
    else:
        scaled, temperatures = cross_scaled(logits, labels, seed=seed)
    all_logits = (subject.float_logits, logits, scaled)
    return [_stage(seed, *each, labels) for each in zip(STAGES, all_logits, strict=True)], temperatures


def measure_temperature(spec: TemperatureSpec, tell: Tell = keep_quiet) -> TemperatureResult:
    """Quantize every seed's network, fit one temperature, and measure how sure it is and how sure it may be.

    >>> result = measure_temperature(TemperatureSpec(seeds=(0,)))
    >>> [stage.ece > 0.1 for stage in result.stages]
    [False, True, False]
    """
    stages: list[Stage] = []
    temperatures = []
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        found, fitted = _measured(spec, seed)
        stages += found
        temperatures.append(fitted)
    n_test = len(load_subject(spec.model, spec.seeds[0]).labels)
    return TemperatureResult(spec, tuple(stages), tuple(temperatures), n_test)


TEMPERATURE = Experiment(
    name="temperature",
    title="How sure, and how sure it may be",
    spec=TemperatureSpec,
    measure=measure_temperature,
    checkpoints=lambda spec: () if spec.epochs else [(spec.model, seed) for seed in spec.seeds],
)
