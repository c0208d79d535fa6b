"""C4, the ladder: whether a bit is worth more than spending the same bits well, and whether a network has its bits."""

from qlab.claims.by_interval import below
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.ladder import LadderResult, LadderSpec

FEW = (3, 2)
RANGES = ("minmax", "mse", "channel", "channel-mse")


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
        Case(
            "A small network", "Two hidden layers of 16 units.", LadderSpec("mlp-16", bits=FEW, ways=RANGES)
        ),
        Case(
            "A larger network",
            "Two hidden layers of 256 units.",
            LadderSpec("mlp-256", bits=FEW, ways=RANGES),
        ),
    ),
    slow=True,
    would_change="A network whose largest weights stick out less, or more.",
)


def judge_own_bits(result: LadderResult) -> Verdict:
    """Judge whether the bits that a network needs stay the same from the first way to the last."""
    first, last = (result.needed(way) for way in (result.spec.ways[0], result.spec.ways[-1]))
    most = max(result.spec.bits)
    beyond = f" Where no {most} bits were enough, {most + 1} are counted." if max(first) > most else ""
    return below(
        [careless - careful for careless, careful in zip(first, last, strict=True)],
        1.0,
        "From the first way to the last the bits that are needed fall by {mean:.1f} (95 % interval {low:.1f} to "
        f"{{high:.1f}}, {{seeds}} seeds).{beyond}",
    )


OWN_BITS = Statement(
    name="own-bits",
    claim="C4",
    sentence="How few bits a network bears is its own.",
    rule=(
        "The bits down to which each seed keeps nine tenths of its accuracy above chance: in the first way less in the "
        "last. Supported if the 95 % interval of the mean over at least five seeds lies below 1 bit, not supported if "
        "above, mixed otherwise."
    ),
    judge=judge_own_bits,
    cases=(
        Case(
            "One way or a neighbor",
            "As trained, by min-max: a scale for each layer or for each channel.",
            LadderSpec(ways=("minmax", "channel")),
        ),
        Case("Every way", "From other units to GPTQ, which rounds for the layer's outputs.", LadderSpec()),
        Case("A deep network", "Five hidden layers of 32 units, in every way.", LadderSpec("deep-5x32")),
    ),
    slow=True,
    would_change="Ways that differ less, or a network without room to spare.",
)
