"""The questions of a lesson: answered, judged, explained, kept; asked again as often as one likes.

A question is shown in the order that the learner's seed gives, which is kept with the answer.
"""

import random
from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.shared.keeping import keep, visit
from pages.shared.keeping.note import note
from qlab.course.bank import bank, problems
from qlab.course.grading import Answer, grade, said, shuffled
from qlab.course.lessons import lessons
from qlab.course.progress import is_right, kept_answer
from qlab.course.question import CHOICES, NUMBER, ORDER, PLOT, Question

LETTERS = "ABCDEFGH"


def quiz(lesson: str) -> None:
    """End a lesson: offer all of its questions, say how many are right, and leave room for a note."""
    _questions(lesson)
    note(lesson)


def _questions(lesson: str) -> None:
    if not _has_predicted(lesson):
        st.markdown("After your first prediction there are questions here to check yourself.")
        return
    if lesson in problems():
        st.warning(f"{problems()[lesson]} Until that is mended, this lesson has no questions.")
        return
    questions = bank()[lesson]
    box = st.expander(
        f"Check yourself: {len(questions)} questions",
        icon=":material/quiz:",
        key=f"{lesson}_quiz",
        on_change="rerun",
    )
    if not box.open:
        return
    last = {question.key: visit().last("answer", f"{lesson}/{question.key}") for question in questions}
    right = sum(is_right(question, last[question.key]) for question in questions)
    with box:
        st.progress(right / len(questions), text=f"{right} of {len(questions)} right")
        for number, question in enumerate(questions, start=1):
            ask(lesson, question, f"{number}. ")


def _has_predicted(lesson: str) -> bool:
    """Return whether a prediction of the lesson was made or skipped: questions tell what was measured."""
    predictions = lessons()[lesson].hints
    return not predictions or any(
        visit().all("prediction", key) or st.session_state.get(f"{key}_skipped") for key in predictions
    )


@st.fragment
def ask(lesson: str, question: Question, number: str = "") -> None:
    """Ask one question; once it is answered say what is right, why, and offer another attempt."""
    item = f"{lesson}/{question.key}"
    answers = visit().all("answer", item)
    again = st.session_state.get(f"quiz_{item}_again", 0) == len(answers)
    with st.container(border=True):
        st.markdown(f"**{number}{question.ask}**")
        if answers and not again:
            _explain(question, answers[-1])
            st.button(
                "Try again",
                key=f"quiz_{item}_retry",
                on_click=st.session_state.update,
                args=({f"quiz_{item}_again": len(answers)},),
            )
        else:
            _form(item, question, len(answers) + 1)


def _form(item: str, question: Question, attempt: int) -> None:
    key = f"quiz_{item}_{attempt}"
    seed = st.session_state.setdefault("quiz_seed", random.SystemRandom().randrange(2**31))
    order = shuffled(question, seed)
    if question.kind == PLOT:
        _plots(question, order)
    with st.form(key, border=False):
        chosen = _widget(question, order, f"{key}_answer")
        # The answer is read before the button's run: a callback would see the form of the run before.
        if st.form_submit_button("Check"):
            if chosen is None:
                st.markdown("Choose an answer first.")
            else:
                keep("answer", item, kept_answer(chosen, seed), attempt=attempt)
                st.rerun()


def _widget(question: Question, order: Sequence[int], key: str) -> Answer | None:
    """Draw what a question is answered with; return the answer, by the places in the file, or None."""
    texts = [option.text for option in question.options]
    if question.kind == NUMBER:
        return st.number_input(question.unit or "Your number", value=None, key=key, width=240)
    if question.kind == ORDER:
        chosen = st.multiselect(
            "Choose them in their order, first to last", order, format_func=texts.__getitem__, key=key
        )
        return chosen if len(chosen) == len(texts) else None
    if question.kind == CHOICES:
        st.markdown("Choose all that are right.")
        ticked = [place for place in order if st.checkbox(texts[place], key=f"{key}_{place}")]
        return ticked or None
    names = (
        {place: LETTERS[i] for i, place in enumerate(order)}
        if question.kind == PLOT
        else dict(enumerate(texts))
    )
    return st.radio(
        "Your answer", order, index=None, format_func=names.__getitem__, key=key, label_visibility="collapsed"
    )


def _plots(question: Question, order: Sequence[int]) -> None:
    from pages.shared.plots import plot_of

    for column, letter, place in zip(st.columns(len(order)), LETTERS, order, strict=False):
        with column:
            st.markdown(f"**{letter}**")
            plot_of(question.options[place], key=f"quiz_{question.key}_{place}")


def _explain(question: Question, kept: Any) -> None:
    answer = kept["answer"]
    graded = grade(question, answer)
    st.markdown(f"You said: {said(question, answer)}")
    st.markdown("**✓ Right.**" if graded.right else "**✗ Not quite.**")
    st.markdown("\n".join(f"- {because}" for because in graded.because if because))
