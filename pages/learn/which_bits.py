"""Lesson 10: six questions that people ask, each answered by what was measured."""

from typing import NamedTuple

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.entries import published_entries, show_statement
from pages.shared.frame import header


class Question(NamedTuple):
    """A question, our answer, the statements that it rests on, and the lesson that measures them."""

    asked: str
    answer: str
    statements: tuple[str, ...]
    lesson: str


QUESTIONS = (
    Question(
        "Why are larger networks often more robust?",
        "Where many units say the same, their errors average out. Size alone does not do it: clip nothing, and one "
        "large weight can undo what size has won.",
        ("width-dilutes", "larger-loses-less"),
        "learn/small_and_large.py",
    ),
    Question(
        "Which tasks are sensitive?",
        "Those that count an answer as wrong when it moves a little. Ask how far yours may move, not what the task is "
        "called.",
        ("kind-decides",),
        "learn/tasks.py",
    ),
    Question(
        "How do I find the right number of bits for my network?",
        "Measure the SQNR of its outputs as the bits go down, and accuracy beside it. Stay well above where accuracy "
        "falls: that place is the network's own.",
        ("in-decibels", "cliff-is-sharp"),
        "learn/the_cliff.py",
    ),
    Question(
        "How does quantization regularize?",
        "Trained with few bits, a network cannot learn wrong labels by heart so easily. A tuned remedy does "
        "that better.",
        ("few-bits-beat-float", "few-bits-beat-remedies"),
        "learn/regularizer.py",
    ),
    Question(
        "More bits, or a better range?",
        "First look at the units of the channels and at the range: both are free. What helps more differs from network "
        "to network, so measure both.",
        ("int8-costs-little", "one-bit-more"),
        "learn/the_cliff.py",
    ),
    Question(
        "How does fine-tuning recover what was lost?",
        "Small steps add up in latent weights until they cross to another level. A network that guesses gives no "
        "direction to go in, and steps that are too small never cross.",
        ("most-comes-back", "comes-back-wherever-it-starts"),
        "learn/recovery.py",
    ),
)

page = entry("learn/which_bits.py")
header(page.title, page.question)
st.markdown(
    "Below each answer stands what it rests on: measured on the networks of this lab, and judged by a rule."
)
entries = published_entries()
for question in QUESTIONS:
    st.subheader(question.asked, anchor=False)
    st.markdown(question.answer)
    for name in question.statements:
        show_statement(name, entries)
    lesson = entry(question.lesson)
    st.page_link(lesson.path, label=f"Measure it yourself: {lesson.title}", icon=lesson.icon)
