"""What all challenges share on a page: answers are kept with their points, scores shown, the best remembered."""

import random
from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from pages.shared.keeping import keep, visit
from qlab.challenges.score import LAST_SEED, Score

KIND = "challenge"
STEP = "step"
SEED = "challenges_seed"


def ask_for_seed() -> int:
    """Ask for the number of the challenge, which is in the address, so that others can be given the same one."""
    seed = st.number_input(
        "Number", 0, LAST_SEED, 1, key=SEED, bind="query-params", width=160,
        help="Everyone with this number has the same challenge. It is in the address: send the link.",
    )  # fmt: skip
    st.button("Another one", icon=":material/casino:", on_click=_another)
    return int(seed)


def _another() -> None:
    st.session_state[SEED] = random.SystemRandom().randint(0, LAST_SEED)


def answers(name: str, seed: int) -> list[Any]:
    """Return the answers that were given to a challenge, first to last."""
    return [kept["answer"] for kept in visit().all(KIND, f"{name}/{seed}")]


def steps(name: str, seed: int) -> list[Any]:
    """Return the steps that were taken on the way to an answer, first to last."""
    return visit().all(STEP, f"{name}/{seed}")


def commit(name: str, seed: int, answer: Any, points: int, attempt: int = 1) -> None:
    """Keep an answer with its points, and draw the page again with its score."""
    keep(KIND, f"{name}/{seed}", {"answer": answer, "points": points}, attempt=attempt)
    st.rerun()


def take_step(name: str, seed: int, step: Any, attempt: int) -> None:
    """Keep a step on the way to an answer, and draw the page again with what it shows."""
    keep(STEP, f"{name}/{seed}", step, attempt=attempt)
    st.rerun()


def show_score(score: Score, measures: Sequence[tuple[str, str]]) -> None:
    """Show the points, then what was reached and could be, then why."""
    with st.container(horizontal=True):
        for label, value in (("Points", f"{score.points} of 100"), *measures):
            st.metric(label, value, width="content")
    st.markdown(score.because)


def show_bests(titles: Iterable[str]) -> None:
    """Show the most points that this learner has in each kind of challenge, by the title that begins its items."""
    bests: dict[str, int] = {}
    for record in visit().kept:
        if record.kind == KIND:
            name = record.item.partition("/")[0]
            bests[name] = max(record.value["points"], bests.get(name, 0))
    shown = [f"{title} {bests[title.lower()]}" for title in titles if title.lower() in bests]
    if shown:
        st.caption(f"Your best so far, of 100 points: {' · '.join(shown)}")
