"""The questions of a lesson: answered, judged, explained, kept; asked again as often as one likes.

A question is shown in the order that the learner's seed gives, which is kept with the answer.
"""

import random
from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.answer_widget import answer_widget, show_plots
from pages.shared.keeping import is_told, keep, visit
from pages.shared.keeping.note import note
from qlab.course.bank import bank, problems
from qlab.course.grading import grade, said, shuffled
from qlab.course.lessons import lessons
from qlab.course.progress import is_right, kept_answer
from qlab.course.question import ORDER, Question


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
        place = st.empty()
        with place.container():
            if answers and not again:
                _explain(item, question, answers)
                return
            given = _form(item, question, len(answers) + 1)
        if given:
            _say_so(place, item, question, answers)


def _say_so(place: DeltaGenerator, item: str, question: Question, before: Sequence[Any]) -> None:
    """Explain an answer that has just been kept, at once; draw the page again only if more of it changes."""
    answers = visit().all("answer", item)
    last = before[-1] if before else None
    if not is_told():
        st.rerun()
    place.empty()
    with place.container():
        _explain(item, question, answers)
    if is_right(question, last) != is_right(question, answers[-1]):
        st.rerun()


def _form(item: str, question: Question, attempt: int) -> bool:
    """Ask for an answer; return whether it was given, and kept."""
    key = f"quiz_{item}_{attempt}"
    seed = st.session_state.setdefault("quiz_seed", random.SystemRandom().randrange(2**31))
    order = shuffled(question, seed)
    show_plots(question, order)
    with st.form(key, border=False):
        chosen = answer_widget(question, order, f"{key}_answer")
        # The answer is read before the button's run: a callback would see the form of the run before.
        if st.form_submit_button("Check"):
            if chosen is None:
                missing = "all of them" if question.kind == ORDER else "an answer"
                st.markdown(f"Choose {missing} first.")
            else:
                keep("answer", item, kept_answer(chosen, seed), attempt=attempt)
                return True
    return False


def _explain(item: str, question: Question, answers: Sequence[Any]) -> None:
    answer = answers[-1]["answer"]
    graded = grade(question, answer)
    st.markdown(f"You said: {said(question, answer)}")
    st.markdown("**✓ Right.**" if graded.right else "**✗ Not quite.**")
    st.markdown("\n".join(f"- {because}" for because in graded.because if because))
    st.button(
        "Try again",
        key=f"quiz_{item}_retry",
        on_click=st.session_state.update,
        args=({f"quiz_{item}_again": len(answers)},),
    )
