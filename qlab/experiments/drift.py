"""Drift: a network that feeds its state back, quantized beside float; how far their states are apart as time passes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from qlab.checks import MAX_SEED, distinct, one_of, within
from qlab.experiments.drifting_states import LAST, DriftPoint, spans, states_of
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.running_sum import RunningSum, error_power
from qlab.experiments.strings_of_words import draw_strings, in_a_row
from qlab.experiments.subject import check_checkpoint, load_subject
from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.tasks.speech_features import FRAMES

SUM, RECURRENT = "running sum", "gru-speech"
SEQUENCES = 64  # of random numbers, for the running sum


@dataclass(frozen=True)
class DriftSpec:
    """Which network (`keep` is the share that the running sum keeps) over 2^doublings frames, at how many bits.

    Every `reset` frames the state begins with 0 again; 0 says never. A seed is a checkpoint, or draws random numbers.

    Raises:
        ValueError: for an unknown network or checkpoint, or a number out of its range.

    >>> DriftSpec().frames
    512
    """

    network: str = RECURRENT
    keep: float = 1.0
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 6, 4)
    doublings: int = 9
    reset: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        one_of("network", self.network, (SUM, RECURRENT))
        within("keep", self.keep, 0.0, 1.0)
        for name in ("seeds", "bits"):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), 1, 16)
        for seed in self.seeds:
            if self.network == SUM:
                within("seed", seed, 0, MAX_SEED)
            else:
                check_checkpoint(self.network, seed)
        _ = [bits_recipe(bits, "both") for bits in self.bits]
        within("doublings", self.doublings, LAST + 1, 9)
        if self.reset:
            one_of("reset", self.reset, [2**k for k in range(self.doublings + 1)])

    @property
    def frames(self) -> int:
        """Return how many frames long a sequence is."""
        return 1 << self.doublings


@dataclass(frozen=True)
class DriftResult:
    """A point for each seed and number of bits, from `sequences` sequences."""

    spec: DriftSpec
    points: tuple[DriftPoint, ...]
    sequences: int

    @property
    def n_test(self) -> int:
        """Return 0: states are compared, no answers."""
        return 0

    def at(self, bits: int) -> list[DriftPoint]:
        """Return the points at `bits`, one a seed."""
        return [point for point in self.points if point.bits == bits]

    @property
    def numbers(self) -> dict[str, float]:
        """Return the error in the last span, and its growth, by seed and bits, as a receipt compares them."""
        return {
            f"s{point.seed}@{point.bits}.{name}": value
            for point in self.points
            for name, value in (("last", point.errors[-1]), ("growth", point.growth))
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per seed and number of bits."""
        return [
            {
                "seed": point.seed,
                "bits": point.bits,
                "first_error": point.errors[0],
                "last_error": point.errors[-1],
                "last_theory": point.theory and point.theory[-1],
                "growth": point.growth,
            }
            for point in self.points
        ]


def _subject(spec: DriftSpec, seed: int) -> tuple[Any, Tensor, Tensor]:
    """Return the float network, the sequences (N, frames, features), and what its ranges are measured on."""
    if spec.network == RECURRENT:
        subject = load_subject(spec.network, seed)
        strings = draw_strings(-(-spec.frames // FRAMES), seed=seed)
        return subject.model, in_a_row(subject.data.test_x, strings)[:, : spec.frames], subject.calibration
    drawn = torch.randn(SEQUENCES, spec.frames, 1, generator=torch.Generator().manual_seed(seed))
    return RunningSum(spec.keep), drawn, drawn.reshape(-1, spec.reset or spec.frames, 1)


def _theory(spec: DriftSpec, network: Any, signal: float) -> tuple[float, ...] | None:
    if spec.network != SUM:
        return None
    step = float(network.recurrent.input_quantizer.qparams.scale)
    length = spec.reset or spec.frames
    return spans(np.tile(error_power(spec.keep, step, length), spec.frames // length), signal)


def measure_drift(spec: DriftSpec, tell: Tell = keep_quiet) -> DriftResult:
    """Run each network over the same sequences in float and at every number of bits, and compare the states.

    >>> result = measure_drift(DriftSpec("running sum", seeds=(0,), bits=(8,)))
    >>> result.points[0].growth > 1.3
    True
    """
    points: list[DriftPoint] = []
    for done, seed in enumerate(spec.seeds):
        tell(Progress(done, len(spec.seeds)))
        model, x, calibration = _subject(spec, seed)
        before = states_of(model, x, spec.reset)
        signal = before.square().mean().item()
        for bits in spec.bits:
            network: Any = quantize_model(model, bits_recipe(bits, "both"), calibration)
            power = (states_of(network, x, spec.reset) - before).square().mean(dim=(0, 2)).numpy()
            points.append(DriftPoint(seed, bits, spans(power, signal), _theory(spec, network, signal)))
    return DriftResult(spec, tuple(points), len(x))


DRIFT = Experiment(
    name="drift",
    title="States that drift apart",
    spec=DriftSpec,
    measure=measure_drift,
    checkpoints=lambda spec: [] if spec.network == SUM else [(spec.network, seed) for seed in spec.seeds],
)
