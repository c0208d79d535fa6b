"""What it is worth to choose where levels lie, in sentences made of measured numbers only."""

from qlab.experiments.placement import PANTER_DITE_DB, PlacementResult
from qlab.figures.words import bits_word


def placement_finding(result: PlacementResult) -> str:
    """Return what a Gaussian's Lloyd-Max levels gain or lose against even ones, in one sentence."""
    gains = [point.lloyd_max_db - point.uniform_db for point in result.points]
    low, high = min(gains), max(gains)
    return f"Lloyd-Max levels against even ones: {low:+.1f} to {high:+.1f} dB"


def placement_alt(result: PlacementResult) -> str:
    """Return the figure in words, for someone who cannot see it."""
    lines = ". ".join(
        f"{bits_word(p.bits)}: even {p.uniform_db:.1f} dB, a Gaussian's Lloyd-Max {p.lloyd_max_db:.1f} dB, fitted "
        f"{p.fitted_db:.1f} dB"
        for p in result.points
    )
    return f"SQNR below 6.02 dB a bit, over bits, for {result.spec.source}. {placement_finding(result)}. {lines}."


def placement_notes(result: PlacementResult) -> list[str]:
    """Return what to notice: the distance to the bound, the table, and what fitting is worth."""
    last = max(result.points, key=lambda point: point.bits)
    behind, table = last.bound_db - last.lloyd_max_db, last.table_db - last.lloyd_max_db
    notes = [
        f"**The bound.** At {bits_word(last.bits)} Lloyd-Max stays {behind:.1f} dB below 6.02 dB a bit. Theory (Panter "
        f"and Dite) says {PANTER_DITE_DB:.2f} dB for a Gaussian and many levels.",
        f"**The table.** On a Gaussian these levels reach {last.table_db:.1f} dB; here it is {abs(table):.1f} dB "
        f"{'less' if table > 0 else 'more'}.",
    ]
    gained = last.fitted_db - max(last.uniform_db, last.lloyd_max_db)
    return [
        *notes,
        f"**Made to measure.** Levels fitted to these very values reach {last.fitted_db:.1f} dB, {gained:.1f} dB more "
        "than the better of the two. They have to be stored, too.",
    ]
