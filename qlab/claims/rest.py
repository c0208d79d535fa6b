"""C6: what brings oscillating weights to rest, and whether a network with few bits can still learn its samples."""

from qlab.claims.by_interval import below
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.expressiveness import FLOAT, ExpressivenessResult, ExpressivenessSpec
from qlab.experiments.rest import RestResult, RestSpec

A_TENTH = 10.0  # percent
LESS = 5.0  # points of accuracy


def judge_rests(result: RestResult) -> Verdict:
    """Judge whether in the last epoch weights change less than a tenth as often as in the first."""
    return below(
        [100 * network.left for network in result.networks],
        A_TENTH,
        "In the last epoch weights change {mean:.0f} % as often as in the first (95 % interval {low:.0f} to "
        "{high:.0f} %, {seeds} networks).",
    )


def judge_cannot_fit(result: ExpressivenessResult) -> Verdict:
    """Judge whether the narrowest network learns its samples less well at the fewest bits than in float."""
    width, few = min(result.spec.widths), min(result.spec.bits)
    pairs = zip(result.values(width, few), result.values(width, FLOAT), strict=True)
    return below(
        [100 * (with_few - in_float) for with_few, in_float in pairs],
        -LESS,
        f"With {width} units, at {few} bit{'s' * (few > 1)} less in float: {{mean:+.1f}} points of training accuracy "
        "(95 % interval {low:+.1f} to {high:+.1f}, {seeds} seeds).",
    )


RESTS = Statement(
    name="weights-come-to-rest",
    claim="C6",
    sentence="The weights of a network come to rest.",
    rule="how many weights change their level in a step of the last epoch, as a share of how many in the first. "
    f"Supported where the 95 % interval of its mean over five or more seeds lies below {A_TENTH:g} %; not supported "
    "where it lies above; else mixed.",
    judge=judge_rests,
    cases=(
        Case("Falling learning rate", "It goes to 0 along a cosine, as is usual.", RestSpec()),
        Case("Constant learning rate", "The same, but it stays as it is.", RestSpec("none")),
        Case("Ten times smaller", "Constant again, at a tenth.", RestSpec("smaller")),
        Case(
            "Freezing",
            "Constant, but a weight that goes to and fro is held at the level where it mostly was.",
            RestSpec("freezing"),
        ),
    ),
    would_change="more epochs, or freezing after fewer turns.",
    slow=True,
)

CANNOT_FIT = Statement(
    name="one-bit-cannot-fit",
    claim="C6",
    sentence="With 1 bit a network cannot even learn its training samples.",
    rule="the training accuracy of the narrowest network at the fewest bits less that in float, seeds paired. "
    f"Supported where the 95 % interval of its mean over five or more seeds lies below -{LESS:g} points; not supported "
    "where it lies above; else mixed.",
    judge=judge_cannot_fit,
    cases=(
        Case("Narrow networks", "Two hidden layers of 64, 32 or 16 units, 200 digits.", ExpressivenessSpec()),
        Case("Wide networks", "The same with 256 or 128 units.", ExpressivenessSpec(widths=(256, 128))),
    ),
    would_change="more samples to learn, or wrong labels: then wider networks run out of levels, too.",
    slow=True,
)
