"""Your progress: what is done, what to do next, how to come back, and how to take it along or delete it."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from pages.shared.bars import show_challenges, show_come, show_lessons
from pages.shared.catalog import LESSONS
from pages.shared.frame import header
from pages.shared.keeping import visit
from pages.shared.keeping.mine import ask_for_code, come_back, delete_all, nickname, take_along
from pages.shared.quiz import review
from qlab.course.bank import bank
from qlab.course.lessons import steps
from qlab.course.played import played
from qlab.course.progress import altogether, due, next_lesson, progress
from qlab.course.ranges_held import ranges_held, said_of_ranges

header(
    "Your progress",
    "What you have done, what comes next, and how to go on from here on another day or device.",
)
lessons = {Path(entry.path).stem: entry for entry in LESSONS}
by_name = {lesson.lesson: lesson for lesson in progress(visit().kept, bank(), steps())}
come = [by_name[name] for name in lessons if name in by_name]
predicted = len({record.item for record in visit().kept if record.kind == "prediction" and record.value})
show_come(altogether(come), f" · {predicted} predicted")
if of_ranges := said_of_ranges(*ranges_held(visit().kept)):
    st.markdown(of_ranges)

waiting = due(visit().kept, bank(), datetime.now(UTC))
following = next_lesson(visit().kept, come, steps())
st.header("What to do next", anchor=False)
if waiting:
    st.markdown(f"{len(waiting)} of the questions that were hard are due again. Here is one of them.")
    if review(*waiting[0]):
        st.button("Go on", icon=":material/arrow_forward:")
elif following:
    page = lessons[following]
    st.page_link(page.path, label=f"**{page.title}**", icon=":material/arrow_forward:")
    st.markdown(page.question)
else:
    st.markdown(
        "You have seen every step, and every last answer is right. Now build something with few bits!"
    )

st.header("Lesson by lesson", anchor=False)
show_lessons(come, lessons)
st.header("Challenges", anchor=False)
show_challenges(played(visit().kept))

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
