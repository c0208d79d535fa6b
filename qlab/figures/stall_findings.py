"""What a stall's numbers say, in sentences made of measured numbers only."""

from qlab.experiments.one_weight import stall_level
from qlab.experiments.stall import TARGET, StallPath, StallResult
from qlab.figures.words import listed


def stall_finding(result: StallResult) -> str:
    """Return where the weights ended, in one short sentence."""
    short = [path for path in result.paths if path.arrived < 1]
    if not short:
        return f"All arrive, the slowest after {max(path.last_change for path in result.paths)} steps"
    if len(short) < len(result.paths):
        return f"{len(short)} of {len(result.paths)} learning rates stop short of the target"
    lowest, highest = (f"{end(path.end for path in short):.4g}" for end in (min, max))
    return f"All stop short of {TARGET:g}, at {lowest} to {highest}"


def stall_alt(result: StallResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    ends = listed([f"{path.end:.4g} at learning rate {path.learning_rate:g}" for path in result.paths])
    return f"The weight against training steps, from 0 towards {TARGET:g}. It ends at {ends}."


def stall_notes(result: StallResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    spec, slowest = result.spec, min(result.paths, key=lambda path: path.learning_rate)
    if spec.stored == "nearest":
        return [_too_short(slowest, spec.levels), _theory(result)]
    steps = f"With learning rate {slowest.learning_rate:g} its last change is step {slowest.last_change}."
    if spec.stored == "stochastic":
        arrived = sum(path.ends.count(TARGET) for path in result.paths)
        return [
            f"**A die instead of a rule.** An update of a tenth of a step moves the weight a whole step, but only one "
            f"time in ten: on average nothing is lost. {steps}",
            f"**Not luck.** Of {spec.draws * len(result.paths)} runs, {spec.draws} at each learning rate, {arrived} "
            "ended on the target.",
        ]
    return [
        f"**Small updates add up.** The float value behind the weight moves at every step, and its level once it is "
        f"halfway to the next. {steps}",
        "**It costs memory.** While it trains, each weight is kept in float; the few bits are for afterward.",
    ]


def _too_short(path: StallPath, levels: int) -> str:
    first = path.learning_rate * (TARGET - path.end) * levels
    return (
        f"**Rounded away.** With learning rate {path.learning_rate:g} the weight stays at {path.end:.4g} from step "
        f"{path.last_change} on: the next update is {first:.2f} of the way to the next level, less than half, and is "
        "rounded back. So is every one after it."
    )


def _theory(result: StallResult) -> str:
    levels = result.spec.levels
    foretold = [f"{stall_level(path.learning_rate, levels):.4g}" for path in result.paths]
    found = [f"{path.end:.4g}" for path in result.paths]
    says = "and there they stop" if found == foretold else f"but they stop at {listed(found)}"
    return (
        f"**Theory.** An update counts only if learning rate × distance is over half a step. From the largest to the "
        f"smallest learning rate that foretells a stop at {listed(foretold)}, {says}. The smaller the learning rate, "
        "the earlier."
    )
