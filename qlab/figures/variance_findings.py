"""What answers that vary say, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.redraws import CALIBRATED_ON, JITTER
from qlab.experiments.variance import VarianceResult
from qlab.figures.words import bits_word, listed

WHAT = {
    "rounding": "Each draw rounds all weights anew: up with a chance as large as the part that is left over.",
    "calibration": f"Each draw chooses the ranges of the activations on {CALIBRATED_ON} other training samples.",
    "jitter": f"Each draw adds new noise to the inputs, {100 * JITTER:.0f} % of their own spread.",
}


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def in_powers(value: float) -> str:
    """Return a number as people write it who mind the zeros.

    >>> in_powers(4.58e-06), in_powers(0.069), in_powers(0.0)
    ('4.6 × 10⁻⁶', '0.069', '0')
    """
    digits, power = f"{value:.1e}".split("e")
    if value == 0 or int(power) >= -2:
        return f"{value:.2g}"
    return f"{digits} × 10{str(int(power)).translate(SUPERSCRIPTS)}"


def most_to_fewest(result: VarianceResult) -> list[int]:
    """Return the bits that were measured, most first."""
    return sorted(result.spec.bits, reverse=True)


def mean_variance(result: VarianceResult, bits: int) -> float:
    """Return the variance at `bits`, mean of the seeds."""
    return fmean(point.variance for point in result.at(bits))


def float_variance(result: VarianceResult) -> float | None:
    """Return the float networks' variance, mean of the seeds, or None where nothing in them is drawn."""
    return fmean(point.variance for point in result.floats) if result.floats else None


def variance_finding(result: VarianceResult) -> str:
    """Return how the variance changes over the bits, in one sentence."""
    most, fewest = max(result.spec.bits), min(result.spec.bits)
    before, after = (mean_variance(result, bits) for bits in (most, fewest))
    if most == fewest:
        return f"At {bits_word(most)} the variance is {in_powers(before)}"
    if min(before, after) == 0:
        return f"Variance at {bits_word(most)} {in_powers(before)}, at {bits_word(fewest)} {in_powers(after)}"
    ratio = float(f"{after / before:.2g}")
    times = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"
    return f"From {most} to {bits_word(fewest)} the variance becomes {times} times as large"


def variance_alt(result: VarianceResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    measured = [
        f"{in_powers(mean_variance(result, bits))} at {bits_word(bits)}" for bits in most_to_fewest(result)
    ]
    return (
        f"The variance of the answers against bits. {variance_finding(result)}. Measured: {listed(measured)}."
    )


def variance_notes(result: VarianceResult) -> list[str]:
    """Return what to notice: what was drawn, what that does to the accuracy, and how float compares."""
    return [f"**Drawn anew.** {WHAT[result.spec.source]}", _accuracy(result), *_against_float(result)]


def _accuracy(result: VarianceResult) -> str:
    worst_bits = max(most_to_fewest(result), key=lambda bits: fmean(p.accuracy_sd for p in result.at(bits)))
    point = max(result.at(worst_bits), key=lambda p: p.best - p.worst)
    return (
        f"**One network, {result.spec.draws} scores.** At {bits_word(point.bits)} the same network (seed {point.seed}) "
        f"scores from {100 * point.worst:.1f} to {100 * point.best:.1f} %, with a standard deviation of "
        f"{100 * point.accuracy_sd:.1f} points."
    )


def _against_float(result: VarianceResult) -> list[str]:
    before = float_variance(result)
    if before is None:
        return []
    listed_bits = [bits for bits in most_to_fewest(result) if mean_variance(result, bits) < before]
    if not listed_bits:
        return [f"**In float** the same noise gives {in_powers(before)}: less than at any number of bits."]
    names = listed([bits_word(bits) for bits in listed_bits])
    return [
        f"**In float** the same noise gives {in_powers(before)}, more than with {names}. A quantizer cuts off noise "
        "that points beyond its range; and a network that gives everyone the same answer does not vary at all."
    ]
