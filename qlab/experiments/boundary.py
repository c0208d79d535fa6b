"""Boundary: where a network in the plane draws the line between two classes, and where it lies with few bits."""

from dataclasses import dataclass
from typing import Any

from qlab.checks import one_of
from qlab.experiments.experiment import Experiment, Tell, keep_quiet
from qlab.experiments.plane import PLANE_MODELS, Decisions, decide
from qlab.experiments.subject import check_checkpoint
from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS, calibration_inputs
from qlab.zoo import MODELS, load_model


@dataclass(frozen=True)
class BoundarySpec:
    """Which network in the plane, at how many bits, quantized how.

    Raises:
        ValueError: for a network that does not live in the plane, or an unknown seed or recipe.

    >>> BoundarySpec().bits
    4
    """

    model: str = "mlp-circles"
    seed: int = 0
    bits: int = 4
    quantize: str = "weights"
    granularity: str = "per_tensor"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what does not exist."""
        one_of("model", self.model, PLANE_MODELS)
        check_checkpoint(self.model, self.seed)
        bits_recipe(self.bits, self.quantize, self.granularity, self.range_method)


@dataclass(frozen=True, eq=False)
class BoundaryResult:
    """What both networks answer, at the test points and everywhere."""

    spec: BoundarySpec
    decisions: Decisions

    @property
    def n_test(self) -> int:
        """Return the number of test points."""
        return len(self.decisions.labels)

    @property
    def numbers(self) -> dict[str, float]:
        """Return the figures that a receipt compares."""
        return self.decisions.numbers

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per test point, the smallest float margin first."""
        seen = self.decisions
        return [
            {
                "x": float(seen.points[i, 0]),
                "y": float(seen.points[i, 1]),
                "class": int(seen.labels[i]),
                "float_margin": float(seen.float_margins[i]),
                "margin": float(seen.margins[i]),
                "flipped": bool(seen.flipped[i]),
            }
            for i in abs(seen.float_margins).argsort(kind="stable")
        ]


def measure_boundary(spec: BoundarySpec, tell: Tell = keep_quiet) -> BoundaryResult:
    """Ask a float network and its quantized copy for the class of every test point and of every place.

    >>> measure_boundary(BoundarySpec(bits=16)).decisions.area_changed
    0.0
    """
    network, task = load_model(spec.model, spec.seed), TASKS[MODELS[spec.model].task]
    recipe = bits_recipe(spec.bits, spec.quantize, spec.granularity, spec.range_method)
    quantized = quantize_model(network, recipe, calibration_inputs(task))
    data = task.load()
    return BoundaryResult(spec, decide(network, quantized, spec.bits, data.test_x, data.test_y))


BOUNDARY = Experiment(
    name="boundary",
    title="The decision boundary",
    spec=BoundarySpec,
    measure=measure_boundary,
    checkpoints=lambda spec: [(spec.model, spec.seed)],
)
