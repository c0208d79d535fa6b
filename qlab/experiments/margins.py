"""Margins: how much noise the answers of a task bear, beside how many bits its networks need."""

from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import torch

from qlab.checks import distinct, within
from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.noise_borne import borne_db
from qlab.experiments.subject import load_subject
from qlab.experiments.task_line import KEEP
from qlab.experiments.tolerance import ONE_A_TASK, ToleranceResult, ToleranceSpec, measure_tolerance
from qlab.metrics.kept import bits_needed
from qlab.tasks.guessing import guess


@dataclass(frozen=True)
class MarginsSpec:
    """Which networks, one a task, and by how much a regression's tolerance is loosened, one measurement for each.

    Raises:
        ValueError: for what a `ToleranceSpec` refuses.

    >>> MarginsSpec().loosen
    (1.0,)
    """

    models: tuple[str, ...] = ONE_A_TASK
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    bits: tuple[int, ...] = (8, 7, 6, 5, 4, 3, 2)
    loosen: tuple[float, ...] = (1.0,)

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        within("number of loosen", len(distinct("loosen", self.loosen)), 1, 16)
        _ = self.tolerances

    @property
    def tolerances(self) -> list[ToleranceSpec]:
        """Return the measurements of bits, one for each tolerance."""
        return [ToleranceSpec(self.models, self.seeds, self.bits, loosen=loosen) for loosen in self.loosen]


@dataclass(frozen=True)
class MarginPoint:
    """One network: what noise its float outputs bear, and how many bits of weights and activations it needs.

    Attributes:
        model: a key in MODELS.
        task: a key in TASKS.
        seed: which of its checkpoints.
        loosen: the factor on its task's tolerance.
        borne_db: the lowest SQNR of the outputs, with Gaussian noise added, that keeps KEEP of the skill.
        needed: the fewest bits that keep as much.
    """

    model: str
    task: str
    seed: int
    loosen: float
    borne_db: float
    needed: int


@dataclass(frozen=True)
class MarginsResult:
    """A point for each network, seed and tolerance, and the measurements of bits that they rest on."""

    spec: MarginsSpec
    points: tuple[MarginPoint, ...]
    tolerances: tuple[ToleranceResult, ...]

    @property
    def n_test(self) -> int:
        """Return the test samples of the smallest task."""
        return min(one.n_test for one in self.tolerances)

    @property
    def numbers(self) -> dict[str, float]:
        """Return what a receipt compares: both figures of every network."""
        return {
            f"{p.model}-s{p.seed}*{p.loosen:g}.{name}": float(getattr(p, name))
            for p in self.points
            for name in ("borne_db", "needed")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per network, seed and tolerance."""
        return [asdict(point) for point in self.points]


def _points(tolerance: ToleranceResult, model: str) -> list[MarginPoint]:
    spec = tolerance.spec
    task, found = spec.task(model), []
    data = task.load()
    guessed = float(task.mistakes(guess(task, data), data.test_y).mean())
    for seed in spec.seeds:
        mine = [p for p in tolerance.points if (p.model, p.seed) == (model, seed) and p.bits != FLOAT_BITS]
        needed = bits_needed([p.kept for p in mine], spec.bits, KEEP)
        outputs = torch.from_numpy(load_subject(model, seed).float_logits)
        borne = borne_db(task, outputs, data.test_y, guessed, seed=seed)
        found.append(MarginPoint(model, task.name, seed, spec.loosen, borne, needed))
    return found


def measure_margins(spec: MarginsSpec, tell: Tell = keep_quiet) -> MarginsResult:
    """Measure for every network the noise that its answers bear, and the bits that it needs.

    >>> point, = measure_margins(MarginsSpec(("mlp-cancer",), (0,), (8, 4))).points
    >>> point.needed
    4
    """
    steps, passes = len(spec.models) * len(spec.seeds), len(spec.loosen)

    def pass_on(number: int, progress: Progress) -> None:
        tell(Progress(number * steps + progress.done, passes * steps))

    found = [measure_tolerance(one, partial(pass_on, number)) for number, one in enumerate(spec.tolerances)]
    points = [point for one in found for model in spec.models for point in _points(one, model)]
    return MarginsResult(spec, tuple(points), tuple(found))


MARGINS = Experiment(
    name="margins",
    title="The noise that tasks bear",
    spec=MarginsSpec,
    measure=measure_margins,
    checkpoints=lambda spec: [pair for one in spec.tolerances for pair in one.pairs],
)
