"""What a question is answered with: buttons, ticks, a number, an order, or the letter of a plot."""

from collections.abc import Sequence
from string import ascii_uppercase

import streamlit as st

from qlab.course.grading import Answer
from qlab.course.question import CHOICES, NUMBER, ORDER, PLOT, Question

LETTERS = ascii_uppercase


def answer_widget(question: Question, order: Sequence[int], key: str) -> Answer | None:
    """Draw what a question is answered with; return the answer, by the places in the file, or None."""
    texts = [option.text for option in question.options]
    if question.kind == NUMBER:
        label = f"Your number ({question.unit})" if question.unit else "Your number"
        return st.number_input(label, value=None, key=key, width=240)
    if question.kind == ORDER:
        letters = _lettered(order)
        st.markdown("  \n".join(f"**{letters[place]}** {texts[place]}" for place in order))
        chosen = st.multiselect(
            "Choose all letters in their order, first to last",
            order,
            format_func=letters.__getitem__,
            key=key,
            select_all=False,
        )
        return chosen if len(chosen) == len(texts) else None
    if question.kind == CHOICES:
        st.markdown("Choose all that are right.")
        ticked = [place for place in order if st.checkbox(texts[place], key=f"{key}_{place}")]
        return ticked or None
    names = _lettered(order) if question.kind == PLOT else dict(enumerate(texts))
    return st.radio(
        "Your answer", order, index=None, format_func=names.__getitem__, key=key, label_visibility="collapsed"
    )


def _lettered(order: Sequence[int]) -> dict[int, str]:
    return dict(zip(order, LETTERS, strict=False))


def show_plots(question: Question, order: Sequence[int]) -> None:
    """Show the plots of a question that asks which of them it is; other questions have none."""
    if question.kind != PLOT:
        return
    from pages.shared.plots import plot_of

    for column, letter, place in zip(st.columns(len(order)), LETTERS, order, strict=False):
        with column:
            st.markdown(f"**{letter}**")
            plot_of(question.options[place], key=f"quiz_{question.key}_{place}")
