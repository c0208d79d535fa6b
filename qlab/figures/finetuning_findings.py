"""What a fine-tuning's numbers say, in sentences made of measured numbers only."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from qlab.experiments.finetuning import CurvePoint, FinetuningResult, FinetuningSpec
from qlab.experiments.outcome import Outcome
from qlab.figures.calibration_findings import percent, with_interval
from qlab.figures.words import bits_word


def curve_finding(spec: FinetuningSpec, curve: Sequence[CurvePoint]) -> str:
    """Return where the accuracy came from and where it is now; what is still under way says so.

    >>> curve_finding(FinetuningSpec(bits=3, epochs=2), [CurvePoint(0, 0.0, 0.5, 0.9), CurvePoint(4, 1.0, 0.75, 0.9)])
    '3 bits: 50.0 % → 75.0 % after 1 of 2 epochs'
    """
    start, now = curve[0], curve[-1]
    if now.step == 0:
        return f"{bits_word(spec.bits)}: {percent(start.accuracy)} right, float {percent(start.control)}"
    done = "" if now.epoch == spec.epochs else f"{now.epoch:.2g} of "
    epochs = f"{spec.epochs} epoch{'s' if spec.epochs > 1 else ''}"
    return f"{bits_word(spec.bits)}: {percent(start.accuracy)} → {percent(now.accuracy)} after {done}{epochs}"


def curve_alt(spec: FinetuningSpec, curve: Sequence[CurvePoint]) -> str:
    """Return the curve in words, for someone who cannot see it."""
    return f"Test accuracy over epochs. {curve_finding(spec, curve)}. Float control: {percent(curve[-1].control)}."


def recovery_finding(result: FinetuningResult) -> str:
    """Return how much of the lost accuracy came back, in one short sentence with the measured number.

    There is nothing to bring back where the float network lies within the 95 % interval of the quantized one.
    """
    before, after, float_network = result.before, result.after, result.float_network
    if before.wilson_low <= float_network.accuracy <= before.wilson_high:
        return f"Little was lost: {percent(float_network.accuracy)} → {percent(before.accuracy)}"
    if after.wilson_low <= result.chance <= after.wilson_high:
        return f"Still guessing: {percent(after.accuracy)} right"
    back = result.recovered_fraction
    if back is None or back <= 0:
        return f"Nothing came back: {percent(after.accuracy)} right"
    return "All that was lost came back" if back >= 1 else f"{100 * back:.0f} % of what was lost came back"


def recovery_alt(result: FinetuningResult) -> str:
    """Return the four accuracies in words, for someone who cannot see them."""
    told = (f"{name}: {percent(outcome.accuracy)}." for name, outcome in arms(result).items())
    return " ".join(("Test accuracy.", *told, f"{recovery_finding(result)}."))


def arms(result: FinetuningResult) -> dict[str, Outcome]:
    """Return what is compared, by its name on the axis, from top to bottom."""
    bits = bits_word(result.spec.bits)
    return {
        "Float": result.float_network,
        f"{bits}, before": result.before,
        f"{bits}, after": result.after,
        "Float control": result.control,
    }


def breaking(spec: FinetuningSpec, start: CurvePoint) -> str:
    """Return what quantization alone did, in one sentence.

    >>> breaking(FinetuningSpec(bits=3), CurvePoint(0, 0.0, 0.5, 0.9))
    '3 bits took the accuracy from 90.0 % to 50.0 %: −40.0 points.'
    """
    change = f"from {percent(start.control)} to {percent(start.accuracy)}"
    return f"{bits_word(spec.bits)} took the accuracy {change}: {points(start.accuracy - start.control)}."


def recovery_notes(result: FinetuningResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    spec, after, control = result.spec, result.after, result.control
    came_back = points(after.accuracy - result.before.accuracy)
    gained = points(control.accuracy - result.float_network.accuracy)
    return [
        f"**What broke.** {breaking(spec, result.curve[0])}",
        f"**What came back.** After {spec.epochs} × {result.samples:,} samples the accuracy is {with_interval(after)}: "
        f"{came_back} from before.",
        "**Is it only more training?** The float control took the same steps on the same samples and moved by "
        f"{gained}, to {percent(control.accuracy)}.",
    ]


def points(change: float) -> str:
    """Return a change of accuracy (0..1) in percentage points, with its sign.

    >>> points(-0.052)
    '−5.2 points'
    """
    return f"{100 * change:+.1f} points".replace("-", "−")


def arm_rows(result: FinetuningResult) -> list[dict[str, Any]]:
    """Return a row per network: what stands behind the figure."""
    return [{"network": name} | asdict(outcome) for name, outcome in arms(result).items()]
