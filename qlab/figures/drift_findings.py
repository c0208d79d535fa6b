"""What the drifting states say in words, made of measured numbers only."""

from statistics import fmean

from qlab.experiments.drift import SUM, DriftResult
from qlab.experiments.drifting_states import LAST
from qlab.figures.words import bits_word, listed

STALLED = 0.8  # of what theory foretells: below this it does not describe the sum any more


def _errors(result: DriftResult, bits: int) -> list[float]:
    """Return the error in each span, mean of the seeds, in percent of the state."""
    return [100 * fmean(each) for each in zip(*(point.errors for point in result.at(bits)), strict=True)]


def drift_finding(result: DriftResult) -> str:
    """Return whether the error still grows at the end, in one sentence."""
    few = min(result.spec.bits)
    growth = fmean(point.growth for point in result.at(few))
    return f"At {bits_word(few)}, twice the time makes the error {growth:.2f} times as large"


def drift_alt(result: DriftResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    parts = [
        f"at {bits_word(bits)} from {errors[1]:.3g} % in the second frame to {errors[-1]:.3g} % at the end"
        for bits in result.spec.bits
        for errors in [_errors(result, bits)]
    ]
    return (
        f"The error of the state against the frames since the start, both axes logarithmic: {listed(parts)}. "
        f"{drift_finding(result)}."
    )


def drift_notes(result: DriftResult) -> list[str]:
    """Return what to notice: growth, memory, theory."""
    spec = result.spec
    growths = listed([f"{_growth(result, bits):.2f} at {bits_word(bits)}" for bits in spec.bits])
    notes = [f"**Twice the time**, over the last {LAST} doublings, makes the error times {growths}."]
    if spec.network != SUM:
        return [
            *notes,
            "**It forgets.** The gates let go of old sounds to make room for new ones, and old rounding errors go with "
            f"them: {_settled(result)}",
        ]
    if spec.reset:
        return [
            *notes,
            f"**Begun anew** every {spec.reset} frames, the sum loses its errors, and all that it knew.",
        ]
    notes.append(
        "**Theory.** Each rounding adds step² / 12 to the mean squared error. "
        + (
            "Nothing is forgotten, so twice the time is twice that, and √2 times the error."
            if spec.keep == 1
            else f"Each time around leaves {spec.keep:g}² of it, so it settles at "
            f"{spec.keep:g}² / (1 - {spec.keep:g}²) times step² / 12."
        )
    )
    few = min(spec.bits)
    ratio = fmean(point.errors[-1] / point.theory[-1] for point in result.at(few) if point.theory)
    if ratio < STALLED:
        notes.append(
            f"**Too coarse for theory.** At {bits_word(few)} the error is {ratio:.2f} times what it foretells: a step "
            "is so long that most additions are rounded away, and the sum hardly moves."
        )
    return notes


def _growth(result: DriftResult, bits: int) -> float:
    return fmean(point.growth for point in result.at(bits))


def _settled(result: DriftResult) -> str:
    """Return after how many frames the error is for the first time as large as nine tenths of that at the end."""
    few = min(result.spec.bits)
    errors = _errors(result, few)
    span = next(place for place, error in enumerate(errors) if error >= 0.9 * errors[-1])
    return f"at {bits_word(few)} the error has nine tenths of its final size after {2**span} frames."
