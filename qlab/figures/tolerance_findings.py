"""What tasks keep of their skill, in sentences made of measured numbers only."""

from itertools import groupby
from statistics import fmean

from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.task_line import TaskLine
from qlab.experiments.task_points import FALSE_ALARMS
from qlab.experiments.tolerance import ToleranceResult
from qlab.figures.words import bits_word, capital, listed


def tolerance_finding(result: ToleranceResult) -> str:
    """Return how many bits each task needs, in one sentence."""
    ordered = sorted(result.lines, key=lambda line: line.needed)
    groups = [
        (needed, [line.task for line in some]) for needed, some in groupby(ordered, lambda line: line.needed)
    ]
    parts = [f"{listed(tasks)} {_need(result, needed, len(tasks))}" for needed, tasks in groups]
    return capital("; ".join(parts))


def _need(result: ToleranceResult, needed: int, tasks: int) -> str:
    most, verb = result.spec.bits[0], "needs" if tasks == 1 else "need"
    return f"{verb} more than {bits_word(most)}" if needed > most else f"{verb} {bits_word(needed)}"


def tolerance_alt(result: ToleranceResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = [
        f"{line.task}: "
        + ", ".join(
            f"{100 * share:.0f} % at {bits_word(at)}"
            for at, share in zip(result.spec.bits, line.kept, strict=True)
        )
        for line in result.lines
    ]
    return f"Skill kept against bits. {tolerance_finding(result)}. {'. '.join(lines)}."


def tolerance_notes(result: ToleranceResult) -> list[str]:
    """Return what to notice: each task in its own measure, changed answers, and what a doctor would ask."""
    measures = [_in_its_own_measure(result, line) for line in result.lines]
    return [
        *measures,
        _changed(result),
        *(_found(result, line) for line in result.lines if _finds(result, line)),
    ]


def _in_its_own_measure(result: ToleranceResult, line: TaskLine) -> str:
    fewest = min(line.needed, result.spec.bits[0])
    scores = {bits: _mean(result, line, bits, "score") for bits in (FLOAT_BITS, *result.spec.bits)}
    below = [bits for bits in result.spec.bits if bits < fewest][:1]
    shown = [f"{scores[bits]:.3f} at {bits_word(bits)}" for bits in (fewest, *below)]
    return (
        f"**{capital(line.task)}**, {line.metric}: {scores[FLOAT_BITS]:.3f} in float32, {listed(shown)}; guessing "
        f"{line.guess:.3f}."
    )


def _changed(result: ToleranceResult) -> str:
    at = result.spec.bits[len(result.spec.bits) // 2]
    shares = [
        f"{100 * (1 - line.unchanged[result.spec.bits.index(at)]):.1f} % in {line.task}"
        for line in result.lines
    ]
    return f"**Changed answers** at {bits_word(at)}: {listed(shares)}."


def _finds(result: ToleranceResult, line: TaskLine) -> bool:
    return any(point.model == line.model and point.found is not None for point in result.points)


def _found(result: ToleranceResult, line: TaskLine) -> str:
    fewest = min(line.needed, result.spec.bits[0])
    found = [
        f"{100 * _mean(result, line, bits, 'found'):.1f} % {words}"
        for bits, words in ((FLOAT_BITS, "in float32"), (fewest, f"at {bits_word(fewest)}"))
    ]
    alarmed = 100 * _mean(result, line, fewest, "alarmed")
    return (
        f"**What is missed?** Let {100 * FALSE_ALARMS:.0f} % of the training part's harmless cases set off an alarm. "
        f"Of those that must be found, {line.task} then finds {listed(found)} in the test part, and {alarmed:.1f} % of "
        "the harmless ones there set it off."
    )


def _mean(result: ToleranceResult, line: TaskLine, bits: int, name: str) -> float:
    return fmean(getattr(p, name) for p in result.points if (p.model, p.bits) == (line.model, bits))
