"""The challenge to find what broke a network, on a page."""

from math import isinf

import streamlit as st

from pages.shared.challenges.kept import answers, commit, show_score, steps, take_step
from pages.shared.frame import table
from qlab.challenges.breaking import WAYS
from qlab.challenges.culprit import (
    MEASUREMENTS,
    CulpritChallenge,
    culprit_challenge,
    score_culprit,
)
from qlab.challenges.measures import MEASURES
from qlab.challenges.tells import TELLS

NAME = "culprit"
MANY = 1000


@st.fragment
def culprit(seed: int) -> None:
    """Ask what to measure, a few times, and for the culprit; then say what tells it."""
    challenge = culprit_challenge(seed)
    broken, sound = (f"{100 * accuracy:.1f}\u00a0%" for accuracy in challenge.accuracy())
    st.markdown(
        "A small convolutional network was quantized to 8 bits, which it bears well. But this time **one thing went "
        f"wrong**. It gets {broken} of the test images right; done properly it gets {sound}. What happened? Measure, "
        "then name the culprit. The fewer measurements, the more points."
    )
    measured, named = steps(NAME, seed), next(iter(answers(NAME, seed)), None)
    shown = [*measured, TELLS[challenge.culprit].measure] if named else measured
    if named:
        score = score_culprit(challenge, named, len(measured))
        used = f"{len(measured)} of {MEASUREMENTS}"
        show_score(score, [("Measurements", used)])
        st.markdown(f"You said: {named}.")
    with st.grid("auto", min_column_width=300):
        for name in dict.fromkeys(shown):
            _show(challenge, name)
    if named is None:
        _ask(challenge, measured)


def _show(challenge: CulpritChallenge, name: str) -> None:
    measure, (broken, sound) = MEASURES[name], challenge.measure(name)
    with st.container():
        st.markdown(f"**{name}, in {measure.unit}.** {measure.about}")
        table(
            [
                {"layer": layer, "this one": _short(broken[layer]), "properly done": _short(sound[layer])}
                for layer in broken
            ]
        )


def _short(value: float) -> str:
    if isinf(value):
        return "∞"
    return f"over {MANY:,}" if value > MANY else f"{value:.1f}"


def _ask(challenge: CulpritChallenge, measured: list[str]) -> None:
    seed, attempt = challenge.seed, len(measured) + 1
    left = [name for name in MEASURES if name not in measured]
    look, name_it = st.columns(2, gap="large")
    if len(measured) < MEASUREMENTS:
        with look:
            chosen = st.radio(
                "What will you measure?",
                left,
                format_func=lambda name: f"**{name}**: {MEASURES[name].about}",
                key=f"challenges_measure_{seed}_{attempt}",
            )
            if st.button(f"Measure, {attempt} of {MEASUREMENTS}"):
                take_step(NAME, seed, chosen, attempt)
    if measured:
        with name_it:
            named = st.radio(
                "What went wrong?",
                list(WAYS),
                index=None,
                format_func=lambda way: f"**{way.capitalize()}**: {TELLS[way].about}",
                key=f"challenges_culprit_{seed}",
            )
            if st.button("This is the culprit", disabled=named is None):
                commit(NAME, seed, named, score_culprit(challenge, str(named), len(measured)).points)
