"""How the cliff of one network walks, in sentences made of measured numbers only."""

from statistics import fmean

from qlab.experiments.ladder import LadderResult
from qlab.experiments.ways import WAYS


def _bits(result: LadderResult, way: str) -> str:
    """Return the bits that are needed in this way, seed by seed from the fewest to the most."""
    needed, most = result.needed(way), max(result.spec.bits)
    low, high = min(needed), max(needed)
    if low > most:
        return f"more than {most}"
    return f"{low}" if low == high else f"{low} to {high if high <= most else f'over {most}'}"


def walk_finding(result: LadderResult) -> str:
    """Return from where to where the bits that are needed walk, in one sentence."""
    ways = sorted(result.spec.ways, key=lambda way: -fmean(result.needed(way)))
    worst, best = (_bits(result, way) for way in (ways[0], ways[-1]))
    return f"{result.spec.model} needs {worst} bits, {'either way' if worst == best else f'or only {best}'}"


def walk_alt(result: LadderResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    return (
        f"Accuracy kept over bits, a line for each way. {walk_finding(result)}. {'; '.join(_by_way(result))}."
    )


def _by_way(result: LadderResult) -> list[str]:
    return [f"{WAYS[way].about}: {_bits(result, way)} bits" for way in result.spec.ways]


def walk_notes(result: LadderResult) -> list[str]:
    """Return what to notice: the bits that each way needs, and which step of the ladder saves the most."""
    steps = [
        (fmean(result.needed(before)) - fmean(result.needed(after)), after)
        for before, after in zip(result.spec.ways, result.spec.ways[1:], strict=False)
    ]
    saved, way = max(steps, key=lambda step: step[0], default=(0.0, ""))
    notes = [f"**Bits needed** to keep nine tenths, by seed: {'; '.join(_by_way(result))}."]
    if saved > 0:
        notes.append(f"**The largest step** is to *{WAYS[way].about}*: it saves {saved:.1f} bits on average.")
    return notes
