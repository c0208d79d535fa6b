"""What one layer's numbers say, in sentences made of measured numbers only."""

from dataclasses import replace
from math import isinf, log10

import numpy as np

from qlab.experiments.weights import WeightsResult, WeightsSpec
from qlab.figures.words import bits_word
from qlab.formats import FORMATS, IntFormat

NOTABLE_CLIPPING = 0.01  # of the squared error


def zero_share(result: WeightsResult) -> float:
    """Return the share of weights that became exactly 0."""
    return float(result.level_count[result.levels == 0].sum() / result.level_count.sum())


def reach(result: WeightsResult) -> np.ndarray:
    """Return every output channel's largest |w|, in the weights' units, (channels,)."""
    return np.asarray(np.maximum(-result.channel_low, result.channel_high))


def weights_finding(result: WeightsResult) -> str:
    """Return what happened to the layer, in one sentence."""
    count, levels, zeros = int(result.float_count.sum()), len(result.levels), zero_share(result)
    if isinf(result.sqnr_db):
        return f"{result.spec.format} leaves all {count:,} weights as they are"
    if zeros >= 0.5:
        what = f"{result.spec.format} turns {100 * zeros:.0f} % of the {count:,} weights into 0"
    else:
        what = f"{count:,} weights move to {levels:,} levels"
    return f"{what} (SQNR {result.sqnr_db:.1f} dB)"


def channels_finding(result: WeightsResult) -> str:
    """Return how unequal the channels are, in one sentence."""
    farthest, nearest = reach(result).max(), reach(result).min()
    if nearest == 0:
        return "At least one output channel is all zeros"
    ratio = f"{farthest / nearest:.1f} times as far as the narrowest"
    return f"The widest of {len(reach(result)):,} output channels reaches {ratio}"


def contrast(spec: WeightsSpec) -> WeightsSpec:
    """Return the setting to compare `spec` with: two bits with one, else one scale with many.

    >>> contrast(WeightsSpec(format="int2")).format
    'binary'
    """
    if spec.format in ("int2", "binary"):
        return replace(spec, format="binary" if spec.format == "int2" else "int2")
    return replace(spec, granularity="per_channel" if spec.granularity == "per_tensor" else "per_tensor")


def weights_notes(result: WeightsResult, other: WeightsResult | None) -> list[str]:
    """Return what to notice in `result`, and how it compares with `other`, the result of its contrast, if known."""
    if isinf(result.sqnr_db):
        return []
    return [*_crest(result), *_clipping(result), *([_compared(result, other)] if other else [])]


def _crest(result: WeightsResult) -> list[str]:
    """Compare the error with uniform rounding noise: step^2 / 12, so SQNR = 12 qmax^2 / crest^2 (Bennett 1948)."""
    known, spec = FORMATS[result.spec.format], result.spec
    largest = f"The largest weight is **{result.crest:.1f} times** the root mean square (the crest factor)"
    if spec.range_method != "minmax" or spec.granularity != "per_tensor" or not isinstance(known, IntFormat):
        return [f"{largest}."]
    if known.qmin != -known.qmax:
        return [f"{largest}."]
    theory = 10 * log10(12 * known.qmax**2 / result.crest**2)
    verdict = (
        "holds here" if abs(theory - result.sqnr_db) < 1 else "fails here: the steps are too wide for it"
    )
    return [
        f"{largest}, and it alone decides how far apart the levels lie. Were the errors spread evenly over a step, the "
        f"SQNR would be {theory:.1f} dB; measured are {result.sqnr_db:.1f} dB. The rule {verdict}."
    ]


def _clipping(result: WeightsResult) -> list[str]:
    total = result.parts.clipping + result.parts.rounding
    if not total or result.parts.clipping < NOTABLE_CLIPPING * total:
        return []
    share = result.parts.clipping / total
    return [
        f"**{100 * share:.0f} %** of the squared error is clipping, beyond the outermost levels; the rest is rounding."
    ]


def _compared(result: WeightsResult, other: WeightsResult) -> str:
    gain = other.sqnr_db - result.sqnr_db
    if other.spec.format != result.spec.format:
        bits = FORMATS[other.spec.format].bits
        change = f"With {other.spec.format}, {bits_word(bits)}, instead of {result.spec.format}"
    elif other.spec.granularity == "per_channel":
        change = "With a scale for every output channel"
    else:
        change = "With only one scale for the whole layer"
    verdict = f"{abs(gain):.1f} dB {'better' if gain > 0 else 'worse'}"
    cost = f"at {other.effective_bits:.2f} bits a weight"
    return f"{change}, the SQNR would be **{other.sqnr_db:.1f} dB**, {verdict}, {cost}."


def weights_alt(result: WeightsResult) -> str:
    """Return the histograms in words, for someone who cannot see them."""
    return (
        f"Two histograms over one axis. Above, the float weights, from {result.channel_low.min():.3g} to "
        f"{result.channel_high.max():.3g}. Below, the same weights in {result.spec.format} on {len(result.levels):,} "
        f"levels, {100 * zero_share(result):.0f} % of them at 0. {weights_finding(result)}."
    )


def channels_alt(result: WeightsResult) -> str:
    """Return the channels' figure in words, for someone who cannot see it."""
    return f"The range of the float weights of each output channel, widest first. {channels_finding(result)}."


def channel_rows(result: WeightsResult) -> list[dict[str, float]]:
    """Return a row per output channel: the table behind the channels' figure."""
    pairs = zip(result.channel_low, result.channel_high, strict=True)
    return [
        {"channel": i, "lowest": float(low), "highest": float(high)} for i, (low, high) in enumerate(pairs)
    ]
