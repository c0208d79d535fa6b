"""What a reliability diagram's numbers say, in sentences made of measured numbers only."""

from qlab.experiments.calibration import CalibrationResult, Reliability
from qlab.experiments.outcome import Outcome
from qlab.figures.words import bits_word


def percent(share: float) -> str:
    r"""Return a share of 0..1 as people read it; the space before the sign does not break.

    >>> percent(0.941)
    '94.1\xa0%'
    """
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def with_interval(outcome: Outcome) -> str:
    """Return the accuracy with its 95 % Wilson interval."""
    return f"{percent(outcome.accuracy)} ({percent(outcome.wilson_low)} to {percent(outcome.wilson_high)})"


def calibration_finding(result: CalibrationResult) -> str:
    """Return what happened to the calibration, in one short sentence with the measured numbers.

    It speaks of a change only where the two bootstrap bands of the ECE lie apart.
    """
    before, after, bits = result.float_network, result.quantized, bits_word(result.spec.bits)
    right, sure = f"{percent(after.outcome.accuracy)} right", f"{percent(after.mean_confidence)} sure"
    if after.ece_low > before.ece_high:
        unsure = after.mean_confidence < after.outcome.accuracy
        return f"{bits}: {right}, but only {sure}" if unsure else f"{bits}: {sure}, but only {right}"
    if after.ece_high < before.ece_low:
        worse = after.outcome.nll > before.outcome.nll
        return f"{bits}: lower ECE, {'yet only' if worse else 'and'} {right}"
    return f"{bits}: {right}, {sure}, ECE as before"


def calibration_alt(result: CalibrationResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    parts = (("Float", result.float_network), (bits_word(result.spec.bits), result.quantized))
    told = (
        f"{who}: {percent(part.outcome.accuracy)} right, {percent(part.mean_confidence)} sure on average, "
        f"ECE {part.outcome.ece:.3f}."
        for who, part in parts
    )
    return " ".join(("Two reliability diagrams.", *told))


def calibration_measures(result: CalibrationResult) -> list[dict[str, str]]:
    """Return both networks' measures as a table of text, one row a measure, with 95 % intervals."""

    def column(part: Reliability) -> dict[str, str]:
        outcome = part.outcome
        return {
            "Accuracy": with_interval(outcome),
            "Mean confidence": percent(part.mean_confidence),
            "ECE": f"{outcome.ece:.3f} ({part.ece_low:.3f} to {part.ece_high:.3f})",
            "ECE by chance alone": f"up to {part.ece_by_chance:.3f}",
            "NLL": f"{outcome.nll:.3f}",
            "Brier score": f"{outcome.brier:.3f}",
        }

    before, after = column(result.float_network), column(result.quantized)
    return [{"": name, "Float": before[name], bits_word(result.spec.bits): after[name]} for name in before]


def calibration_notes(result: CalibrationResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    before, after, bits = result.float_network.outcome, result.quantized.outcome, bits_word(result.spec.bits)
    sure, floor = result.quantized.mean_confidence, result.quantized.ece_by_chance
    off = f"{abs(100 * (sure - after.accuracy)):.1f} points {'too' if sure > after.accuracy else 'less'} sure"
    verdict = "more than that" if after.ece > floor else "no more than that"
    return [
        f"**Answers.** {before.correct} of {result.n_test} are right in float and {after.correct} at {bits}; "
        f"{percent(after.flips)} of the answers changed.",
        f"**Confidence.** At {bits} the network is right in {percent(after.accuracy)} of the cases and on average "
        f"{percent(sure)} sure: {off}{'' if sure > after.accuracy else ' than it may be'}.",
        "**Noise floor.** A network that knew perfectly how sure to be would still measure an ECE of up to "
        f"{floor:.3f} on {result.n_test} samples, in 19 of 20 test sets. The {after.ece:.3f} here is {verdict}.",
        f"**Other judges.** NLL goes from {before.nll:.3f} to {after.nll:.3f}, the Brier score from {before.brier:.3f} "
        f"to {after.brier:.3f}; lower is better. They punish wrong answers too, which the ECE does not.",
    ]
