"""How far a learner has come, as bars with words: in a lesson, in several, in challenges."""

from collections.abc import Iterable, Mapping

import streamlit as st

from pages.shared.catalog import Entry, entry
from qlab.course.played import Played
from qlab.course.progress import LessonProgress

CHALLENGES = entry("lab/challenges.py")


def show_come(come: LessonProgress, more: str = "") -> None:
    """Show how far a learner has come, and `more` words at the end."""
    seen = f"{come.reached} of {come.steps} steps seen · " if come.steps else ""
    st.progress(come.share, text=f"{seen}{come.right} of {come.questions} questions right{more}")


def show_lessons(come: Iterable[LessonProgress], pages: Mapping[str, Entry]) -> None:
    """Show a bar for each lesson, beside its page's link."""
    for lesson in come:
        page = pages[lesson.lesson]
        door, bar = st.columns([1, 3], vertical_alignment="center")
        door.page_link(page.path, label=page.title, icon=page.icon)
        with bar:
            show_come(lesson)


def show_challenges(reached: Mapping[str, Played]) -> None:
    """Show a bar for each kind of challenge that was played; where none was, the way to them."""
    for name, one in reached.items():
        which = {"challenges_which": name.title()}
        door, bar = st.columns([1, 3], vertical_alignment="center")
        door.page_link(CHALLENGES.path, label=name.title(), icon=CHALLENGES.icon, query_params=which)
        bar.progress(one.best / 100, text=f"At best {one.best} of 100 points · {one.numbers} played")
    if not reached:
        st.page_link(CHALLENGES.path, label="Play one", icon=CHALLENGES.icon)
