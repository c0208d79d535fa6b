"""C4, minimum bits: whether 6.02 dB is the most that a bit can buy."""

from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.rate import RateResult, RateSpec

CLEAR_DB = 0.1  # more than what 16,384 draws leave open


def judge_bound(result: RateResult) -> Verdict:
    """Judge whether all formats stay below 6.02 dB a bit by BOUND.rule."""
    best = max(result.points, key=lambda point: point.over_db)
    verdict = SUPPORTED if best.over_db <= -CLEAR_DB else NOT_SUPPORTED if best.over_db >= CLEAR_DB else MIXED
    where = "below" if best.over_db < 0 else "above"
    return Verdict(
        verdict,
        f"The best ({best.name}) takes {best.bits:.2f} bits, reaches {best.sqnr_db:.1f} dB and lies "
        f"{abs(best.over_db):.2f} dB {where} 6.02 dB a bit.",
    )


BOUND = Statement(
    name="bound",
    claim="C4",
    sentence="A bit buys at most 6.02 dB.",
    rule=(
        "The SQNR of every format up to 8 bits, and of even steps with an entropy code, less 6.02 dB for each bit that "
        "a value really takes, scales and lists of levels included. Supported if all lie at least "
        f"{CLEAR_DB:g} dB below 0, not supported if one lies as far above, mixed otherwise."
    ),
    judge=judge_bound,
    cases=(
        Case("A Gaussian", "The bell curve: of all values with the same power the hardest.", RateSpec()),
        Case("One side only", "The same without a sign, as after a ReLU.", RateSpec("positive")),
        Case("Trained weights", "A layer of mlp-64.", RateSpec("mlp-64/hidden2")),
    ),
    slow=True,
    would_change="values that are easier than a Gaussian's, such as values whose sign is known.",
)
