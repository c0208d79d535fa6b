"""Oscillation: one weight trained through the straight-through estimator, one step at a time.

The loss is (q - target)^2 / 2, where q is the latent weight rounded to a whole number; its gradient q - target moves
the latent weight as if rounding were not there. Nagel et al. 2022, arXiv:2203.11086, section 2.
"""

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor

from qlab.checks import within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.one_weight import check_rates
from qlab.rounding import round_values

MAX_STEPS = 20_000


@dataclass(frozen=True)
class OscillationSpec:
    """Where the loss is smallest, and which learning rates train the weight from `start`; codes are 1 apart.

    Changes are counted in the second half of the steps, so that the way there does not count. The slow motion shows
    the first `shown` steps at the first learning rate.

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

    def __post_init__(self) -> None:
        """Refuse what cannot run, or would run too long."""
        for name in ("target", "start"):
            within(name, getattr(self, name), -10.0, 10.0)
        check_rates(self.learning_rates)
        within("steps", self.steps, 100, MAX_STEPS)
        within("shown", self.shown, 2, 50)

    @property
    def counted(self) -> int:
        """Return how many steps at the end are counted."""
        return self.steps // 2


@dataclass(frozen=True)
class Moment:
    """One step: the latent weight, its code, the gradient there, and whether the code is another than before."""

    step: int
    latent: float
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


def _trained(spec: OscillationSpec, tell: Tell) -> tuple[Tensor, Tensor]:
    """Return the latent weights and the codes, each (steps, learning rates)."""
    rates = torch.tensor(spec.learning_rates, dtype=torch.float64)
    latent = torch.full_like(rates, spec.start)
    latents, codes = [], []
    for step in range(spec.steps):
        code = round_values(latent)
        latents.append(latent)
        codes.append(code)
        latent = latent - rates * (code - spec.target)
        if step % 1000 == 0:
            tell(Progress(step, spec.steps))
    return torch.stack(latents), torch.stack(codes)


def measure_oscillation(spec: OscillationSpec, tell: Tell = keep_quiet) -> OscillationResult:
    """Train the weight at each learning rate, and count how often its code changes.

    >>> measure_oscillation(OscillationSpec(target=2.5)).runs[0].flips_per_step
    1.0
    """
    latents, codes = _trained(spec, tell)
    flipped = codes.diff(dim=0, prepend=codes[:1]) != 0
    counted = slice(spec.steps - spec.counted, None)
    flips, means = flipped[counted].sum(0), codes[counted].mean(0)
    swings = latents[counted].amax(0) - latents[counted].amin(0)
    columns = zip(spec.learning_rates, flips.tolist(), means.tolist(), swings.tolist(), strict=True)
    moves = zip(*(values[: spec.shown, 0].tolist() for values in (latents, codes, flipped)), strict=True)
    moments = (
        Moment(step, latent, int(code), code - spec.target, flip)
        for step, (latent, code, flip) in enumerate(moves)
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
