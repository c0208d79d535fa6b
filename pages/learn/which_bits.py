"""Lesson 10: six questions that people ask, each answered by what was measured."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.entries import published_entries, show_statement
from pages.shared.frame import header
from pages.shared.quiz import quiz
from qlab.course.suggested import SUGGESTED

page = entry("learn/which_bits.py")
header(page.title, page.question)
st.markdown(
    "Below each answer stands what it rests on: measured on the networks of this lab, and judged by a rule."
)
entries = published_entries()
for question in SUGGESTED:
    st.subheader(question.asked, anchor=False)
    st.markdown(question.answer)
    for name in question.statements:
        show_statement(name, entries)
    lesson = entry(f"learn/{question.lesson}.py")
    st.page_link(lesson.path, label=f"Measure it yourself: {lesson.title}", icon=lesson.icon)
quiz("which_bits")
