"""What rounding noise says, in sentences made of measured numbers only."""

from qlab.experiments.dither import DITHERS
from qlab.experiments.grid import GridResult
from qlab.experiments.rounding_noise import RoundingNoiseResult

BAND = 0.1  # within this the power counts as steady


def _ends(result: GridResult, method: str = "minmax") -> tuple[float, float]:
    first, last = (result.methods(bits)[method]["sqnr_db"] for bits in (result.bits[0], result.bits[-1]))
    return first, last


def sqnr_finding(result: GridResult) -> str:
    """Return what the bits bring, in one sentence."""
    first, last = result.bits[0], result.bits[-1]
    low, high = _ends(result)
    return f"{first} bits: {low:.1f} dB, {last} bits: {high:.1f} dB, {(high - low) / (last - first):.1f} dB a bit"


def sqnr_alt(result: GridResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return f"SQNR over bits for {result.spec.source}. {sqnr_finding(result)}."


def sqnr_notes(result: GridResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    first = result.bits[0]
    gained = _ends(result, "mse")[0] - _ends(result)[0]
    notes = [
        f"At {first} bits the clip with the least error is worth **{gained:.1f} dB**, without a single bit more."
    ]
    if result.spec.family == "float":
        notes.append(
            "An exponent bit does not halve the step everywhere: it adds levels near 0, where few of the weights' "
            "errors come from."
        )
    return notes


def noise_finding(result: RoundingNoiseResult) -> str:
    """Return how the coarsest grid fares, in one sentence."""
    worst = max(result.points, key=lambda point: point.step)
    correlation = round(worst.correlation, 2) + 0.0  # never "-0.00"
    return f"Step {worst.step:g} sigma: {worst.power:.2f} of step²/12, correlation {correlation:.2f}"


def noise_alt(result: RoundingNoiseResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return f"Power and correlation of the rounding error over the step: {result.spec.source}. {noise_finding(result)}."


def noise_notes(result: RoundingNoiseResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    fine, coarse = (pick(result.points, key=lambda point: point.step) for pick in (min, max))
    off = max(abs(point.power - point.gaussian_power) for point in result.points)
    notes = [
        f"At a step of {fine.step:g} sigma the power is **{fine.power:.3f}** of step²/12; at {coarse.step:g} sigma it "
        f"is **{coarse.power:.2f}**.",
        f"Measured and closed form of a Gaussian differ by at most {off:.3f}.",
    ]
    if added := DITHERS[result.spec.dither].about if result.spec.dither != "none" else "":
        notes.append(f"This is {added}. {_cost(result)}")
    if coarse.correlation < -0.05:
        notes.append(
            "A negative correlation means: the error pulls each value toward 0. It is no longer noise but a part of "
            "the signal with its sign turned, so it does not average out."
        )
    return notes


def _cost(result: RoundingNoiseResult) -> str:
    """Say what the dither does to the power."""
    low, high = (pick(point.power for point in result.points) for pick in (min, max))
    if high < 1 + BAND:
        return "It costs nothing, but whoever reads the number must know what was added."
    if high - low < BAND * high:
        return f"It stays in the number, and so the power is {high:.1f} times as large at every step."
    return f"The power runs from {low:.2f} to {high:.2f}: it still depends on the values."
