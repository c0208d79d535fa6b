"""C2, tasks differ: whether it is the noise that its answers bear that decides how many bits a task needs."""

from scipy.stats import spearmanr

from qlab.claims.by_interval import below
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.margins import MarginPoint, MarginsResult, MarginsSpec


def left_open(points: list[MarginPoint]) -> float:
    """Return the share of the differences in bits, by rank, that the noise borne leaves open: 0..1, 2 if reversed.

    One minus the square of Spearman's rank correlation, with its sign (Am. J. Psychology 15, 1904).

    >>> tight, wide = (MarginPoint("", "", 0, 1.0, db, needed) for db, needed in ((30.0, 7), (10.0, 4)))
    >>> round(left_open([tight, wide]), 9)
    0.0
    """
    borne, needed = ([getattr(point, name) for point in points] for name in ("borne_db", "needed"))
    if len(set(borne)) == 1 or len(set(needed)) == 1:
        return 1.0
    rank = float(spearmanr(borne, needed).statistic)
    return 1 - rank * abs(rank)


def judge_margin(result: MarginsResult) -> Verdict:
    """Judge whether the noise borne leaves less than half of the differences in bits open."""
    by_seed = [[point for point in result.points if point.seed == seed] for seed in result.spec.seeds]
    return below(
        [left_open(points) for points in by_seed],
        0.5,
        "The noise that the answers bear leaves {mean:.2f} of the differences in bits open (95 % interval {low:.2f} "
        "to {high:.2f}, {seeds} seeds).",
    )


MARGIN_DECIDES = Statement(
    name="margin-decides",
    claim="C2",
    sentence="The noise that its answers bear decides how many bits a task needs.",
    rule=(
        "First we add noise to the float networks' answers, until 95 % of the skill is left: that is the noise they "
        "bear. Then we count the bits that keep as much. One minus the squared rank correlation of the two is the "
        "share of the differences in bits that the noise leaves open. Supported if the 95 % interval of its mean over "
        "at least five seeds lies below one half, not supported if above, mixed otherwise."
    ),
    judge=judge_margin,
    cases=(
        Case(
            "One task, five margins",
            "The same networks giving the same answers. Only how close is close enough differs.",
            MarginsSpec(("mlp-smooth",), loosen=(0.5, 1.0, 2.0, 4.0, 8.0)),
        ),
        Case(
            "Eight tasks",
            "One network a task. They differ in their margins, and in how they were built and trained.",
            MarginsSpec(),
        ),
    ),
    would_change="More tasks, or networks for all of them that were built and trained alike.",
    slow=True,
)
