"""What the mean of many units says, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.dilution import DilutionResult
from qlab.experiments.dilution_theory import shared_noise
from qlab.figures.words import listed


def _mean(result: DilutionResult, units: int) -> float:
    return fmean(point.sqnr_db for point in result.at(units))


def dilution_finding(result: DilutionResult) -> str:
    """Return what more units gain, in one sentence."""
    few, many = min(result.spec.units), max(result.spec.units)
    gain = _mean(result, many) - _mean(result, few)
    return f"From {few:,} to {many:,} units: {round(gain, 1) + 0.0:+.1f} dB"  # + 0.0, for -0.0 is no gain


def dilution_alt(result: DilutionResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    measured = [f"{_mean(result, units):.1f} dB with {units:,}" for units in sorted(result.spec.units)]
    return f"The SQNR of a mean against the units in it. {dilution_finding(result)}. Measured: {listed(measured)}."


def dilution_notes(result: DilutionResult) -> list[str]:
    """Return what to notice: how theory compares, and where the gain ends and why."""
    farthest = max(abs(point.sqnr_db - point.theory_db) for point in result.points)
    theory = f"**Theory** foretells each point; none lies more than {farthest:.2f} dB off."
    return [_reason(result), theory]


def _reason(result: DilutionResult) -> str:
    spec, units = result.spec, sorted(result.spec.units)
    first, last = (_mean(result, b) - _mean(result, a) for a, b in (units[:2], units[-2:]))
    if spec.signal == "independent":
        few, many = (f"{_mean(result, each):.1f} dB with {each:,}" for each in (units[0], units[-1]))
        return (
            "**Nothing is said twice.** In the mean of signals that have nothing in common, signals cancel just as "
            f"errors do. The SQNR is {few} and {many}."
        )
    return (
        f"**One thing, said many times.** From {units[0]:,} to {units[1]:,} units the mean gains {first:.1f} dB, from "
        f"{units[-2]:,} to {units[-1]:,} it gains {last:.1f} dB. Each unit has noise of its own, {spec.private:g} of a "
        f"step. It leaves {1200 * shared_noise(spec.private):.2g} % of the rounding error's power the same in all "
        "units, and that no mean removes."
    )
