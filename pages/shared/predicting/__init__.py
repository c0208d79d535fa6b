"""Predict before you see: ask, keep the vote, offer a hint and a second vote, and only then show what was measured.

The ways to predict (choosing.py, estimating.py, drawing.py) differ in how one answers and in what is said at the end.
All else is here and the same for them: both votes are kept, and so is a skip. What was measured comes from `reveal`,
which is called once the learner is sure, so nothing of it is on the page before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

import streamlit as st

from pages.shared.keeping import keep, visit
from qlab.course.lessons import hint_for
from qlab.course.progress import SKIPPED, is_sure

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

SURE = "Show what was measured"
V = TypeVar("V")


@dataclass(frozen=True)
class Asked:
    """A prediction that is asked for: its key, unique in the lab, the question, and which attempt it would be."""

    key: str
    question: str
    attempt: int

    def vote(self, value: Any) -> None:
        """Keep what the learner predicts; a second click, or one where another window was first, changes nothing."""
        visit().refresh()
        keep("prediction", self.key, value, attempt=self.attempt)

    def hint(self) -> "DeltaGenerator":
        """Offer the hint; return the place below it."""
        place = st.popover("A hint first", icon=":material/lightbulb:", type="tertiary")
        place.markdown(hint_for(self.key))
        return place


class Way(Protocol[V]):
    """A way to predict.

    Attributes:
        on_paper: how to answer where there is no device, in a sentence; empty where the question says it.
    """

    on_paper: ClassVar[str]

    def read(self, kept: Any) -> V:
        """Return a vote that was kept.

        Raises:
            ValueError: if it does not answer the question.
        """

    def ask(self, asked: Asked) -> None:
        """Draw what the first vote is made with."""

    def ask_again(self, asked: Asked, first: V) -> None:
        """Repeat the first vote; draw the hint, and what another vote is made with."""

    def reveal(self, asked: Asked, votes: Sequence[V]) -> None:
        """Say what the votes are worth, or, where there are none, what was measured."""


def has_seen(key: str) -> bool:
    """Return whether this learner has seen what was measured: they were sure of the prediction, or skipped it."""
    return is_sure(visit().all("prediction", key)) or bool(st.session_state.get(f"{key}_skipped"))


def predicted(key: str, question: str, way: Way[Any]) -> bool:
    """Ask for a prediction before anything is drawn; return whether the learner is sure of it, or would rather not.

    Who predicted when the question was asked in another way has seen what was measured, and is not asked again.
    """
    kept = visit().all("prediction", key)
    votes, asked = _votes(kept, way), Asked(key, question, len(kept) + 1)
    with st.container(border=True):
        st.markdown(f"**First your prediction.** {question}")
        place = st.container()
        skipped = kept[:1] == [SKIPPED] or (not kept and _skip(asked))
        with place:
            if skipped:
                st.markdown("You did not predict. This is what was measured.")
                way.reveal(asked, ())
            elif not kept:
                way.ask(asked)
            elif len(votes) == 1:
                way.ask_again(asked, votes[0])
            else:
                if not votes:
                    st.markdown(
                        "You predicted when this was asked in another way. This is what was measured."
                    )
                way.reveal(asked, votes)
    return skipped or (bool(kept) and len(votes) != 1)


def _votes(kept: Sequence[Any], way: Way[V]) -> list[V]:
    """Return the votes that answer the question as it is asked now."""
    votes = []
    for value in kept:
        try:
            votes.append(way.read(value))
        except ValueError:
            continue
    return votes


def _skip(asked: Asked) -> bool:
    """Offer to see without predicting. It is in the address, so that a link can lead past the question."""
    skipped = f"{asked.key}_skipped"

    def skip() -> None:
        if st.session_state[skipped]:
            asked.vote(SKIPPED)

    return st.toggle("Show me without a prediction", key=skipped, bind="query-params", on_change=skip)
