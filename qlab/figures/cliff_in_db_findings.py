"""Where networks fall, in bits and in dB, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.cliff_in_db import CliffInDbResult, DbPoint
from qlab.experiments.falls import DB_PER_BIT, Fall, curves, falls, kept_at, spreads

QUIET = 20.0  # dB; above it the rounding errors are small enough for the cost of a bit to be even


def group_name(result: CliffInDbResult, point: DbPoint | Fall) -> str:
    """Return what a point is drawn as: its network where several are measured, else its units."""
    if len(result.spec.models) > 1:
        return point.model
    return f"units 2^±{point.units}" if point.units else "as trained"


def groups(result: CliffInDbResult) -> list[str]:
    """Return the names of the groups, in the order of the spec."""
    return list(dict.fromkeys(group_name(result, point) for point in result.points))


def cliff_in_db_finding(result: CliffInDbResult) -> str:
    """Return where the falls lie on both axes, in one sentence."""
    found = falls(result)
    if not found:
        return "No curve loses half of its accuracy here"
    bits, noise = [fall.bits for fall in found], [fall.sqnr_db for fall in found]
    return (
        f"Half is lost between {max(bits):.1f} and {min(bits):.1f} bits, and between {max(noise):.1f} and "
        f"{min(noise):.1f} dB"
    )


def cliff_in_db_alt(result: CliffInDbResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return (
        f"Accuracy kept, in percent, against bits and against the SQNR of the logits. {cliff_in_db_finding(result)}. "
        f"{' '.join(_by_group(result))}"
    )


def _by_group(result: CliffInDbResult) -> list[str]:
    found, lines = falls(result), []
    for name in groups(result):
        mine = [fall for fall in found if group_name(result, fall) == name]
        if mine:
            bits, noise = fmean(fall.bits for fall in mine), fmean(fall.sqnr_db for fall in mine)
            lines.append(f"{name}: {bits:.1f} bits, {noise:.1f} dB.")
    return lines


def cliff_in_db_notes(result: CliffInDbResult) -> list[str]:
    """Return what to notice: how far apart the falls lie, where each group falls, and what a bit costs."""
    notes = []
    if apart := spreads(result):
        in_bits, in_noise = (fmean(pair[i] for pair in apart) for i in (0, 1))
        notes.append(
            f"**How far apart.** The falls of one seed scatter by {in_noise:.1f} dB of SQNR (standard deviation); by "
            f"bits they scatter by {in_bits / DB_PER_BIT:.1f} bits, which is {in_bits:.1f} dB."
        )
    if lines := _by_group(result):
        notes.append(f"**Where half is lost**, on average: {' '.join(lines)}")
    ways = len(result.points) // len(result.spec.bits)
    if (left_out := ways - len(falls(result))) > 0:
        notes.append(f"{left_out} of {ways} curves do not pass one half within these bits and are left out.")
    return notes + _same_noise(result) + _cost_of_a_bit(result)


def _same_noise(result: CliffInDbResult) -> list[str]:
    """Say what different networks keep at one SQNR, the one where a network falls on average."""
    found = falls(result)
    if len(result.spec.models) < 2 or not found:
        return []
    there = fmean(fall.sqnr_db for fall in found)
    kept: dict[str, list[float]] = {}
    for (model, *_), curve in curves(result).items():
        kept.setdefault(model, []).append(100 * kept_at(curve, there))
    ordered = sorted(kept, key=lambda model: fmean(kept[model]))
    lowest, highest = (f"{model} keeps {fmean(kept[model]):.0f} %" for model in (ordered[0], ordered[-1]))
    return [f"**The same noise, another accuracy.** At {there:.1f} dB {lowest}, {highest}."]


def _cost_of_a_bit(result: CliffInDbResult) -> list[str]:
    """Say how smoothly the noise itself grows, between neighboring bits of the same curve."""
    costs = [
        (before.sqnr_db - after.sqnr_db) / (before.bits - after.bits)
        for before, after in zip(result.points, result.points[1:], strict=False)
        if before.bits > after.bits and after.sqnr_db > QUIET
    ]
    if not costs:
        return []
    return [
        f"**The noise has no cliff.** While the SQNR is above {QUIET:.0f} dB, each bit costs {fmean(costs):.1f} dB."
    ]
