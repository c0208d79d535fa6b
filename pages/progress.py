"""Your progress: what is done, what to do next, how to come back, and how to take it along or delete it."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from pages.shared.catalog import LESSONS
from pages.shared.frame import header
from pages.shared.keeping import visit
from pages.shared.keeping.mine import ask_for_code, come_back, delete_all, nickname, take_along
from pages.shared.quiz import ask
from qlab.course.bank import bank
from qlab.course.lessons import steps
from qlab.course.progress import LessonProgress, altogether, due, next_lesson, progress


def show_bar(come: LessonProgress, more: str = "") -> None:
    """Show how far a learner has come, in words and as a bar."""
    seen = f"{come.reached} of {come.steps} steps seen · " if come.steps else ""
    st.progress(come.share, text=f"{seen}{come.right} of {come.questions} questions right{more}")


header(
    "Your progress",
    "What you have done, what comes next, and how to go on from here on another day or device.",
)
lessons = {Path(entry.path).stem: entry for entry in LESSONS}
by_name = {lesson.lesson: lesson for lesson in progress(visit().kept, bank(), steps())}
come = [by_name[name] for name in lessons if name in by_name]
predicted = len({record.item for record in visit().kept if record.kind == "prediction" and record.value})
show_bar(altogether(come), f" · {predicted} predicted")

waiting = due(visit().kept, bank(), datetime.now(UTC))
following = next_lesson(visit().kept, come, steps())
st.header("What to do next", anchor=False)
if waiting:
    st.markdown(f"{len(waiting)} of the questions that were hard are due again. Here is one of them.")
    ask(*waiting[0])
elif following:
    page = lessons[following]
    st.page_link(page.path, label=f"**{page.title}**", icon=":material/arrow_forward:")
    st.markdown(page.question)
else:
    st.markdown(
        "You have seen every step, and every last answer is right. Now build something with few bits!"
    )

st.header("Lesson by lesson", anchor=False)
for lesson in come:
    page = lessons[lesson.lesson]
    door, bar = st.columns([1, 3], vertical_alignment="center")
    door.page_link(page.path, label=page.title, icon=page.icon)
    with bar:
        show_bar(lesson)

st.header("Come back later", anchor=False)
if visit().code:
    come_back()
    nickname()
    with st.container(horizontal=True):
        take_along()
        delete_all()
else:
    st.markdown(
        "Nothing is kept of you so far. With your first prediction or answer you get a code to come back with."
    )
ask_for_code()
