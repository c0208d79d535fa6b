"""What bits buy at most, and what formats get for them, in sentences made of measured numbers only."""

from qlab.experiments.rate import ENTROPY_CODED, GAP_DB, RatePoint, RateResult
from qlab.figures.words import listed


def best_format(result: RateResult) -> RatePoint:
    """Return the format that comes closest to the bound, or farthest above it."""
    return max((p for p in result.points if p.family != ENTROPY_CODED), key=lambda p: p.over_db)


def _place(point: RatePoint) -> str:
    return f"{abs(point.over_db):.1f} dB {'below' if point.over_db < 0 else 'above'}"


def rate_finding(result: RateResult) -> str:
    """Return where the best format lies, in one sentence."""
    best = best_format(result)
    return f"The best format, {best.name}, lies {_place(best)} 6.02 dB a bit"


def rate_alt(result: RateResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    some = [f"{p.name} {_place(p)}" for p in result.points if p.name in ("int4", "nf4", "int8", "e4m3")]
    return (
        f"SQNR less 6.02 dB a bit, over the bits that a value takes: {result.spec.source}. {rate_finding(result)}. "
        f"{listed(some)}."
    )


def rate_notes(result: RateResult) -> list[str]:
    """Return what to notice: even steps with an entropy code, and the format that gets least for its bits."""
    finest = [p for p in result.points if p.family == ENTROPY_CODED][-1]
    worst = min(result.points, key=lambda p: p.over_db)
    return [
        f"**Short words for common codes.** Fine even steps, entropy coded, take {finest.bits:.2f} bits and lie "
        f"{_place(finest)} the line. Theory says {GAP_DB:.2f} dB below for a Gaussian: a quarter of a bit.",
        f"**The most dearly bought**: {worst.name} takes {worst.bits:.1f} bits and lies {_place(worst)}. A format may "
        "be made for something other than squared error, or carry a list of levels that few values pay for.",
    ]
