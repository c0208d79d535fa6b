"""What all challenges share on a page: answers are kept with their points, scores shown, the best remembered."""

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import streamlit as st

from pages.shared.frame import code
from pages.shared.keeping import keep, visit
from qlab.challenges.registry import command
from qlab.challenges.score import LAST_SEED, Score
from qlab.course.played import CHALLENGE, played
from qlab.receipts import versions

STEP = "step"
SEED = "challenges_seed"
BY_ERROR = "The least error there can be has all points; twice that error has at most a quarter of them."
C = TypeVar("C")


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


def made(make: Callable[[int], C], seed: int) -> C:
    """Return the challenge with this seed, made once for all learners; nobody may change it."""
    return _made(make.__name__, seed, make)


@st.cache_resource(max_entries=256, show_spinner=False)
def _made(name: str, seed: int, _make: Callable[[int], C]) -> C:
    return _make(seed)


def answers(name: str, seed: int) -> list[Any]:
    """Return the answers that were given to a challenge, first to last."""
    return [kept["answer"] for kept in visit().all(CHALLENGE, f"{name}/{seed}")]


def steps(name: str, seed: int) -> list[Any]:
    """Return the steps that were taken on the way to an answer, first to last."""
    return visit().all(STEP, f"{name}/{seed}")


def look_again() -> None:
    """Learn what was answered in another window meanwhile, so that nobody gets more tries by opening two."""
    visit().refresh()


def commit(name: str, seed: int, answer: Any, points: int, attempt: int = 1) -> None:
    """Keep an answer with its points, and draw the page again with its score."""
    look_again()
    keep(CHALLENGE, f"{name}/{seed}", {"answer": answer, "points": points}, attempt=attempt)
    st.rerun()


def take_step(name: str, seed: int, step: Any, attempt: int) -> None:
    """Keep a step on the way to an answer, and draw the page again with what it shows."""
    look_again()
    keep(STEP, f"{name}/{seed}", step, attempt=attempt)
    st.rerun()


def show_score(score: Score, measures: Sequence[tuple[str, str]], rule: str = BY_ERROR) -> None:
    """Show the points and by which rule, then what was reached and could be, then why."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.metric("Points", f"{score.points} of 100", width="content", help=rule)
        for label, value in measures:
            st.metric(label, value, width="content")
        if st.button("Play another", icon=":material/casino:", on_click=_another):
            st.rerun()  # not only this fragment: the number stands above it
    st.markdown(score.because)


def measured_again(name: str, seed: int, given: Sequence[Any]) -> None:
    """Offer the answer to "How was this measured?": the line that solves the challenge and scores what was `given`."""
    told = st.expander(
        "How was this measured?",
        icon=":material/receipt_long:",
        key=f"challenges_{name}_receipt",
        on_change="rerun",
    )
    if told.open:
        with told:
            st.markdown("Measure it again, in a terminal:")
            code(command(name, seed, given))
            facts = {f"{package} version": number for package, number in versions().items()}
            st.table(facts, hide_header=True, alt="What the measurement rests on")


def show_bests(titles: Iterable[str]) -> None:
    """Show the most points that this learner has in each kind of challenge, by the title that begins its items."""
    found = played(visit().kept)
    shown = [f"{title} {found[title.lower()].best}" for title in titles if title.lower() in found]
    if shown:
        st.caption(f"Your best so far, of 100 points: {' · '.join(shown)}")
