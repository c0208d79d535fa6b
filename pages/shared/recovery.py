"""A fine-tuning on the page: its curve, while it grows and when it has ended, and what came back."""

from collections.abc import Sequence
from dataclasses import asdict

from pages.shared.frame import figure, what_to_notice
from pages.shared.theme import theme
from qlab.experiments.calibration import CalibrationResult
from qlab.experiments.experiment import Progress
from qlab.experiments.finetuning import CurvePoint, FinetuningResult, FinetuningSpec
from qlab.figures.finetuning import curve_figure, recovery_figure
from qlab.figures.finetuning_findings import arm_rows, curve_alt, recovery_alt, recovery_notes
from qlab.tasks import TASKS
from qlab.zoo import MODELS


def draw_curve(spec: FinetuningSpec, curve: list[CurvePoint], chance: float, key: str) -> None:
    """Draw accuracy against epochs, as far as it is known, under this key."""
    drawn, alt = curve_figure(spec, curve, chance, theme()), curve_alt(spec, curve)
    figure(drawn, key=key, alt=alt, table=lambda: [asdict(point) for point in curve])


def starting_point(broken: CalibrationResult) -> CurvePoint:
    """Return where both arms begin: the quantized network and the float one, not trained on yet."""
    return CurvePoint(0, 0.0, broken.quantized.outcome.accuracy, broken.float_network.outcome.accuracy)


def draw_growing(spec: FinetuningSpec, start: CurvePoint, progress: Sequence[Progress]) -> None:
    """Draw the curve of a fine-tuning that is under way, or has yet to begin."""
    curve = [CurvePoint(**step.known) for step in progress if step.known] or [start]
    draw_curve(spec, curve, TASKS[MODELS[spec.model].task].chance, "finetuning_growing")


def show_result(result: FinetuningResult) -> None:
    """Draw a finished fine-tuning: its curve, all four networks side by side, and what to notice."""
    draw_curve(result.spec, list(result.curve), result.chance, "finetuning_curve")
    drawn, alt = recovery_figure(result, theme()), recovery_alt(result)
    figure(drawn, key="finetuning_recovery", alt=alt, table=lambda: arm_rows(result))
    what_to_notice(recovery_notes(result))
