"""What weights that come to rest, or do not, say, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.rest import REMEDIES, RestResult
from qlab.figures.calibration_findings import percent


def _share(result: RestResult, epoch: int) -> str:
    return f"{100 * fmean(network.changes[epoch] for network in result.networks):.2g} %"


def rest_finding(result: RestResult) -> str:
    """Return how many weights change in a step of the first and of the last epoch, in one short sentence."""
    return f"At first {_share(result, 0)} of the weights change in a step, in the end {_share(result, -1)}"


def rest_alt(result: RestResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return f"Weights that change their level in a step, over {result.spec.epochs} epochs. {rest_finding(result)}."


def rest_notes(result: RestResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    before, after, frozen = (
        percent(fmean(getattr(network, name) for network in result.networks))
        for name in ("before", "after", "frozen")
    )
    told = (
        f"**Accuracy counts.** On test samples: {before}, then {after}, with {REMEDIES[result.spec.remedy]}."
    )
    if result.spec.remedy == "freezing":
        return [
            told,
            f"**Frozen** in the end: {frozen} of the weights. The others still cross for the first time.",
        ]
    return [told]
