"""What confidence says before quantization, after it, and with one temperature, made of measured numbers only."""

from statistics import fmean

from qlab.experiments.temperature import Stage, TemperatureResult
from qlab.figures.words import bits_word, listed


def _mean(parts: list[Stage], name: str) -> float:
    return fmean(getattr(part, name) for part in parts)


def _from_to(result: TemperatureResult, before: str, after: str, name: str, digits: int = 3) -> str:
    return " to ".join(f"{_mean(result.at(stage), name):.{digits}f}" for stage in (before, after))


def _right_and_sure(result: TemperatureResult, stage: str) -> str:
    parts = result.at(stage)
    return f"{100 * _mean(parts, 'accuracy'):.1f} % right and {100 * _mean(parts, 'confidence'):.1f} % sure"


def spoiled_finding(result: TemperatureResult) -> str:
    """Return how right and how sure the quantized networks are, and their ECE, as means of the seeds."""
    change = _from_to(result, "float", "quantized", "ece", 2)
    return f"{bits_word(result.spec.bits)}: {_right_and_sure(result, 'quantized')}. ECE from {change}"


def mended_finding(result: TemperatureResult) -> str:
    """Return what the temperature does to the ECE, as means of the seeds."""
    return f"With one temperature the ECE goes from {_from_to(result, 'quantized', 'scaled', 'ece')}"


def spoiled_alt(result: TemperatureResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return (
        f"How sure {len(result.spec.seeds)} networks are against how often they are right. In float "
        f"{_right_and_sure(result, 'float')}, with {bits_word(result.spec.bits)} "
        f"{_right_and_sure(result, 'quantized')}."
    )


def mended_alt(result: TemperatureResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return (
        f"How sure {len(result.spec.seeds)} quantized networks are against how often they are right: without a "
        f"temperature {_right_and_sure(result, 'quantized')}, with it {_right_and_sure(result, 'scaled')}."
    )


def spoiled_notes(result: TemperatureResult) -> list[str]:
    """Return what to notice: which way confidence went, and what chance alone may leave of the ECE."""
    lost = 100 * (_mean(result.at("float"), "accuracy") - _mean(result.at("quantized"), "accuracy"))
    floors = [f"{_mean(result.at(stage), 'ece_by_chance'):.3f}" for stage in ("float", "quantized")]
    return [
        f"**Accuracy and confidence.** In float {_right_and_sure(result, 'float')}; with "
        f"{bits_word(result.spec.bits)} {_right_and_sure(result, 'quantized')}. Accuracy falls by {lost:.1f} points.",
        f"**Noise floor.** Networks as sure as they may be would still measure an ECE of up to {floors[0]} (float) and "
        f"{floors[1]} (quantized) on {result.n_test} samples.",
        f"**NLL** goes from {_from_to(result, 'float', 'quantized', 'nll')}: it counts wrong answers as well as wrong "
        "confidence.",
    ]


def mended_notes(result: TemperatureResult) -> list[str]:
    """Return what to notice: the temperatures, what they did to the NLL, and which networks they did not mend."""
    every = [temperature for pair in result.temperatures for temperature in pair]
    return [
        f"**The temperatures** lie between {min(every):.2f} and {max(every):.2f}. Logits are divided by it: above 1 it "
        "takes confidence away, below 1 it adds some. No answer changes, so each network moves only sideways.",
        f"**NLL** goes from {_from_to(result, 'quantized', 'scaled', 'nll')}.",
        _left_over(result),
    ]


def _left_over(result: TemperatureResult) -> str:
    above = [part for part in result.at("scaled") if part.ece > part.ece_by_chance]
    if not above:
        return "**What is left** of the ECE is no more than chance alone may leave, for every seed."
    seeds = listed([f"{part.ece:.3f} (seed {part.seed})" for part in above])
    floor = max(part.ece_by_chance for part in above)
    return f"**What is left** of the ECE is more than the {floor:.3f} that chance alone may leave: {seeds}."
