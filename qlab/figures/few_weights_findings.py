"""Where a few weights go, in sentences made of measured numbers only."""

from qlab.experiments.few_weights import FewWeightsResult


def few_weights_finding(result: FewWeightsResult) -> str:
    """Return what happened, in one sentence."""
    used = len({snap.code for snap in result.snaps})
    return (
        f"{len(result.snaps)} weights move to {used} of {len(result.levels)} levels, {result.scale:.2f} apart"
    )


def few_weights_alt(result: FewWeightsResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    moves = ", ".join(f"{snap.weight:.2f} to {snap.level:.2f}" for snap in result.snaps)
    return f"Weights above, levels below, a line from each to each. {few_weights_finding(result)}: {moves}."


def few_weights_notes(result: FewWeightsResult) -> list[str]:
    """Return what scale, zero-point and code are here, worked out on one weight."""
    far = max(result.snaps, key=lambda snap: abs(snap.level - snap.weight))
    last = max(result.snaps, key=lambda snap: abs(snap.code - result.zero_point))
    return [
        f"**Scale**: from the least weight to the largest it is {len(result.levels) - 1} steps of {result.scale:.3f}.",
        f"**Zero-point**: the code {result.zero_point} stands for 0. So that 0 is a level, the grid moves by up to "
        "half a step.",
        f"**Code**: code {last.code} means {result.scale:.3f} × ({last.code} - {result.zero_point}) = "
        f"**{last.level:.2f}**. Only the codes are stored for each weight; scale and zero-point once for all.",
        f"**Error**: the weight that moves farthest goes from {far.weight:.3f} to {far.level:.3f}, by "
        f"{abs(far.level - far.weight):.3f}. More than half a step, {result.scale / 2:.3f}, it cannot be.",
    ]
