"""C3, ways to fail: whether a network with too few bits still does better than guessing."""

from qlab.claims.by_interval import ENOUGH
from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.collapse import CollapseResult, CollapseSpec

LEVEL = 0.05
A_TENTH = 0.1
"""Of the float network's accuracy above chance: a test set that cannot rule this out cannot show a collapse."""


def judge_guessing(result: CollapseResult) -> Verdict:
    """Judge by NO_BETTER_THAN_GUESSING.rule."""
    bits, chance = min(result.spec.bits), result.chance
    points = result.at(bits)
    ruled_out = sum(point.p < LEVEL for point in points)
    pairs = zip(points, result.float_accuracy, strict=True)
    tight = all(point.high - chance <= A_TENTH * (best - chance) for point, best in pairs)
    low, high = (100 * end(point.correct for point in points) / result.n_test for end in (min, max))
    because = (
        f"With the fewest bits, {bits}, guessing is ruled out for {ruled_out} of {len(points)} networks. They get "
        f"{low:.1f} to {high:.1f} % right, guessing {100 * chance:.1f} %, and the highest 95 % interval ends at "
        f"{100 * max(point.high for point in points):.1f} %."
    )
    if len(points) < ENOUGH:
        return Verdict(MIXED, f"{because} But a verdict needs {ENOUGH} networks.")
    if ruled_out == len(points):
        return Verdict(NOT_SUPPORTED, because)
    return Verdict(SUPPORTED if ruled_out == 0 and tight else MIXED, because)


NO_BETTER_THAN_GUESSING = Statement(
    name="no-better-than-guessing",
    claim="C3",
    sentence="With few bits, a network does no better than guessing.",
    rule="At the fewest bits measured, each seed's right answers are tested against guessing (one-sided binomial test, "
    "5 %, Holm's method over its bits). Not supported if guessing is ruled out for each of at least five seeds. "
    "Supported if it is ruled out for none, and each 95 % interval ends below a tenth of the float network's accuracy "
    "above chance, so that more would have been seen. Mixed otherwise.",
    judge=judge_guessing,
    cases=(
        Case(
            "In other units",
            "mlp-64, its hidden channels in units from 2^-6 to 2^6.",
            CollapseSpec("mlp-64", units=6),
        ),
        Case(
            "Down to 1 bit, well scaled",
            "mlp-256, a scale for each channel.",
            CollapseSpec("mlp-256", bits=(8, 7, 6, 5, 4, 3, 2, 1), granularity="per_channel"),
        ),
        Case("A deep network", "deep-5x32 as trained, one scale a layer.", CollapseSpec()),
        Case("Few test samples", "mlp-wine: 54 wines of 3 kinds to test on.", CollapseSpec("mlp-wine")),
    ),
    would_change="A scale for each channel, a better range, equalized units; or more test samples, which tell a little "
    "better than guessing from guessing.",
    slow=True,
)
