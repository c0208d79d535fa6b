"""What sums that do not fit say, in sentences made of measured numbers only."""

from qlab.experiments.accumulator import AccumulatorResult
from qlab.experiments.registers import bits_needed, foretold_share

RARE = 1 / 1000


def percent(share: float) -> str:
    """Return a share in percent, with more digits where it is small.

    >>> percent(0.594), percent(0.00025)
    ('59.4 %', '0.025 %')
    """
    return f"{100 * share:.1f} %" if share >= RARE or share == 0 else f"{100 * share:.2g} %"


def accumulator_finding(result: AccumulatorResult) -> str:
    """Return how often the register overflows, in one sentence."""
    return f"{percent(result.share)} of the sums do not fit into {result.spec.bits} bits"


def accumulator_alt(result: AccumulatorResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return (
        f"Two histograms of sums of {result.spec.terms:,} products, exact and wrapped into {result.spec.bits} bits. "
        f"{accumulator_finding(result)}. Wrapped, they are off by {result.wrap_error:,.0f}, root mean square."
    )


def accumulator_notes(result: AccumulatorResult) -> list[str]:
    """Return what to notice: the worst case, the likely case, and wrap against clamp."""
    spec, foretold = result.spec, foretold_share(result.spec.terms, result.spec.bits)
    safe = (
        f"**To be safe** from every sum of {spec.terms:,} such products takes {bits_needed(spec.terms)} bits. Most "
        f"sums are far smaller, as products of both signs cancel: for Gaussian sums {percent(foretold)} would not fit; "
        f"{percent(result.share)} do not."
    )
    return (
        [safe, _wrap_or_clamp(result), _on_the_way(result)]
        if result.overflows and result.clamp_error
        else [safe]
    )


def _wrap_or_clamp(result: AccumulatorResult) -> str:
    return (
        "**Wrap or clamp.** A register that starts over turns a large sum into a large one of the other sign: the "
        f"error is {result.wrap_error:,.0f} (root mean square; the sums are {result.sum_rms:,.0f}). One that stops at "
        f"its end after each addition errs by {result.clamp_error:,.0f}; wrapping errs "
        f"{result.wrap_error / result.clamp_error:.1f} times as much."
    )


def _on_the_way(result: AccumulatorResult) -> str:
    passing = percent(result.passing / result.spec.products)
    return (
        f"**On the way** {passing} of the sums leave the register at least once. To "
        "wrapping that does no harm, for it undoes itself on the way back. What a clamp has cut off is gone."
    )
