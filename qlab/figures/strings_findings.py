"""What the digits in a row say in words, made of measured numbers only."""

from statistics import fmean

from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.strings import StringsResult
from qlab.figures.words import bits_word, listed

WHAT = {"digits": "digits", "strings": "strings up to there"}


def ends(result: StringsResult) -> tuple[float, float]:
    """Return what is changed after the first and after the last digit at the fewest bits, in percent."""
    shares = 100 * result.counted(min(result.spec.bits)).mean(axis=0)
    return float(shares[0]), float(shares[-1])


def strings_finding(result: StringsResult) -> str:
    """Return what becomes of the strings at the fewest bits, in one sentence."""
    spec, (first, last) = result.spec, ends(result)
    few = bits_word(min(spec.bits))
    if spec.count == "strings":
        return f"At {few} {last:.0f} % of the strings of {spec.length} digits are changed"
    return f"At {few} {first:.1f} % of the first digits are changed, and {last:.1f} % of the last"


def strings_alt(result: StringsResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    parts = [
        f"at {bits_word(bits)} from {100 * shares[0]:.1f} to {100 * shares[-1]:.1f} %"
        for bits in result.spec.bits
        for shares in [result.counted(bits).mean(axis=0)]
    ]
    return (
        f"Share of {WHAT[result.spec.count]} that {result.spec.model} understands otherwise than in float, from the "
        f"first digit to digit {result.spec.length}: {listed(parts)}. {strings_finding(result)}."
    )


def strings_notes(result: StringsResult) -> list[str]:
    """Return what to notice: chances that multiply, and word errors over bits."""
    spec, few = result.spec, min(result.spec.bits)
    changed = fmean(fmean(point.digits) for point in result.at(few))
    chance = 1 - (1 - changed) ** spec.length
    measured = fmean(point.strings[-1] for point in result.at(few))
    rates = listed(
        [f"{100 * _mean(result, bits, 'word_error_rate'):.1f} % at {bits_word(bits)}" for bits in spec.bits]
    )
    right = [100 * _mean(result, bits, "strings_right") for bits in (FLOAT_BITS, few)]
    return [
        f"**Chances multiply.** At {bits_word(few)} {100 * changed:.1f} % of the digits are changed. Were each digit a "
        f"new throw of dice, that would spoil {100 * chance:.0f} % of the strings of {spec.length}; measured are "
        f"{100 * measured:.0f} %.",
        f"**Word error rate.** In float {100 * _mean(result, FLOAT_BITS, 'word_error_rate'):.1f} %, then {rates}. "
        f"Whole strings are right {right[0]:.0f} % of the time in float, {right[1]:.0f} % at {bits_word(few)}.",
        f"**Strings.** {result.n_strings} of them, all digits of a string by one voice that no training has heard; the "
        "network is told where a digit ends.",
    ]


def _mean(result: StringsResult, bits: int, field: str) -> float:
    return fmean(getattr(point, field) for point in result.at(bits))
