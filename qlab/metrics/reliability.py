"""Does the network know how sure it may be? Confidence against accuracy, bin by bin.

The confidence of a prediction is its largest probability; where it says 0.8 it should be right for 80 % of
the samples. Bins are equally wide and closed above, (low, high], as in Guo et al. 2017, arXiv:1706.04599,
section 2; a confidence of 0 would fall into the first.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qlab.checks import within
from qlab.metrics.arrays import Float64, Int64, Values, as_labels, as_probs

MAX_BINS = 1000
MIN_DRAWS, MAX_DRAWS = 40, 100_000  # fewer than 40 draws have no 2.5 % tail


def _read_only(values: npt.ArrayLike) -> npt.NDArray[Any]:
    copy = np.array(values)
    copy.setflags(write=False)
    return copy


@dataclass(frozen=True, eq=False)
class ReliabilityBins:
    """A reliability diagram's numbers: per bin, how sure the network was and how often it was right.

    The arrays are read-only copies: `edges` (n_bins + 1,) of confidence, `count` (n_bins,) of samples,
    and the mean `confidence` and `accuracy` (n_bins,) of a bin's samples, NaN where it has none.

    >>> bins = ReliabilityBins(edges=[0.0, 1.0], count=[4], confidence=[0.8], accuracy=[0.75])
    >>> bins.count.flags.writeable
    False
    """

    edges: Float64
    count: Int64
    confidence: Float64
    accuracy: Float64

    def __post_init__(self) -> None:
        """Keep copies that nobody can write to."""
        for name in ("edges", "count", "confidence", "accuracy"):
            object.__setattr__(self, name, _read_only(getattr(self, name)))


def _edges(n_bins: int) -> Float64:
    return np.linspace(0.0, 1.0, within("n_bins", n_bins, 1, MAX_BINS) + 1)


def binned(probs: Values, labels: Values, n_bins: int) -> tuple[Float64, Float64, Int64]:
    """Return each sample's confidence, whether it is right (0 or 1), and its bin."""
    p = as_probs("probs", probs)
    right = (np.argmax(p, axis=1) == as_labels(labels, p)).astype(np.float64)
    confidence = np.minimum(p.max(axis=1), 1.0)  # a row may exceed 1 by its rounding
    return confidence, right, np.searchsorted(_edges(n_bins)[1:-1], confidence)


def weighted_gap(gap: Float64, where: Int64, n_bins: int) -> float:
    """Return sum over bins of |sum of the bin's gaps| / n: each bin's gap weighs as much as its samples."""
    return float(np.sum(np.abs(np.bincount(where, weights=gap, minlength=n_bins))) / len(gap))


def reliability_bins(probs: Values, labels: Values, n_bins: int = 15) -> ReliabilityBins:
    """Return the reliability diagram of probabilities (n, classes) in `n_bins` bins of confidence.

    Raises:
        ValueError: if rows are not probabilities, labels not one class number per row, n_bins not 1..1000.

    >>> bins = reliability_bins([[0.9, 0.1], [0.2, 0.8], [0.4, 0.6]], [0, 0, 1], n_bins=2)
    >>> bins.count.tolist(), bins.confidence.round(4).tolist(), bins.accuracy.round(4).tolist()
    ([0, 3], [nan, 0.7667], [nan, 0.6667])
    """
    confidence, right, where = binned(probs, labels, n_bins)
    count = np.bincount(where, minlength=n_bins)
    samples = np.where(count > 0, count, np.nan)
    return ReliabilityBins(
        edges=_edges(n_bins),
        count=count,
        confidence=np.bincount(where, weights=confidence, minlength=n_bins) / samples,
        accuracy=np.bincount(where, weights=right, minlength=n_bins) / samples,
    )


def ece(probs: Values, labels: Values, n_bins: int = 15) -> float:
    """Return the expected calibration error, 0..1: the mean |accuracy - confidence| of a bin, by its samples.

    It is biased upward, as chance alone leaves a gap in every bin: on 600 samples a perfectly calibrated
    network measures about 0.02 when its mean confidence is 0.94, and 0.05 when it is 0.67. Read it beside
    `nll` and `brier`. Naeini, Cooper and Hauskrecht, AAAI 2015; Guo et al. 2017, arXiv:1706.04599, eq. 3.

    Raises:
        ValueError: if rows are not probabilities, labels not one class number per row, n_bins not 1..1000.

    >>> round(ece([[0.9, 0.1], [0.2, 0.8], [0.4, 0.6]], [0, 0, 1], n_bins=2), 4)
    0.1
    """
    confidence, right, where = binned(probs, labels, n_bins)
    return weighted_gap(right - confidence, where, n_bins)


def ece_band(
    probs: Values, labels: Values, *, n_bins: int = 15, draws: int = 200, seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % bootstrap band (low, high) around `ece`, within 0..1, from `draws` resamplings.

    The 2.5th and 97.5th percentile of the resampled ECEs, less their bias (their mean minus the ECE): a
    resample repeats the noise that already inflates the ECE, so without it the band of a well-calibrated
    network often lies wholly above its own ECE. The bias of the ECE itself stays in: 0 outside the band
    does not prove miscalibration. Efron and Tibshirani, An Introduction to the Bootstrap, Chapman and Hall
    1993, chapters 10 (bias) and 13 (percentiles).

    Raises:
        ValueError: as `ece`, or if draws is not 40..100000 or seed not a whole number from 0.

    >>> low, high = ece_band([[0.8, 0.2]] * 100, [0] * 70 + [1] * 30)
    >>> low < 0.1 < high
    True
    """
    confidence, right, where = binned(probs, labels, n_bins)
    within("draws", draws, MIN_DRAWS, MAX_DRAWS)
    generator = np.random.default_rng(within("seed", seed, 0, 2**63 - 1))
    gap, n = right - confidence, len(right)
    resamples = (generator.integers(n, size=n) for _ in range(draws))  # one at a time: the memory of one
    errors = np.array([weighted_gap(gap[drawn], where[drawn], n_bins) for drawn in resamples])
    bias = errors.mean() - weighted_gap(gap, where, n_bins)
    low, high = np.clip(np.percentile(errors, [2.5, 97.5]) - bias, 0.0, 1.0)
    return float(low), float(high)


def confidence_histogram(probs: Values, n_bins: int = 15) -> tuple[Float64, Float64]:
    """Return (edges, share): the bins of confidence (n_bins + 1,) and the share of samples in each (n_bins,).

    The bins of `reliability_bins`, without labels. Guo et al. 2017, arXiv:1706.04599, figure 1.

    Raises:
        ValueError: if the rows of `probs` are not probabilities, or n_bins not 1..1000.

    >>> edges, share = confidence_histogram([[0.9, 0.1], [0.4, 0.6], [0.3, 0.7], [1.0, 0.0]], n_bins=4)
    >>> share.tolist()
    [0.0, 0.0, 0.5, 0.5]
    """
    confidence = as_probs("probs", probs).max(axis=1)
    edges = _edges(n_bins)
    count = np.bincount(np.searchsorted(edges[1:-1], confidence), minlength=n_bins)
    return edges, count / len(confidence)
