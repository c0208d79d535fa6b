"""A number that was estimated before the measured one was seen, and how near guess and range came."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qlab.checks import within

WIDE, QUARTER = 4, 0.25
FIELDS = ("guess", "low", "high")


@dataclass(frozen=True)
class Estimate:
    """A best guess, and the range from `low` to `high` that is to hold the measured number."""

    guess: float
    low: float
    high: float


@dataclass(frozen=True)
class MeasuredNumber:
    """A measured number, and its band from `low` to `high`."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """How near an estimate came, in the unit of the number.

    Attributes:
        off: the guess less the measured number.
        near: whether the guess lies in the measured band.
        held: whether the range holds the measured number.
        beyond: by how much the number lies above the range; below 0 where it lies below, 0 where it is held.
        enough: from where to where a range would have held both the guess and the band.
        wide: whether the range holds the number and is WIDE times as wide as enough, and a QUARTER of the scale.
    """

    off: float
    near: bool
    held: bool
    beyond: float
    enough: tuple[float, float]
    wide: bool


def check_estimate(kept: Any, lowest: float, highest: float) -> Estimate:
    """Return an estimate, as it came from a browser or was kept, as numbers.

    Raises:
        ValueError: unless it has a guess in a range, all from `lowest` to `highest`.

    >>> check_estimate({"guess": 7, "low": 5, "high": 10.0}, 0, 100)
    Estimate(guess=7.0, low=5.0, high=10.0)
    >>> check_estimate({"guess": 3, "low": 5, "high": 10}, 0, 100)
    Traceback (most recent call last):
    ValueError: guess must lie in its range, 5 to 10; got 3: move the guess, or widen the range.
    """
    if not isinstance(kept, Mapping) or set(kept) != set(FIELDS):
        raise ValueError(f"estimate must have {', '.join(FIELDS)}, and nothing else; got {kept!r:.60}.")
    ends = float(lowest), float(highest)
    guess, low, high = (float(within(name, kept[name], *ends)) for name in FIELDS)
    if low > high:
        raise ValueError(f"low must not be above high, {high:g}; got {low:g}.")
    if not low <= guess <= high:
        raise ValueError(
            f"guess must lie in its range, {low:g} to {high:g}; got {guess:g}: move the guess, or widen the range."
        )
    return Estimate(guess, low, high)


def compare(estimate: Estimate, measured: MeasuredNumber, scale: float) -> Comparison:
    """Compare an estimate with what was measured, on a scale that is `scale` long.

    >>> compare(Estimate(50, 20, 90), MeasuredNumber(60, 55, 62), scale=100)
    Comparison(off=-10, near=False, held=True, beyond=0, enough=(50, 62), wide=True)
    """
    enough = min(estimate.guess, measured.low), max(estimate.guess, measured.high)
    width, held = estimate.high - estimate.low, estimate.low <= measured.value <= estimate.high
    return Comparison(
        off=estimate.guess - measured.value,
        near=measured.low <= estimate.guess <= measured.high,
        held=held,
        beyond=max(measured.value - estimate.high, 0) - max(estimate.low - measured.value, 0),
        enough=enough,
        wide=held and width >= WIDE * (enough[1] - enough[0]) and width >= QUARTER * scale,
    )


def said(number: float, unit: str) -> str:
    """Return a number with its unit.

    >>> said(59.45, "%"), said(12.04, "dB")
    ('59.5 %', '12 dB')
    """
    return f"{number:.3g} {unit}"


def said_range(low: float, high: float, unit: str) -> str:
    """Return a range with its unit.

    >>> said_range(57.9, 61, "%")
    '57.9 to 61 %'
    """
    return f"{low:.3g} to {high:.3g} {unit}"


def said_measured(measured: MeasuredNumber, unit: str, band: str) -> str:
    """Return the sentence that says what was measured; `band` says what its band is.

    >>> said_measured(MeasuredNumber(12.04, 11.9, 12.2), "dB", "over five chains")
    'Measured: **12 dB** (11.9 to 12.2 dB, over five chains).'
    """
    ends = said_range(measured.low, measured.high, unit)
    return f"Measured: **{said(measured.value, unit)}** ({ends}, {band})."


def remarks(seen: Comparison, estimate: Estimate, unit: str) -> list[str]:
    """Return what to say of a comparison, in sentences.

    >>> estimate = Estimate(50, 20, 90)
    >>> for sentence in remarks(compare(estimate, MeasuredNumber(60, 55, 62), 100), estimate, "%"): print(sentence)
    Your guess, 50 %, was 10 points too low.
    Your range, 20 to 90 %, holds it.
    It was far wider than it had to be: 50 to 62 % would have held your guess and the whole band.
    """
    apart = "points" if unit == "%" else unit
    guess, ends = said(estimate.guess, unit), said_range(estimate.low, estimate.high, unit)
    how = f"was {said(abs(seen.off), apart)} too {'high' if seen.off > 0 else 'low'}"
    first = f"Your guess, {guess}, {'lies in the measured band' if seen.near else how}."
    if not seen.held:
        side = "below" if seen.beyond > 0 else "above"
        missed = f"lies {said(abs(seen.beyond), apart)} {side} it: you were surer than you could be"
        return [first, f"Your range, {ends}, {missed}."]
    if not seen.wide:
        return [first, f"Your range, {ends}, holds it."]
    enough = said_range(*seen.enough, unit)
    return [
        first,
        f"Your range, {ends}, holds it.",
        f"It was far wider than it had to be: {enough} would have held your guess and the whole band.",
    ]
