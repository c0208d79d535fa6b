"""The challenge to clip well, on a page."""

import streamlit as st

from pages.shared.challenges.kept import answers, commit, made, measured_again, show_score
from pages.shared.draw_levels import Grips, draw_levels
from pages.shared.frame import figure
from pages.shared.theme import theme
from qlab.challenges.clip import ClipChallenge, clip_challenge, score_clip
from qlab.challenges.score import called
from qlab.figures.challenges import clip_figure

NAME = "clip"


@st.fragment
def clip(seed: int) -> None:
    """Ask for a clip; once it is chosen show what every clip would have cost."""
    challenge = made(clip_challenge, seed)
    levels = len(challenge.levels(1))
    st.markdown(
        f"Here are {len(challenge.values):,} {called(challenge.source)}, and a grid of **{challenge.bits} bits**: "
        f"{levels} levels, the dashed lines. Each value is rounded to the nearest one; what lies beyond the outermost "
        "is clipped to it. Move the lines to where the mean squared error is **smallest**."
    )
    given = answers(NAME, seed)
    if not given:
        if steps := draw_levels(
            f"challenges_clip_{seed}", challenge.values, _grips(challenge), "This is my clip"
        ):
            commit(NAME, seed, steps[0], score_clip(challenge, steps[0]).points)
        return
    show_score(
        score_clip(challenge, given[0]),
        [("Your clip", f"{given[0]} %"), ("Best clip", f"{challenge.best:.1f} %")],
    )
    figure(
        clip_figure(challenge, given[0], theme()),
        key="challenges_clip_errors",
        alt=f"The error over all clips, least at {challenge.best:.1f} percent; you chose {given[0]} percent.",
        table=challenge.rows,
    )
    measured_again(NAME, seed, given[:1])


def _grips(challenge: ClipChallenge) -> Grips:
    """Return the one thing to drag: at a clip of 100 percent the outermost level is the largest magnitude."""
    shares = (challenge.levels(100) / challenge.reach).tolist()
    return Grips(
        "Clip",
        start=(100,),
        least=1,
        last=100,
        ends=(0.0, challenge.reach),
        lines=tuple((0, share) for share in shares),
        percent=True,
    )
