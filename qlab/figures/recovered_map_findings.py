"""What a map of recovery says, in sentences made of measured numbers only."""

from qlab.experiments.recovery import RecoveryResult
from qlab.experiments.recovery_trials import LEAST_LOSS, Setting
from qlab.figures.calibration_findings import percent
from qlab.figures.finetuning_findings import points
from qlab.figures.words import bits_word, listed

HALF = 0.5


def share_of_data(fraction: float) -> str:
    r"""Return how much of the data fine-tuning saw.

    >>> share_of_data(0.02)
    '2\xa0% of the data'
    """
    return "all data" if fraction == 1 else f"{100 * fraction:g}\N{NO-BREAK SPACE}% of the data"


def shown(setting: Setting) -> str:
    """Return the recovered share in percent, or a dash where a network lost too little to speak of a share."""
    if setting.recovered is None:
        return "–"
    return f"{round(100 * setting.recovered[0])}".replace("-", "\N{MINUS SIGN}")


def map_finding(result: RecoveryResult) -> str:
    """Return under how many settings most came back, in one short sentence."""
    most = sum(one.recovered is not None and one.recovered[0] > HALF for one in result.settings)
    return f"More than half came back under {most} of {len(result.settings)} settings"


def map_alt(result: RecoveryResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    told = (
        f"{share_of_data(one.fraction)}, {bits_word(one.bits)}, learning rate {one.learning_rate:g}: {shown(one)}"
        for one in result.settings
    )
    return f"{map_finding(result)}. Percent of what was lost that came back: {'; '.join(told)}."


def map_notes(result: RecoveryResult) -> list[str]:
    """Return what to notice, as Markdown made of measured numbers."""
    spec = result.spec
    best = max(result.settings, key=lambda one: one.mean("after") - one.mean("before"))
    small, large = (
        [one for one in result.settings if one.learning_rate == end(spec.learning_rates)]
        for end in (min, max)
    )
    moved = [one.mean("control") - one.mean("in_float") for one in result.settings]
    notes = [
        f"**Bits.** Before, the networks have {_befores(result)} right; in float {percent(best.mean('in_float'))}. "
        f"Most came back at {bits_word(best.bits)} with learning rate {best.learning_rate:g}: "
        f"{percent(best.mean('before'))} → {percent(best.mean('after'))}.",
        f"**Learning rate.** At the smallest, at most {_most(small)} came back; at the largest, up to {_most(large)}.",
        f"**Float control.** With the same steps in float the accuracy moves by {points(min(moved))} to "
        f"{points(max(moved))}: {_lesson(min(moved))}",
    ]
    if any(one.recovered is None for one in result.settings):
        notes.append(
            f"A dash: one of the networks lost under {100 * LEAST_LOSS:g} points, too little for a share."
        )
    return notes


def _befores(result: RecoveryResult) -> str:
    first = {one.bits: percent(one.mean("before")) for one in result.settings}
    return listed([f"{share} at {bits_word(bits)}" for bits, share in first.items()])


def _most(settings: list[Setting]) -> str:
    return f"{max((round(100 * one.recovered[0]) for one in settings if one.recovered), default=0)} %"


def _lesson(worst: float) -> str:
    harm = "large steps on few samples do harm even where nothing is quantized."
    return harm if worst < -LEAST_LOSS else "what came back above is not just more training."
