"""Stall: a weight that is stored on a grid is trained, and each small step is rounded away before the next.

One weight goes from 0 to 1 by gradient descent on (w - 1)^2 / 2, its levels 1 / `levels` apart. Gupta et al. 2015,
arXiv:1502.02551, section 3: rounded to nearest such training stalls, rounded stochastically it goes on.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from qlab.checks import MAX_SEED, one_of, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.one_weight import STORED, check_rates, descend

TARGET = 1.0
MAX_STEPS = 2000


@dataclass(frozen=True)
class StallSpec:
    """How the weight is stored (a key of STORED), and which learning rates train it; `draws` repeat what is random.

    Raises:
        ValueError: for an unknown way to store it, or a number out of its range.

    >>> StallSpec().levels
    16
    """

    stored: str = "nearest"
    learning_rates: tuple[float, ...] = (0.3, 0.12, 0.07, 0.03)
    levels: int = 16
    steps: int = 400
    draws: int = 20
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot run, or would run too long."""
        one_of("stored", self.stored, STORED)
        check_rates(self.learning_rates)
        within("levels", self.levels, 2, 1024)
        within("steps", self.steps, 1, MAX_STEPS)
        within("draws", self.draws, 1, 100)
        within("seed", self.seed, 0, MAX_SEED)


@dataclass(frozen=True)
class StallPath:
    """Training at one learning rate: the first draw's weight from step 0 on, and where every draw ended."""

    learning_rate: float
    weights: tuple[float, ...]
    ends: tuple[float, ...]

    @property
    def arrived(self) -> float:
        """Return the share of draws (0..1) that ended on the target."""
        return sum(end == TARGET for end in self.ends) / len(self.ends)

    @property
    def end(self) -> float:
        """Return where the draws ended, on average."""
        return sum(self.ends) / len(self.ends)

    @property
    def last_change(self) -> int:
        """Return the last step (from 1) in which the first draw's weight changed, 0 if none did."""
        changes = [step for step, pair in enumerate(pairwise(self.weights), start=1) if pair[0] != pair[1]]
        return changes[-1] if changes else 0


@dataclass(frozen=True)
class StallResult:
    """A path for each learning rate, in the order of the spec."""

    spec: StallSpec
    paths: tuple[StallPath, ...]

    @property
    def n_test(self) -> int:
        """Return 0: there is no test set."""
        return 0

    @property
    def numbers(self) -> dict[str, float]:
        """Return where each path ended and how many draws arrived, as a receipt compares them."""
        return {
            f"{path.learning_rate:g}.{name}": getattr(path, name)
            for path in self.paths
            for name in ("end", "arrived", "last_change")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per learning rate and step."""
        return [
            {"learning_rate": path.learning_rate, "step": step, "weight": weight}
            for path in self.paths
            for step, weight in enumerate(path.weights)
        ]


def measure_stall(spec: StallSpec, tell: Tell = keep_quiet) -> StallResult:
    """Train the weight at each learning rate, `draws` times.

    >>> measure_stall(StallSpec()).paths[1].end
    0.75
    """
    seen = descend(
        0.0, TARGET, spec.learning_rates, spec.steps, spec.stored,
        levels=spec.levels, draws=spec.draws, seed=spec.seed,
    )[1]  # fmt: skip
    tell(Progress(1, 1))
    return StallResult(
        spec,
        tuple(
            StallPath(rate, tuple(seen[:, i, 0].tolist()), tuple(seen[-1, i].tolist()))
            for i, rate in enumerate(spec.learning_rates)
        ),
    )


STALL = Experiment(
    name="stall",
    title="A weight stored on a grid",
    spec=StallSpec,
    measure=measure_stall,
    checkpoints=lambda spec: [],
)
