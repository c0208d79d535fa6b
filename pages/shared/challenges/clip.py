"""The challenge to clip well, on a page."""

import streamlit as st

from pages.shared.challenges.kept import answers, commit, show_score
from pages.shared.frame import figure
from pages.shared.theme import theme
from qlab.challenges.clip import clip_challenge, score_clip
from qlab.challenges.score import called
from qlab.figures.challenges import clip_figure, values_figure

NAME = "clip"


@st.fragment
def clip(seed: int) -> None:
    """Ask for a clip; once it is chosen show what every clip would have cost."""
    challenge = clip_challenge(seed)
    st.markdown(
        f"Here are {len(challenge.values):,} {called(challenge.source)}, and a grid of **{challenge.bits} bits**. "
        "Each value will be rounded to the nearest dashed line; what lies beyond the outermost lines is clipped to "
        "them. Move the lines to where the mean squared error is **smallest**."
    )
    given = answers(NAME, seed)
    if not given:
        chosen = st.slider(
            "Clip, in percent of the largest value", 1, 100, 100, key=f"challenges_clip_{seed}"
        )
        levels = challenge.levels(chosen)
        picture = values_figure(challenge.values, levels.tolist(), "Where would you clip?", theme())
        figure(
            picture,
            key="challenges_clip_values",
            alt=f"A histogram of values from {challenge.values[0]:.3g} to {challenge.values[-1]:.3g}; "
            f"{len(levels)} levels from {levels[0]:.3g} to {levels[-1]:.3g}.",
            table=lambda: [{"level": level} for level in levels.tolist()],
        )
        if st.button("This is my clip"):
            commit(NAME, seed, chosen, score_clip(challenge, chosen).points)
        return
    show_score(
        score_clip(challenge, given[-1]),
        [("Your clip", f"{given[-1]} %"), ("Best clip", f"{challenge.best:.1f} %")],
    )
    figure(
        clip_figure(challenge, given[-1], theme()),
        key="challenges_clip_errors",
        alt=f"The error over all clips, least at {challenge.best:.1f} percent; you chose {given[-1]} percent.",
        table=challenge.rows,
    )
