"""C3, ways to fail: which samples and which classes pay for the bits."""

from qlab.claims.by_interval import ENOUGH, below
from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.who_is_hurt import HurtResult, HurtSpec
from qlab.metrics.by_chance import holm

LEVEL = 0.05
FEW = 10
"""Lost answers of a network, below which there is nothing to spread over classes."""


def judge_unsure_first(result: HurtResult) -> Verdict:
    """Judge by UNSURE_FIRST.rule."""
    shares = []
    for network in result.networks:
        changed = [group.changed for group in result.of("quarter", network.seed)]
        if not any(changed):
            return Verdict(MIXED, f"With seed {network.seed} no answer changed: there is nothing to compare.")
        shares.append(100 * (1 - changed[0] / sum(changed)))
    return below(
        shares,
        50.0,
        "Of the answers that changed, {mean:.0f} % are not in the quarter of which the float network was least sure "
        "(95 % interval {low:.0f} to {high:.0f} %, {seeds} seeds).",
    )


def judge_uneven(result: HurtResult) -> Verdict:
    """Judge by CLASSES_DIFFER.rule."""
    lost = [sum(group.lost for group in result.of("class", network.seed)) for network in result.networks]
    uneven = sum(p < LEVEL for p in holm([network.p_even for network in result.networks]))
    because = (
        f"The lost answers, {min(lost)} to {max(lost)} a network, are spread more unevenly than by chance in {uneven} "
        f"of {len(lost)} networks."
    )
    if len(lost) < ENOUGH or min(lost) < FEW:
        return Verdict(MIXED, f"{because} A verdict needs {ENOUGH} networks with {FEW} lost answers each.")
    verdicts = {len(lost): SUPPORTED, 0: NOT_SUPPORTED}
    return Verdict(verdicts.get(uneven, MIXED), because)


COLLAPSED = HurtSpec("deep-5x32", bits=2)

UNSURE_FIRST = Statement(
    name="unsure-answers-change-first",
    claim="C3",
    sentence="The answers that the network was least sure of change first.",
    rule="The float network's margin is its best logit less its second best. Of the answers that change, the share "
    "that does not lie in the quarter with the smallest margins; if margins did not matter, it would be 75 %. "
    "Supported if the 95 % interval of its mean over at least five seeds lies below 50 %, not supported if above, "
    "mixed otherwise.",
    judge=judge_unsure_first,
    cases=(
        Case("Before the cliff", "mlp-64 with 3 bits, one scale a layer.", HurtSpec()),
        Case("Below the cliff", "deep-5x32 with 2 bits: it has collapsed.", COLLAPSED),
    ),
    would_change="How far the network is from its cliff: the more noise, the larger the margins that it overcomes.",
    slow=True,
)

CLASSES_DIFFER = Statement(
    name="some-classes-lose-more",
    claim="C3",
    sentence="Some classes lose far more answers than others.",
    rule="An answer is lost if it was right in float and is wrong now. Each network's lost answers are shuffled over "
    "its samples; p is how often chance spreads them over the classes as unevenly (permutation test, 5 %, Holm's "
    "method over the seeds). Supported if chance is ruled out for each of at least five seeds, not supported if for "
    f"none, mixed otherwise, and where a network lost fewer than {FEW}.",
    judge=judge_uneven,
    cases=(
        Case("3 bits", "mlp-32, one scale a layer.", HurtSpec("mlp-32")),
        Case("4 bits", "mlp-64: hardly an answer is lost.", HurtSpec(bits=4)),
    ),
    would_change="Bits enough that no class loses much; or a network whose noise hits every class alike.",
    slow=True,
)
