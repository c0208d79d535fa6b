"""C3 and C1, noise through a network: whether it adds up with depth, and whether width dilutes it."""

from collections.abc import Sequence
from math import inf
from statistics import fmean

from qlab.claims.by_interval import ENOUGH
from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.depth import DepthResult, DepthSpec
from qlab.experiments.dilution import DilutionResult, DilutionSpec
from qlab.metrics.means import mean_interval

NEAR_3_DB = (2.5, 3.5)
DILUTED, NOT_DILUTED = 5.0, 1.0  # dB for 4 times as many units; theory says 6.02 or 0


def _judge(
    values: Sequence[float], supported: tuple[float, float], open_to: tuple[float, float], says: str
) -> Verdict:
    """Judge one value a seed: supported if their interval lies within the first range, not if outside the second."""
    low, high = mean_interval(values)
    because = (
        f"{says} {fmean(values):.2f} dB (95 % interval over {len(values)} seeds {low:.2f} to {high:.2f})."
    )
    if len(values) < ENOUGH:
        return Verdict(MIXED, f"{because} For a verdict {ENOUGH} seeds are needed.")
    if supported[0] <= low and high <= supported[1]:
        return Verdict(SUPPORTED, because)
    return Verdict(NOT_SUPPORTED if high < open_to[0] or low > open_to[1] else MIXED, because)


def judge_depth(result: DepthResult) -> Verdict:
    """Judge whether each doubling of the depth costs 3 dB: where the interval of the cost over seeds lies."""
    return _judge(result.costs, NEAR_3_DB, NEAR_3_DB, "A doubling of the depth costs")


def judge_dilution(result: DilutionResult) -> Verdict:
    """Judge whether more units dilute the noise: where the interval of the gain over seeds lies."""
    return _judge(result.gains, (DILUTED, inf), (NOT_DILUTED, inf), "4 times as many units gain")


DEPTH_ADDS_UP = Statement(
    name="depth-adds-up",
    claim="C3",
    sentence="Noise of equal layers adds up: each doubling of the depth costs 3 dB.",
    rule="The cost of a doubling is the slope of the SQNR over the layers, one a seed. Supported if its 95 % interval "
    "lies within 2.5 to 3.5 dB, not supported if it lies outside altogether, mixed otherwise and below five seeds.",
    judge=judge_depth,
    cases=(
        Case("A random chain", "16 Gaussian layers, nothing between them, 8 bits.", DepthSpec("linear")),
        Case(
            "A trained network",
            "deep-5x32: six layers with ReLU that learned digits.",
            DepthSpec("deep-5x32"),
        ),
        Case("A loop", "One symmetric layer, used 16 times over, 8 bits.", DepthSpec("loop")),
        Case(
            "The trained one, 2 bits",
            "Most weights become 0: each error takes signal away, and what is gone cannot be taken again.",
            DepthSpec("deep-5x32", bits=2),
        ),
    ),
    would_change="A trained network whose layers treat noise as they treat the signal.",
    slow=True,
)

WIDTH_DILUTES = Statement(
    name="width-dilutes",
    claim="C1",
    sentence="Averaging over more units dilutes the noise.",
    rule="The gain from 4 times as many units is the slope of the SQNR over the units, one a seed. Supported if its "
    "95 % interval lies at 5 dB or more, not supported if it lies below 1 dB, mixed otherwise and below five seeds.",
    judge=judge_dilution,
    cases=(
        Case(
            "The same signal in all",
            "Each unit adds noise of its own, half a step.",
            DilutionSpec("coherent"),
        ),
        Case("A signal in each", "The units have nothing in common.", DilutionSpec("independent")),
        Case(
            "The same, too quiet", "One signal, noise of only 0.3 of a step.", DilutionSpec("coherent", 0.3)
        ),
    ),
    would_change="For units like these nothing: theory foretells all three. For a trained layer, how much its units "
    "repeat one another.",
)
