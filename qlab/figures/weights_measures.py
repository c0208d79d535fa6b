"""One layer's measures in big type: what stands beside its histogram, as words."""

from typing import NamedTuple

from qlab.experiments.weights import WeightsResult
from qlab.figures.words import decibels
from qlab.formats import FORMATS, MAX_BITS


class Measure(NamedTuple):
    """A number with its unit, what it is, and perhaps a remark."""

    label: str
    value: str
    about: str
    remark: str | None = None


def weights_measures(result: WeightsResult) -> list[Measure]:
    """Return levels used, SQNR, crest factor and size, as a page shows them.

    >>> from qlab.experiments.weights import WeightsSpec, measure_weights
    >>> [measure.value for measure in weights_measures(measure_weights(WeightsSpec("mlp-16", format="binary")))][0]
    '2 of 2'
    """
    known = FORMATS[result.spec.format]
    used = f"{len(result.levels):,}"
    if result.spec.granularity == "per_tensor" and known.bits <= MAX_BITS:
        used += f" of {result.levels_available:,}"
    float_bytes = 4 * int(result.float_count.sum())
    return [
        Measure("Levels used", used, f"Different values left in the layer. {known.name}: {known.rule}."),
        Measure("SQNR", decibels(result.sqnr_db), "How far the error lies below the weights."),
        Measure("Crest factor", f"{result.crest:.1f}", "The largest weight over the root mean square."),
        Measure(
            "Size",
            f"{result.size_in_bytes:,} B",
            f"Codes and scales together. As float32 these weights take {float_bytes:,} bytes.",
            f"{result.effective_bits:.2f} bits a weight",
        ),
    ]
