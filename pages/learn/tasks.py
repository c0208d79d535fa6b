"""Lesson 5, tasks: why one needs more bits than another. Choose the question."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.part import choose
from pages.shared.parts.task_kinds import KINDS
from pages.shared.parts.task_margins import MARGINS
from pages.shared.quiz import quiz

STORY = """Some say that recognizing pictures takes few bits, while speech, medical diagnosis and regression take many.
Here small networks, quantized in one way, do different tasks: read digits, judge breast tumors, listen, foretell a
text, compute a smooth function. To compare them we ask what share of its **skill** each keeps. Skill is what a network
does better than the best answer that never looks at the input."""

page = entry("learn/tasks.py")
header(page.title, page.question)
st.markdown(STORY)
choose(
    "tasks_part", "Choose a question", {"Does the label decide?": (KINDS,), "What does decide?": (MARGINS,)}
)
quiz("tasks")
