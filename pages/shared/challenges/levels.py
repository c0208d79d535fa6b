"""The challenge to place levels by hand, on a page."""

import streamlit as st

from pages.shared.challenges.kept import answers, commit, show_score
from pages.shared.frame import figure
from pages.shared.theme import theme
from qlab.challenges.levels import LevelsChallenge, levels_challenge, score_levels
from qlab.challenges.score import called
from qlab.figures.challenges import times_the_least, values_figure

NAME = "levels"
STEPS = 200  # of a slider, from end to end


@st.fragment
def levels(seed: int) -> None:
    """Ask for a place for each level; once they are chosen show the best ones."""
    challenge = levels_challenge(seed)
    st.markdown(
        f"Here are {len(challenge.values):,} {called(challenge.source)}, and only **{challenge.count} levels**. "
        "Each value will be rounded to the nearest level. Place the levels so that the mean squared error is "
        "**smallest**. They may stand wherever you like."
    )
    given = answers(NAME, seed)
    placed = given[-1] if given else _ask(challenge)
    best = challenge.best if given else ()
    score = score_levels(challenge, placed)
    if given:
        show_score(score, [("Your error", f"{score.yours:.3g}"), ("Least error", f"{score.best:.3g}")])
    finding = times_the_least(score.yours, score.best) if given else "Where would you place the levels?"
    figure(
        values_figure(challenge.values, placed, finding, theme(), best),
        key="challenges_levels_values",
        alt=f"A histogram of values from {challenge.ends[0]:.3g} to {challenge.ends[1]:.3g}; your levels are "
        f"{_listed(placed)}{'; the best ones ' + _listed(best) if best else ''}.",
        table=lambda: (
            [{"level": level, "of": "you"} for level in placed]
            + [{"level": level, "of": "Lloyd-Max"} for level in best]
        ),
    )
    if not given and st.button("These are my levels"):
        commit(NAME, seed, placed, score.points)


def _ask(challenge: LevelsChallenge) -> list[float]:
    low, high = challenge.ends
    width = high - low
    with st.grid("auto", min_column_width=200):
        return [
            st.slider(
                f"Level {place + 1}", low, high, low + width * (place + 0.5) / challenge.count, width / STEPS,
                format="%.3g", key=f"challenges_levels_{challenge.seed}_{place}",
            )
            for place in range(challenge.count)
        ]  # fmt: skip


def _listed(levels: list[float] | tuple[float, ...]) -> str:
    return ", ".join(f"{level:.3g}" for level in sorted(levels))
