"""What the distances of flipped points say, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.near_boundary import NearBoundaryResult
from qlab.figures.accumulator_findings import percent
from qlab.figures.words import bits_word


def near_boundary_finding(result: NearBoundaryResult) -> str:
    """Return how many of the nearest and of the farthest points flip, in one sentence."""
    nearest, farthest = (percent(fmean(one.by_tenth[at] for one in result.flipped)) for at in (0, -1))
    return f"With {bits_word(result.spec.bits)} {nearest} of the nearest tenth flips, and {farthest} of the farthest"


def near_boundary_alt(result: NearBoundaryResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return (
        f"The percentage of test points that flip in each tenth of them, from those nearest to the float network's "
        f"boundary to those farthest from it, as a mean over {len(result.flipped)} seeds. "
        f"{near_boundary_finding(result)}."
    )


def near_boundary_notes(result: NearBoundaryResult) -> list[str]:
    """Return what to notice: how many flip in each network."""
    flips = [one.flips for one in result.flipped]
    return [
        f"**From network to network** {min(flips)} to {max(flips)} of {result.n_test} points flip. They differ only in "
        f"the first weights and the order of the samples."
    ]
