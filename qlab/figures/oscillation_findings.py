"""What an oscillation's numbers say, in sentences made of measured numbers only."""

from qlab.experiments.one_weight import flips_expected
from qlab.experiments.oscillation import Moment, OscillationResult
from qlab.figures.calibration_findings import percent
from qlab.figures.words import listed


def pushed(moment: Moment) -> str:
    """Return where the gradient pushes the latent weight: against its sign.

    >>> pushed(Moment(step=0, kept=2.6, code=3, gradient=0.5, flipped=False))
    'down'
    """
    return "nowhere" if moment.gradient == 0 else "down" if moment.gradient > 0 else "up"


def oscillation_finding(result: OscillationResult) -> str:
    """Return whether the weight of the slow motion comes to rest in the long run, in one short sentence."""
    run = result.runs[0]
    if run.flips:
        return f"The code never rests: it changes in {percent(run.flips_per_step)} of the steps"
    return f"The code comes to rest, at {run.mean_code:g}"


def oscillation_alt(result: OscillationResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    shown = result.slow_motion
    flips = sum(moment.flipped for moment in shown)
    return (
        f"The first {len(shown)} steps of a weight with target {result.spec.target:g}: its latent value goes from "
        f"{shown[0].kept:.3f} to {shown[-1].kept:.3f}, its code from {shown[0].code} to {shown[-1].code} "
        f"({flips} changes). {oscillation_finding(result)}."
    )


def oscillation_notes(result: OscillationResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    spec, runs = result.spec, result.runs
    rates = listed([f"{run.learning_rate:g}" for run in runs])
    flips = listed([f"{run.flips_per_step:.3g}" for run in runs])
    if not any(run.flips for run in runs):
        return [
            f"**Why it rests.** The target {spec.target:g} is a code. Once the weight rounds to it, the gradient "
            "(code − target) is 0, and nothing pushes any more.",
            f"**The latent weight stopped at {result.slow_motion[-1].kept:.3f}**, just past the threshold, not at "
            "the target: nothing tells it to go on.",
        ]
    swings = listed([f"{run.swing:.3g}" for run in runs])
    means = listed([f"{run.mean_code:.3f}" for run in runs])
    return [
        f"**Why it cannot rest.** No code is {spec.target:g}, so the gradient is never 0: below the threshold it "
        "pushes up, above it down.",
        f"**The learning rate does not matter.** At learning rates {rates} the code changes {flips} times a step; the "
        f"closed form 2 min(f, 1 − f) says {flips_expected(spec.target):.3g}. What shrinks is the swing of the latent "
        f"weight: {swings}.",
        f"**On average it is right.** The mean code is {means}; the target is {spec.target:g}. But a network is saved "
        "at one moment, not on average.",
    ]
