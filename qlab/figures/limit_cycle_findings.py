"""What a loop that rounds says, in sentences made of measured numbers only."""

from qlab.experiments.limit_cycle import LimitCycleResult

NOTHING = 1 / 1000  # steps of the grid


def limit_cycle_finding(result: LimitCycleResult) -> str:
    """Return how the loop from the largest start ends, in one sentence."""
    start = next(end for end in result.ends if end.start == result.spec.start)
    if start.rests:
        return f"It comes to rest after {_last_change(result)} times around"
    if result.rounded[-1] == -result.rounded[-2]:
        return f"It swings between {start.highest} and -{start.highest} and does not stop"
    return f"It stays at {result.rounded[-1]} and never reaches 0"


def _last_change(result: LimitCycleResult) -> int:
    return max(i for i, y in enumerate(result.rounded) if y != 0) + 1


def limit_cycle_alt(result: LimitCycleResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return (
        f"The value in the loop against times around. It starts at {result.rounded[0]} and ends, rounded, at "
        f"{result.rounded[-1]}, in float at {result.in_float[-1]:.3f}. {limit_cycle_finding(result)}."
    )


def limit_cycle_notes(result: LimitCycleResult) -> list[str]:
    """Return what to notice: every start, and the bound of theory."""
    spec, left = result.spec, abs(result.in_float[-1])
    rest = f"less than {NOTHING:g}" if left < NOTHING else f"{left:.3g}"
    notes = [
        f"**In float** the loop dies away: of {spec.start} there is {rest} left after {spec.steps} times around. "
        f"Rounded, we let it run as often from each whole number, -{spec.start} to {spec.start} but 0."
    ]
    if spec.rounding == "stochastic":
        return [
            *notes,
            "**Chance lets go.** Rounded up or down by a die, the value is right on average and drifts to 0.",
        ]
    if spec.rounding == "floor":
        return [*notes, "**Floor pulls down**, so what is above 0 comes to rest and what is below does not."]
    bound = f"0.5 / (1 - {abs(spec.factor):g}) = {spec.dead_band:.3g}"
    held = (
        f"the largest that is held up here is {result.highest}"
        if result.highest
        else "nothing is held up here"
    )
    return [
        *notes,
        f"**Theory.** The loop takes {100 * (1 - abs(spec.factor)):.3g} % away each time; once that is half a step or "
        f"less, rounding puts it back. So nothing above {bound} is held up; {held}.",
    ]
