"""Predict by choosing one of a few options."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import streamlit as st

from pages.shared.predicting import SURE, Asked
from qlab.course.progress import SKIPPED


@dataclass(frozen=True)
class Choosing:
    """One of these options."""

    options: tuple[str, ...]
    on_paper: ClassVar[str] = ""

    def read(self, kept: Any) -> str:
        """Return a choice that was kept; one that is no longer among the options is still a choice."""
        if not isinstance(kept, str) or kept == SKIPPED:
            raise ValueError(f"kept must be one of the options; got {kept!r:.60}.")
        return kept

    def ask(self, asked: Asked) -> None:
        """Draw the options."""

        def vote() -> None:
            if st.session_state[asked.key]:
                asked.vote(st.session_state[asked.key])

        st.pills(
            asked.question,
            self.options,
            key=asked.key,
            required=True,
            label_visibility="collapsed",
            wrap=True,
            on_change=vote,
        )

    def ask_again(self, asked: Asked, first: str) -> None:
        """Repeat the choice; offer a hint, and another one."""
        place = st.empty()
        with asked.hint():
            again = st.pills("Would you rather say", self.options, default=None, key=f"{asked.key}_again")
        place.markdown(_said(first, again or first))
        st.button(SURE, key=f"{asked.key}_sure", on_click=asked.vote, args=(again or first,))

    def reveal(self, asked: Asked, votes: Sequence[str]) -> None:
        """Repeat what was chosen, at first and at last."""
        if votes:
            st.markdown(f"{_said(votes[0], votes[-1])}  \nNow see what was measured.")


def _said(first: str, last: str) -> str:
    before = f"First you said: {first}  \n" if first != last else ""
    return f"{before}You say: **{last}**"
