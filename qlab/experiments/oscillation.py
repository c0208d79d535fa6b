"""Oscillation: one weight on the whole numbers, one step at a time, trained through the straight-through estimator.

The loss is (q - target)^2 / 2, where q is the latent weight rounded; its gradient q - target moves the latent weight
as if rounding were not there (Nagel et al. 2022, arXiv:2203.11086, section 2). Or the weight is kept on the grid.
"""

from dataclasses import asdict, dataclass
from typing import Any

from qlab.checks import MAX_SEED, one_of, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.one_weight import STORED, check_rates, descend

MAX_STEPS = 20_000


@dataclass(frozen=True)
class OscillationSpec:
    """Where the loss is smallest, how the weight is STORED, and which learning rates train it from `start`.

    Codes are 1 apart. Changes are counted in the second half of the steps, so that the way there does not count. The
    slow motion shows the first `shown` steps at the first learning rate. `seed` is for stochastic rounding.

    Raises:
        ValueError: for a number out of its range.

    >>> OscillationSpec().counted
    4000
    """

    target: float = 2.5
    start: float = 1.0
    learning_rates: tuple[float, ...] = (0.28, 0.1, 0.03, 0.01)
    steps: int = 8000
    shown: int = 40
    stored: str = "latent"
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot run, or would run too long."""
        for name in ("target", "start"):
            within(name, getattr(self, name), -10.0, 10.0)
        check_rates(self.learning_rates)
        within("steps", self.steps, 100, MAX_STEPS)
        within("shown", self.shown, 2, 50)
        one_of("stored", self.stored, STORED)
        within("seed", self.seed, 0, MAX_SEED)

    @property
    def counted(self) -> int:
        """Return how many steps at the end are counted."""
        return self.steps // 2


@dataclass(frozen=True)
class Moment:
    """One step: the weight as it is kept, its code, the gradient there, and whether the code is another than before."""

    step: int
    kept: float
    code: int
    gradient: float
    flipped: bool


@dataclass(frozen=True)
class Restlessness:
    """One learning rate, over the counted steps; `swing` is how far the latent weight goes up and down."""

    learning_rate: float
    flips: int
    flips_per_step: float
    mean_code: float
    swing: float


@dataclass(frozen=True)
class OscillationResult:
    """What each learning rate led to, and the slow motion of the first."""

    spec: OscillationSpec
    runs: tuple[Restlessness, ...]
    slow_motion: tuple[Moment, ...]

    @property
    def n_test(self) -> int:
        """Return 0: there is no test set."""
        return 0

    @property
    def numbers(self) -> dict[str, float]:
        """Return what each learning rate led to, as a receipt compares it."""
        return {
            f"{run.learning_rate:g}.{name}": getattr(run, name)
            for run in self.runs
            for name in ("flips_per_step", "mean_code", "swing")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per step of the slow motion."""
        return [asdict(moment) for moment in self.slow_motion]


def measure_oscillation(spec: OscillationSpec, tell: Tell = keep_quiet) -> OscillationResult:
    """Train the weight at each learning rate, and count how often its code changes.

    >>> measure_oscillation(OscillationSpec(target=2.5)).runs[0].flips_per_step
    1.0
    """
    paths = descend(spec.start, spec.target, spec.learning_rates, spec.steps - 1, spec.stored, seed=spec.seed)
    weights, codes = (path[:, :, 0] for path in paths)
    tell(Progress(1, 1))
    flipped = codes.diff(dim=0, prepend=codes[:1]) != 0
    counted = slice(spec.steps - spec.counted, None)
    flips, means = flipped[counted].sum(0), codes[counted].mean(0)
    swings = weights[counted].amax(0) - weights[counted].amin(0)
    columns = zip(spec.learning_rates, flips.tolist(), means.tolist(), swings.tolist(), strict=True)
    moves = zip(*(values[: spec.shown, 0].tolist() for values in (weights, codes, flipped)), strict=True)
    moments = (
        Moment(step, kept, int(code), code - spec.target, flip)
        for step, (kept, code, flip) in enumerate(moves)
    )
    return OscillationResult(
        spec,
        tuple(Restlessness(rate, n, n / spec.counted, mean, swing) for rate, n, mean, swing in columns),
        tuple(moments),
    )


OSCILLATION = Experiment(
    name="oscillation",
    title="A weight that cannot rest",
    spec=OscillationSpec,
    measure=measure_oscillation,
    checkpoints=lambda spec: [],
)
