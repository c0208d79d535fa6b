"""C7, fine-tuning: whether a part of the data is enough for it, over a map of bits and learning rates."""

from statistics import fmean

from qlab.claims.by_interval import below
from qlab.claims.claim import MIXED, Case, Statement, Verdict
from qlab.experiments.recovery import RecoveryResult, RecoverySpec
from qlab.experiments.recovery_trials import LEAST_LOSS

ENOUGH_POINTS = 5.0  # of accuracy
BITS, RATES = (4, 3, 2, 1), (1e-5, 1e-4, 1e-3, 1e-2)


def share(fraction: float) -> str:
    """Return how much of the data fine-tuning saw, in words.

    >>> share(0.1)
    '10 % of the data'
    """
    return "all data" if fraction == 1 else f"{100 * fraction:g} % of the data"


def judge_part(result: RecoveryResult) -> Verdict:
    """Judge whether the smallest share of the data does nearly as well as the largest, wherever that helps at all."""
    large, small = (end(result.spec.fractions) for end in (max, min))
    cells = {(one.fraction, one.bits, one.learning_rate): one for one in result.settings}
    helped = [
        (one, cells[small, one.bits, one.learning_rate])
        for one in result.settings
        if one.fraction == large and one.mean("after") - one.mean("before") >= LEAST_LOSS
    ]
    if not helped:
        return Verdict(MIXED, "Nowhere did fine-tuning help, with any share of the data.")
    missing = [
        [100 * (a.after - b.after) for a, b in zip(more.trials, less.trials, strict=True)]
        for more, less in helped
    ]
    return below(
        [fmean(of_seed) for of_seed in zip(*missing, strict=True)],
        ENOUGH_POINTS,
        f"With {100 * small:g} % of the data the accuracy is {{mean:.1f}} points lower than with {share(large)} (95 % "
        f"interval {{low:.1f}} to {{high:.1f}}), over the {len(helped)} settings in which that helps.",
    )


PART_IS_ENOUGH = Statement(
    name="part-is-enough",
    claim="C7",
    slow=True,
    sentence="A part of the data is enough.",
    rule="the accuracy with all the data less that with the part, after as many steps, averaged over all bits and "
    f"learning rates at which all the data bring back at least {100 * LEAST_LOSS:g} points. Supported where the 95 % "
    f"interval of its mean over five or more seeds lies below {ENOUGH_POINTS:g} points; not supported where it lies "
    "above; else mixed.",
    judge=judge_part,
    cases=(
        Case(
            "A tenth",
            "120 digits instead of 1,200; weights only.",
            RecoverySpec(bits=BITS, fractions=(1.0, 0.1), learning_rates=RATES, quantize="weights"),
        ),
        Case(
            "One in fifty",
            "24 digits; weights only.",
            RecoverySpec(bits=BITS, fractions=(1.0, 0.02), learning_rates=RATES[1:], quantize="weights"),
        ),
        Case(
            "A tenth, activations too",
            "As the first, with activations in as few bits.",
            RecoverySpec(bits=BITS, fractions=(1.0, 0.1), learning_rates=RATES),
        ),
    ),
    would_change="fewer or more samples, or steps that fit so few of them.",
)
