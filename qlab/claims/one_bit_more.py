"""C4, the ladder: whether a bit is worth more than spending the same bits well."""

from qlab.claims.by_interval import below
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.ladder import LadderResult, LadderSpec


def judge_one_bit_more(result: LadderResult) -> Verdict:
    """Judge whether one bit more, spent in the first way, loses less than the fewest bits spent in the last way."""
    few, more = sorted(result.spec.bits)[:2]
    plain, careful = result.spec.ways[0], result.spec.ways[-1]
    pairs = zip(result.losses(plain, (more,)), result.losses(careful, (few,)), strict=True)
    return below(
        [with_more - with_few for with_more, with_few in pairs],
        0.0,
        f"The loss with {more} bits, plainly, less that with {few} bits, carefully, is {{mean:+.1f}} points (95 % "
        "interval {low:+.1f} to {high:+.1f}, {seeds} seeds).",
    )


ONE_BIT_MORE = Statement(
    name="one-bit-more",
    claim="C4",
    sentence="One bit more beats a better range.",
    rule=(
        "What each seed loses of its accuracy above chance, in percent: with 3 bits, one scale a layer by min-max, "
        "less that with 2 bits, a scale for each channel by least squared error. Supported if the 95 % interval of the "
        "mean over at least five seeds lies below 0, not supported if above, mixed otherwise."
    ),
    judge=judge_one_bit_more,
    cases=(
        Case("A small network", "Two hidden layers of 16 units.", LadderSpec("mlp-16")),
        Case("A larger network", "Two hidden layers of 256 units.", LadderSpec("mlp-256")),
    ),
    slow=True,
    would_change="A network whose largest weights stick out less, or more.",
)
