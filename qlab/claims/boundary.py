"""C4, seen in the plane: whether few bits turn over only the answers near the boundary."""

from qlab.claims.by_interval import ENOUGH, below
from qlab.claims.claim import Case, Statement, Verdict
from qlab.experiments.near_boundary import NearBoundaryResult, NearBoundarySpec

AT_MOST = 10.0
"""Percent of the pairs in which the point that flipped may be the farther one."""


def judge_nearness(result: NearBoundaryResult) -> Verdict:
    """Judge whether the points that flip are near the boundary: by the share of pairs in which they are farther."""
    flips = sum(one.flips for one in result.flipped)
    return below(
        [100 * share for share in result.farther],
        AT_MOST,
        f"{flips} points flip in {len(result.flipped)} networks. In {{mean:.1f}} % of all pairs the one that flipped "
        f"lies farther from the boundary (mean of {{seeds}} seeds, 95 % interval {{low:.1f}} to {{high:.1f}} %).",
    )


NEAR_FLIP = Statement(
    name="near-flip",
    claim="C4",
    sentence="The points that flip are those near the boundary.",
    rule="Take a point that flipped and one that did not: how often lies the one that flipped farther from the float "
    "network's boundary? In half of all pairs if distance said nothing. Supported if the 95 % interval over seeds lies "
    f"below {AT_MOST:.0f} %, not supported if above, mixed otherwise and where points flip in fewer than {ENOUGH} "
    "networks.",
    judge=judge_nearness,
    cases=(
        Case("Four bits", "Two circles, weights in 4 bits, one scale a layer.", NearBoundarySpec()),
        Case("Two bits", "The same networks with 2 bits.", NearBoundarySpec(bits=2)),
        Case(
            "Three bits, more scales",
            "The same networks with 3 bits, and one scale for each unit.",
            NearBoundarySpec(bits=3, granularity="per_channel"),
        ),
        Case(
            "Spirals",
            "4 bits and one scale a layer, on a longer and more winding boundary.",
            NearBoundarySpec(model="mlp-spirals"),
        ),
    ),
    would_change="So few levels, or scales so coarse, that the boundary no longer moves a little but breaks off, "
    "closes up, or leaves the plane.",
)
