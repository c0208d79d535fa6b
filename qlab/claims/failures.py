"""C3, ways to fail: answers that vary, loops that never rest, sums that do not fit."""

from itertools import pairwise

from qlab.claims.by_interval import ENOUGH
from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.accumulator import AccumulatorResult, AccumulatorSpec
from qlab.experiments.limit_cycle import LimitCycleResult, LimitCycleSpec
from qlab.experiments.variance import VarianceResult, VarianceSpec
from qlab.metrics.means import mean_interval

MATTERS = 0.01
"""Of all dot products: a register that overflows less often than this, we do not call one that overflows."""


def judge_variance(result: VarianceResult) -> Verdict:
    """Judge whether fewer bits make answers vary more: at which steps the interval of the growth is above 1."""
    bits = sorted(result.spec.bits, reverse=True)
    if len(result.spec.seeds) < ENOUGH or len(bits) < 2:
        return Verdict(MIXED, f"For a verdict {ENOUGH} seeds and two numbers of bits are needed.")
    steps = list(pairwise(bits))
    growths = [mean_interval(result.doublings(*step)) for step in steps]
    grew = [low > 0 for low, _ in growths]
    verdict = SUPPORTED if all(grew) else MIXED if any(grew) else NOT_SUPPORTED
    ranges = ", ".join(
        f"{2**low:.2f} to {2**high:.2f} ({more} to {fewer} bits)"
        for (more, fewer), (low, high) in zip(steps, growths, strict=True)
    )
    seeds = len(result.spec.seeds)
    return Verdict(
        verdict,
        f"The variance grows at {sum(grew)} of {len(steps)} steps. Times what it was, as 95 % intervals over {seeds} "
        f"seeds: {ranges}.",
    )


def judge_loop(result: LimitCycleResult) -> Verdict:
    """Judge whether rounding keeps a loop from rest: from how many starts it comes to 0, as it does in float."""
    resting, count = result.resting, len(result.ends)
    verdict = SUPPORTED if resting == 0 else NOT_SUPPORTED if resting == count else MIXED
    held = f"; the others stay within {result.highest} of it" if 0 < resting < count else ""
    held = held or (f"; it stays up to {result.highest} away" if resting == 0 else "")
    return Verdict(verdict, f"From {resting} of {count} starts the rounded loop comes to rest at 0{held}.")


def judge_overflow(result: AccumulatorResult) -> Verdict:
    """Judge whether the register overflows: where the interval of the share of sums that do not fit lies."""
    low, high = result.band
    verdict = SUPPORTED if low > MATTERS else NOT_SUPPORTED if high < MATTERS else MIXED
    return Verdict(
        verdict,
        f"{result.overflows:,} of {result.spec.products:,} sums do not fit: {100 * result.share:.2f} % (95 % interval "
        f"{100 * low:.2f} to {100 * high:.2f} %).",
    )


ANSWERS_VARY = Statement(
    name="answers-vary",
    claim="C3",
    sentence="Fewer bits make answers vary more.",
    rule="From each number of bits to the next, the variance of the probabilities grows by a factor, one a seed. "
    "Supported if its 95 % interval lies above 1 at every step, not supported if at none, mixed "
    "otherwise and below five seeds.",
    judge=judge_variance,
    cases=(
        Case("Rounded by chance", "Stochastic rounding of the weights of mlp-64.", VarianceSpec("rounding")),
        Case(
            "Noisy inputs",
            "mlp-64, weights and activations to nearest; inputs jitter.",
            VarianceSpec("jitter"),
        ),
        Case(
            "Calibrated anew",
            "mlp-64, activations only; other samples set their ranges.",
            VarianceSpec("calibration"),
        ),
    ),
    would_change="Something random that few bits do not amplify: noise that a quantizer cuts off, or a network "
    "that has collapsed and gives one answer to all.",
    slow=True,
)

LOOP_NEVER_RESTS = Statement(
    name="loop-never-rests",
    claim="C3",
    sentence="Rounding inside a loop never lets it rest.",
    rule="In float the loop y = a y dies away to 0. Supported if the rounded loop stays away from 0 from every start, "
    "not supported if it comes to 0 from every start, mixed otherwise.",
    judge=judge_loop,
    cases=(
        Case("A slow loop", "a = 0.96, rounded to nearest.", LimitCycleSpec(0.96)),
        Case("A fast loop", "a = 0.5, rounded to nearest.", LimitCycleSpec(0.5)),
        Case("It changes sign", "a = -0.96, rounded to nearest.", LimitCycleSpec(-0.96)),
        Case("Rounded by chance", "a = 0.96, up or down by a die.", LimitCycleSpec(0.96, "stochastic")),
    ),
    would_change="The factor: above about a half something is held up. Or the rounding: one that is right on average, "
    "or one that always rounds toward 0.",
)

OVERFLOWS = Statement(
    name="accumulator-overflows",
    claim="C3",
    sentence="A 16-bit accumulator overflows.",
    rule="Of dot products of 8-bit integers some sums do not fit. Supported if the 95 % interval of their share lies "
    "above 1 %, not supported if it lies below 1 %, mixed otherwise.",
    judge=judge_overflow,
    cases=(
        Case("A wide layer", "1,024 terms in each sum.", AccumulatorSpec(1024)),
        Case("A narrow layer", "16 terms in each sum.", AccumulatorSpec(16)),
    ),
    would_change="How many terms a sum has and how large they are; weights that are kept small enough for any input.",
)
