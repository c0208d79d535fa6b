"""The questions of a lesson: answered, judged, explained, kept; asked again as often as one likes.

A question is shown in the order that the learner's seed gives, which is kept with the answer.
"""

import random
from collections.abc import Callable, Sequence
from functools import partial
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
    if not box.open:
        return
    with box:
        count = partial(_count, lesson, st.empty())
        count()
        for number, question in enumerate(asked, start=1):
            ask(lesson, question, f"{number}. ", changed=count)
        if waiting := len(questions) - len(asked):
            st.markdown(f"{waiting} more come with the steps that you have not seen yet.")


def _count(lesson: str, place: DeltaGenerator) -> None:
    """Say how many of a lesson's questions are right."""
    questions = bank()[lesson]
    right = sum(is_right(one, visit().last("answer", f"{lesson}/{one.key}")) for one in questions)
    place.progress(right / len(questions), text=f"{right} of {len(questions)} right")


@st.fragment
def ask(
    lesson: str, question: Question, number: str = "", *, changed: Callable[[], object] = st.rerun
) -> None:
    """Ask one question; once it is answered say what is right, why, and offer another attempt.

    `changed` is called when an answer has become right, or is right no more.
    """
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
            _say_so(place, item, question)
            before, now = answers[-1] if answers else None, visit().last("answer", item)
            if is_right(question, before) != is_right(question, now):
                changed()


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
        args=({f"quiz_{item}_again": len(answers)},),
    )
