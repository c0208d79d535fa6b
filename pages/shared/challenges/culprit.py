"""The challenge to find what broke a network, on a page."""

from math import isinf

import streamlit as st

from pages.shared.challenges.kept import (
    answers,
    commit,
    look_again,
    made,
    measured_again,
    show_score,
    steps,
    take_step,
)
from pages.shared.frame import table
from qlab.challenges.breaking import WAYS
from qlab.challenges.culprit import (
    GIVE_UP,
    MEASUREMENTS,
    POINTS,
    CulpritChallenge,
    culprit_challenge,
    score_culprit,
)
from qlab.challenges.measures import MEASURES
from qlab.challenges.tells import TELLS

NAME = "culprit"
MANY = 1000
BY_MEASUREMENTS = (
    f"The right culprit after one, two or three measurements has {', '.join(map(str, POINTS))} points."
)


@st.fragment
def culprit(seed: int) -> None:
    """Ask what to measure, a few times, and for the culprit; then say what tells it."""
    challenge = made(culprit_challenge, seed)
    broken, sound = (f"{100 * accuracy:.1f}\u00a0%" for accuracy in challenge.accuracy())
    st.markdown(
        "A small convolutional network was quantized to 8 bits, which it bears well. But this time **one thing went "
        f"wrong**. It gets {broken} of the test images right; done properly it gets {sound}. What happened? Measure, "
        f"then name the culprit. You have {MEASUREMENTS} measurements; the fewer you take, the more points."
    )
    measured, named = _measured(seed), next(iter(answers(NAME, seed)), None)
    shown = [*measured, TELLS[challenge.culprit].measure] if named else measured
    if named:
        score = score_culprit(challenge, named, len(measured))
        used = f"{len(measured)} of {MEASUREMENTS}"
        show_score(score, [("Measurements", used)], BY_MEASUREMENTS)
        st.markdown("You gave up." if named == GIVE_UP else f"You said: {named}.")
    with st.grid("auto", min_column_width=300):
        for name in dict.fromkeys(shown):
            _show(challenge, name)
    if named is None:
        _ask(challenge, measured)
    else:
        measured_again(NAME, seed, [*measured, named])


def _measured(seed: int) -> list[str]:
    """Return what was measured; two windows at the very same time get no more than one does."""
    return steps(NAME, seed)[:MEASUREMENTS]


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
    look, name_it = st.columns(2, gap="large")
    with look:
        if attempt > MEASUREMENTS:
            st.markdown("No measurements are left. **Now name the culprit.**")
        else:
            chosen = st.radio(
                "What will you measure?",
                [name for name in MEASURES if name not in measured],
                format_func=lambda name: f"**{name}**: {MEASURES[name].about}",
                key=f"challenges_measure_{seed}_{attempt}",
            )
            if st.button(f"Measure, {attempt} of {MEASUREMENTS}"):
                look_again()  # after the answer, given in another window, none counts any more
                if answers(NAME, seed):
                    st.rerun()
                take_step(NAME, seed, chosen, attempt)
    with name_it:
        named = st.radio(
            "What went wrong?",
            list(WAYS),
            index=None,
            format_func=lambda way: f"**{way.capitalize()}**: {TELLS[way].about}",
            key=f"challenges_culprit_{seed}",
        )
        if st.button(
            "This is the culprit" if measured else "Measure first", disabled=not (measured and named)
        ):
            _name(challenge, str(named))
    if st.button("I give up: tell me", type="tertiary"):
        _name(challenge, GIVE_UP)


def _name(challenge: CulpritChallenge, named: str) -> None:
    look_again()  # each measurement costs points, those of another window too
    points = score_culprit(challenge, named, len(_measured(challenge.seed))).points
    commit(NAME, challenge.seed, named, points)
