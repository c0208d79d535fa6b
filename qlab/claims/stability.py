"""C6, stability: whether small updates are lost, whether a weight comes to rest, and whether few bits calm them all."""

from qlab.claims.by_interval import below
from qlab.claims.claim import MIXED, NOT_SUPPORTED, SUPPORTED, Case, Statement, Verdict
from qlab.experiments.oscillation import OscillationResult, OscillationSpec
from qlab.experiments.restless import MEASURES, RestlessResult, RestlessSpec
from qlab.experiments.stall import TARGET, StallResult, StallSpec


def judge_lost(result: StallResult) -> Verdict:
    """Judge whether updates are lost: whether the weight stands still, short of its target.

    >>> from qlab.experiments.stall import measure_stall
    >>> judge_lost(measure_stall(StallSpec(learning_rates=(0.03,)))).because
    'At learning rates 0.03 the weight ends at 0; 0 of 20 runs reach 1.'
    """
    paths, half = result.paths, result.spec.steps / 2
    if all(path.arrived == 0 and path.last_change <= half for path in paths):
        kind = SUPPORTED
    else:
        kind = NOT_SUPPORTED if all(path.arrived == 1 for path in paths) else MIXED
    rates, ends = (", ".join(f"{value:.4g}" for value in values) for values in zip(
        *((path.learning_rate, path.end) for path in paths), strict=True
    ))  # fmt: skip
    reached, runs = sum(path.ends.count(TARGET) for path in paths), sum(len(path.ends) for path in paths)
    return Verdict(
        kind,
        f"At learning rates {rates} the weight ends at {ends}; {reached} of {runs} runs reach {TARGET:g}.",
    )


def judge_rest(result: OscillationResult) -> Verdict:
    """Judge whether the weight settles down: whether its code does not change once in the counted steps.

    >>> from qlab.experiments.oscillation import measure_oscillation
    >>> judge_rest(measure_oscillation(OscillationSpec(target=2.0))).verdict
    'supported'
    """
    rests = [run.flips == 0 for run in result.runs]
    rates = ", ".join(f"{run.learning_rate:g}" for run in result.runs)
    flips = ", ".join(f"{run.flips:,}" for run in result.runs)
    return Verdict(
        SUPPORTED if all(rests) else MIXED if any(rests) else NOT_SUPPORTED,
        f"In the last {result.spec.counted:,} steps, at learning rates {rates}, the code changes {flips} times.",
    )


def judge_calm(result: RestlessResult) -> Verdict:
    """Judge whether the weights change less at the fewest bits than at the most, network by network."""
    most, few = max(result.spec.bits), min(result.spec.bits)
    pairs = zip(result.values(few), result.values(most), strict=True)
    return below(
        [100 * (at_few - at_most) for at_few, at_most in pairs],
        0.0,
        f"{MEASURES[result.spec.measure].capitalize()}, at {few} bits less at {most}: {{mean:+.1f}} points (95 % "
        "interval {low:+.1f} to {high:+.1f}).",
    )


SMALL_UPDATES = Statement(
    name="small-updates",
    claim="C6",
    sentence="On a coarse grid small updates are lost.",
    rule="supported if at every learning rate no run reaches the target and the weight does not move once in the "
    "second half of the steps; not supported if every run reaches it; else mixed.",
    judge=judge_lost,
    cases=(
        Case("Stored on the grid", "After each step the weight is rounded to nearest.", StallSpec()),
        Case(
            "Rounded by chance",
            "The same, but rounded up or down at random: the nearer level is the likelier.",
            StallSpec(stored="stochastic"),
        ),
        Case(
            "Latent weight",
            "The weight is kept in float; only the loss sees it rounded.",
            StallSpec(stored="latent"),
        ),
    ),
    would_change="a learning rate above 0.5: even one level short of the target, its update is over half a step.",
)

SETTLES = Statement(
    name="settles",
    claim="C6",
    sentence="A quantized weight settles down.",
    rule="supported if at every learning rate the code does not change once in the second half of the steps; not "
    "supported if at every learning rate it does; else mixed.",
    judge=judge_rest,
    cases=(
        Case("Target on a code", "The loss is smallest exactly at code 2.", OscillationSpec(target=2.0)),
        Case(
            "Target halfway", "The loss is smallest at 2.5, between two codes.", OscillationSpec(target=2.5)
        ),
        Case("Target near a code", "The loss is smallest at 2.2.", OscillationSpec(target=2.2)),
    ),
    would_change="a learning rate that goes to 0, or weights that are frozen once they begin to oscillate.",
)

CALM = Statement(
    name="fewer-bits-calmer-weights",
    claim="C6",
    sentence="With fewer bits the weights change less.",
    rule="the measure at the fewest bits less that at the most, seeds paired. Supported where the 95 % interval of its "
    "mean over five or more seeds lies below 0; not supported where it lies above; else mixed.",
    judge=judge_calm,
    cases=(
        Case("How many change", "The share of all weights that leave their level.", RestlessSpec()),
        Case(
            "How far they move",
            "The same steps: the change of all weights.",
            RestlessSpec(measure="distance"),
        ),
    ),
    would_change="steps so large that most weights cross a threshold with any number of bits.",
    slow=True,
)
