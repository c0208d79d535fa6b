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
from pages.shared.predicting import has_seen
from qlab.course.bank import bank, problems
from qlab.course.grading import grade, said, shuffled
from qlab.course.lessons import steps
from qlab.course.progress import is_right, kept_answer
from qlab.course.question import ORDER, Question


def quiz(lesson: str) -> None:
    """End a lesson: offer all of its questions, say how many are right, and leave room for a note."""
    _questions(lesson)
    note(lesson)


def _questions(lesson: str) -> None:
    if lesson in problems():
        st.warning(f"{problems()[lesson]} Until that is mended, this lesson has no questions.")
        return
    predictions = steps()[lesson]
    seen = {key for key in predictions if has_seen(key)}
    if predictions and not seen:
        st.markdown("Once you have seen something measured, there are questions here to check yourself.")
        return
    questions = bank()[lesson]
    asked = [question for question in questions if not question.after or question.after in seen]
    box = st.expander(
        f"Check yourself: {len(asked)} questions",
        icon=":material/quiz:",
        key=f"{lesson}_quiz",
        on_change="rerun",
    )
    if box.open:
        with box:
            _ask_all(lesson, asked)
            if waiting := len(questions) - len(asked):
                st.markdown(f"{waiting} more come with the steps that you have not seen yet.")


@st.fragment
def _ask_all(lesson: str, questions: Sequence[Question]) -> None:
    """Ask these questions of a lesson, below how many of all are right. Alone: an answer draws nothing else again."""
    place = st.empty()
    for number, question in enumerate(questions, start=1):
        ask(lesson, question, f"{number}. ")
    every = bank()[lesson]
    right = sum(is_right(one, visit().last("answer", f"{lesson}/{one.key}")) for one in every)
    place.progress(right / len(every), text=f"{right} of {len(every)} right")


def review(lesson: str, question: Question) -> bool:
    """Ask a question as if for the first time; return whether it was answered just now."""
    st.session_state[_again(f"{lesson}/{question.key}")] = len(
        visit().all("answer", f"{lesson}/{question.key}")
    )
    return ask(lesson, question)


def ask(lesson: str, question: Question, number: str = "") -> bool:
    """Ask one question; once it is answered say what is right, why, and offer another attempt.

    Returns:
        Whether it was answered just now.
    """
    item = f"{lesson}/{question.key}"
    answers = visit().all("answer", item)
    again = st.session_state.get(_again(item), 0) == len(answers)
    with st.container(border=True):
        st.markdown(f"**{number}{question.ask}**")
        place = st.empty()
        with place.container():
            if answers and not again:
                _explain(item, question, answers)
                return False
            given = _form(item, question, len(answers) + 1)
        if given:
            _say_so(place, item, question)
        return given


def _say_so(place: DeltaGenerator, item: str, question: Question) -> None:
    """Explain an answer that has just been kept; draw the whole page only where it has news of what is kept."""
    if not is_told():
        st.rerun()
    place.empty()
    with place.container():
        _explain(item, question, visit().all("answer", item))


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
        args=({_again(item): len(answers)},),
    )


def _again(item: str) -> str:
    """Return the name of the state that says after how many answers the question is asked again."""
    return f"quiz_{item}_again"
