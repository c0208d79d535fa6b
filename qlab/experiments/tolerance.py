"""Tolerance: one network a task, the same recipe for all; what each keeps of its skill as the bits go down."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from torch import nn

from qlab.checks import distinct, one_of, within
from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.subject import Subject, check_checkpoint
from qlab.experiments.task_line import TaskLine, task_line
from qlab.experiments.task_points import TolerancePoint, points_of, rounded
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS, Task
from qlab.tasks.guessing import guess
from qlab.zoo import MODELS

ONE_A_TASK = (
    "mlp-32", "mlp-cancer", "mlp-wine", "mlp-spirals", "mlp-diabetes", "mlp-smooth", "gru-speech", "char-small",
)  # fmt: skip
OUTPUTS = ("float32", "quantized")


@dataclass(frozen=True)
class ToleranceSpec:
    """Which networks, one a task, at how many bits (most first), and what is quantized how.

    `loosen` times a regression's tolerance is how far its answers may be off here. What the networks answer stays
    float32, or is "quantized" to the same number of bits.

    Raises:
        ValueError: for an unknown checkpoint or recipe, two networks of one task, bits out of order, or nothing to do.

    >>> ToleranceSpec().bits[0]
    8
    """

    models: tuple[str, ...] = ONE_A_TASK
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2)
    quantize: str = "both"
    granularity: str = "per_tensor"
    range_method: str = "minmax"
    loosen: float = 1.0
    outputs: str = "float32"

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        for name in ("models", "seeds", "bits"):
            within(f"number of {name}", len(distinct(name, getattr(self, name))), 1, 16)
        for model, seed in self.pairs:
            check_checkpoint(model, seed)
        distinct("tasks of models", [MODELS[model].task for model in self.models])
        for bits in self.bits:
            bits_recipe(bits, self.quantize, self.granularity, self.range_method)
        if list(self.bits) != sorted(self.bits, reverse=True):
            raise ValueError(f"bits must go from most to fewest; got {self.bits!r}.")
        within("loosen", self.loosen, 0.01, 100.0)
        one_of("outputs", self.outputs, OUTPUTS)

    @property
    def pairs(self) -> list[tuple[str, int]]:
        """Return every (model, seed)."""
        return [(model, seed) for model in self.models for seed in self.seeds]

    def task(self, model: str) -> Task:
        """Return the task of `model` with its tolerance loosened."""
        task = TASKS[MODELS[model].task]
        return replace(task, tolerance=task.tolerance * self.loosen)

    def network(self, subject: Subject, bits: int) -> nn.Module:
        """Return the subject's network at `bits`, untouched at FLOAT_BITS."""
        if bits == FLOAT_BITS:
            return subject.model
        network = subject.quantized(bits_recipe(bits, self.quantize, self.granularity, self.range_method))
        return rounded(network, bits, subject.calibration) if self.outputs == "quantized" else network


@dataclass(frozen=True)
class ToleranceResult:
    """A line per task, and a point per network, seed and bits: first the float network's, at FLOAT_BITS."""

    spec: ToleranceSpec
    lines: tuple[TaskLine, ...]
    points: tuple[TolerancePoint, ...]

    @property
    def n_test(self) -> int:
        """Return the test samples of the smallest task."""
        return min(line.n_test for line in self.lines)

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares, by model, seed and bits, and the bits that each model needs."""
        figures = {
            f"{p.model}-s{p.seed}@{p.bits}.{name}": float(getattr(p, name))
            for p in self.points
            for name in ("score", "kept", "unchanged")
        }
        return figures | {f"{line.model}.needed": float(line.needed) for line in self.lines}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per network, seed and bits."""
        about = {line.model: {"task": line.task, "metric": line.metric} for line in self.lines}
        return [about[point.model] | asdict(point) for point in self.points]


def measure_tolerance(spec: ToleranceSpec, tell: Tell = keep_quiet) -> ToleranceResult:
    """Quantize a network of every task at every number of bits, and measure it by its task's own measure.

    >>> measure_tolerance(ToleranceSpec(models=("mlp-cancer",), seeds=(0,), bits=(8,))).lines[0].needed
    8
    """
    lines: list[TaskLine] = []
    points: list[TolerancePoint] = []
    tell(Progress(0, len(spec.pairs)))
    for model in spec.models:
        task = spec.task(model)
        data = task.load()
        guesses = task.mistakes(guess(task, data), data.test_y).numpy()
        mine = []
        for seed in spec.seeds:
            points_at = points_of(task, (model, seed), (FLOAT_BITS, *spec.bits), spec.network, guesses.mean())
            mine.append(list(points_at))
            tell(Progress(len(lines) * len(spec.seeds) + len(mine), len(spec.pairs)))
        mistakes = np.array([[mistake for _, mistake in network] for network in mine]).swapaxes(0, 1)
        same = np.array([[point.unchanged for point, _ in network[1:]] for network in mine]).T
        lines.append(task_line(model, task, spec.bits, mistakes, guesses, same))
        points += [point for network in mine for point, _ in network]
    return ToleranceResult(spec, tuple(lines), tuple(points))


TOLERANCE = Experiment(
    name="tolerance",
    title="What each task keeps",
    spec=ToleranceSpec,
    measure=measure_tolerance,
    checkpoints=lambda spec: spec.pairs,
)
