"""What one step of a weight's training does, in sentences made of measured numbers only."""

from qlab.experiments.oscillation import Moment, OscillationResult
from qlab.figures.oscillation_findings import pushed


def _changes(result: OscillationResult, step: int) -> int:
    return sum(moment.flipped for moment in result.slow_motion[: step + 1])


def slow_motion_finding(result: OscillationResult, step: int) -> str:
    """Return where the weight is, and how often its code has changed, in one short sentence."""
    times = _changes(result, step)
    return (
        f"Step {step}: code {result.slow_motion[step].code}, changed {times} time{'' if times == 1 else 's'}"
    )


def slow_motion_alt(result: OscillationResult, step: int) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return f"A weight in slow motion. {slow_motion_finding(result, step)}. {slow_motion_story(result, step)}"


def slow_motion_story(result: OscillationResult, step: int) -> str:
    """Return what happens in this step and why, in two or three sentences."""
    now, after = result.slow_motion[step : step + 2]
    if now.gradient == 0:
        return f"The code {now.code} is the target: the gradient is 0, and nothing moves any more."
    move = -result.runs[0].learning_rate * now.gradient
    asked = (
        f"The loss sees code {now.code}; the target is {result.spec.target:g}. The gradient {now.gradient:+.2g} pushes "
        f"the weight {pushed(now)}, from {now.kept:.2f} to {now.kept + move:.2f}."
    )
    return f"{asked} {_outcome(result.spec.stored, now, after)}".replace("-", "\N{MINUS SIGN}")


def _outcome(stored: str, now: Moment, after: Moment) -> str:
    """Return what becomes of the move: kept, lost, or grown to a whole step."""
    if stored == "latent":
        crossed = f"That crosses a threshold: the code becomes {after.code}."
        return crossed if after.flipped else f"The code stays {now.code}, but the small move is kept."
    if stored == "stochastic":
        thrown = f"The die makes a whole step of it: code {after.code}."
        return thrown if after.flipped else f"The die sends it back to {now.code}."
    crossed = f"Rounded to nearest, that is code {after.code}."
    return crossed if after.flipped else f"Rounded to nearest it is back at {now.code}: the move is lost."
