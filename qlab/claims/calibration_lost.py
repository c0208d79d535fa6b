"""C3, ways to fail: whether few bits spoil a network's confidence, and whether one temperature mends it."""

from qlab.claims.by_interval import above, below
from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.temperature import TemperatureResult, TemperatureSpec


def _change(result: TemperatureResult, before: str, after: str) -> list[float]:
    pairs = zip(result.at(before), result.at(after), strict=True)
    return [now.ece - then.ece for then, now in pairs]


def judge_spoiled(result: TemperatureResult) -> Verdict:
    """Judge by BITS_SPOIL_CALIBRATION.rule."""
    verdict = above(
        _change(result, "float", "quantized"),
        0.0,
        "The ECE when quantized less that in float is {mean:+.3f} (95 % interval {low:+.3f} to {high:+.3f}, {seeds} "
        "seeds).",
    )
    stage = {SUPPORTED: "quantized", NOT_SUPPORTED: "float"}.get(verdict.verdict)
    if stage and any(part.ece <= part.ece_by_chance for part in result.at(stage)):
        return Verdict(MIXED, f"{verdict.because} But chance alone could leave an ECE as large.")
    return verdict


def judge_mended(result: TemperatureResult) -> Verdict:
    """Judge by TEMPERATURE_MENDS.rule."""
    return below(
        _change(result, "quantized", "scaled"),
        0.0,
        "The ECE with the temperature less that without is {mean:+.3f} (95 % interval {low:+.3f} to {high:+.3f}, "
        "{seeds} seeds).",
    )


ONE_BIT = TemperatureSpec()
SHORT = TemperatureSpec("mlp-32", bits=3, granularity="per_tensor", epochs=4)
DEEP = TemperatureSpec("deep-5x32", bits=3, granularity="per_tensor")

BITS_SPOIL_CALIBRATION = Statement(
    name="bits-spoil-calibration",
    claim="C3",
    sentence="Fewer bits spoil the calibration.",
    rule="The ECE of the quantized network less that of the float one, seeds paired. Supported if the 95 % interval of "
    "the mean over at least five seeds lies above 0, and each quantized network's ECE is above what chance alone may "
    "leave (its noise floor). Not supported if the interval lies below 0, and each float network's ECE is above its "
    "noise floor. Mixed otherwise.",
    judge=judge_spoiled,
    cases=(
        Case("Mostly right, and unsure", "mlp-256 with 1 bit, a scale for each channel.", ONE_BIT),
        Case("Trained for 4 epochs only", "mlp-32 with 3 bits, one scale a layer.", SHORT),
        Case("Often wrong, and sure", "deep-5x32 with 3 bits, one scale a layer.", DEEP),
    ),
    would_change="A float network that is not as sure as it may be, or so many bits that nothing moves.",
    slow=True,
)

TEMPERATURE_MENDS = Statement(
    name="temperature-mends",
    claim="C3",
    sentence="One temperature mends the calibration.",
    rule="The ECE with the temperature less that without, on the quantized networks, seeds paired. Supported if the "
    "95 % interval of the mean over at least five seeds lies below 0, not supported if above, mixed otherwise.",
    judge=judge_mended,
    cases=(
        Case("Unsure", "mlp-256 with 1 bit; fitted on the other half of the test samples.", ONE_BIT),
        Case(
            "Fitted on training samples",
            "mlp-256 with 8 bits; fitted on the very samples it was trained on.",
            TemperatureSpec(bits=8, fitted_on="training"),
        ),
        Case("Too sure", "deep-5x32 with 3 bits; fitted on the other half.", DEEP),
        Case("Nothing to mend", "mlp-256 with 8 bits; fitted on the other half.", TemperatureSpec(bits=8)),
    ),
    would_change="What the temperature is fitted on, or a network that is too sure of some answers and not sure enough "
    "of others: one number cannot mend both.",
    slow=True,
)
