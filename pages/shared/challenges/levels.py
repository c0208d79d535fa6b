"""The challenge to place levels by hand, on a page."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.challenges.kept import answers, commit, made, measured_again, show_score
from pages.shared.draw_levels import Grips, draw_levels
from pages.shared.frame import figure
from pages.shared.theme import theme
from qlab.challenges.levels import LevelsChallenge, levels_challenge, score_levels
from qlab.challenges.score import called
from qlab.figures.challenges import times_the_least, values_figure

NAME = "levels"
STEPS = 400  # from the smallest value to the largest


@st.fragment
def levels(seed: int) -> None:
    """Ask for a place for each level; once they are chosen show the best ones."""
    challenge = made(levels_challenge, seed)
    st.markdown(
        f"Here are {len(challenge.values):,} {called(challenge.source)}, and only **{challenge.count} levels**, the "
        "dashed lines. Each value is rounded to the nearest one; a change of shade shows where the next one takes "
        "over. Place the levels so that the mean squared error is **smallest**."
    )
    given = answers(NAME, seed)
    if not given:
        grips = _grips(challenge)
        if steps := draw_levels(f"challenges_levels_{seed}", challenge.values, grips, "These are my levels"):
            placed = [_short(grips.value(step), challenge.ends) for step in steps]
            commit(NAME, seed, placed, score_levels(challenge, placed).points)
        return
    placed, best = given[0], challenge.best
    score = score_levels(challenge, placed)
    show_score(score, [("Your error", f"{score.yours:.3g}"), ("Least error", f"{score.best:.3g}")])
    figure(
        values_figure(challenge.values, placed, times_the_least(score.yours, score.best), theme(), best),
        key="challenges_levels_values",
        alt=f"A histogram of values from {challenge.ends[0]:.3g} to {challenge.ends[1]:.3g}; your levels are "
        f"{_listed(placed)}; the best ones {_listed(best)}.",
        table=lambda: (
            [{"level": level, "of": "you"} for level in placed]
            + [{"level": level, "of": "Lloyd-Max"} for level in best]
        ),
    )
    measured_again(NAME, seed, given[:1])


def _grips(challenge: LevelsChallenge) -> Grips:
    """Return a level for each of as many equal parts, in its middle."""
    count = challenge.count
    middles = tuple(round(STEPS * (place + 0.5) / count) for place in range(count))
    return Grips(
        "Level",
        start=middles,
        least=0,
        last=STEPS,
        ends=challenge.ends,
        lines=tuple((place, 1.0) for place in range(count)),
    )


def _short(value: float, ends: tuple[float, float]) -> float:
    """Return a level in four digits, which a line in a terminal can hold, and not beyond the ends."""
    return min(max(float(f"{value:.4g}"), ends[0]), ends[1])


def _listed(levels: Sequence[float]) -> str:
    return ", ".join(f"{level:.3g}" for level in sorted(levels))
