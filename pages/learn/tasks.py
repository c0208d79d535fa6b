"""Lesson 5: why one task needs more bits than another."""

import streamlit as st

from pages.shared.cached import drawn
from pages.shared.catalog import entry
from pages.shared.frame import figure, header, receipt, what_to_notice
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check, predict
from pages.shared.running import watched
from qlab.claims.tasks import KIND_DECIDES
from qlab.experiments.tolerance import ToleranceSpec
from qlab.figures.tolerance import tolerance_figure
from qlab.figures.tolerance_findings import tolerance_alt, tolerance_notes

STORY = """
Some say that recognizing pictures takes few bits, while medical diagnosis and regression take many. Here networks of
one size, quantized in one way, do different tasks: read digits, judge breast tumors, compute a smooth function. To
compare them we ask what share of its **skill** each keeps. Skill is what a network does better than the best answer
that never looks at the input.

A *classification* names a class: its answer stays the same until another class overtakes it. A *regression* gives a
number, and is right if that number is close enough. How close is close enough is the task's **tolerance**, and somebody
has to choose it.
"""

page = entry("learn/tasks.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Skill", "Tolerance", "Accuracy")
if predict(
    "tasks_prediction",
    "Which of these needs the most bits?",
    ("Reading digits", "Judging tumors", "Computing a function to 0.1 deviations", "All the same"),
):
    bench_of(KIND_DECIDES, draw=tolerance_figure, alt=tolerance_alt, notes=tolerance_notes)
    st.subheader("All tasks at once", anchor=False)
    if measurement := watched(ToleranceSpec(), place="tasks_all"):
        result = measurement.result
        picture = drawn(tolerance_figure, measurement)
        figure(picture, key="tasks_all", alt=tolerance_alt(result), table=result.rows)
        what_to_notice(tolerance_notes(result))
        receipt(measurement.receipt, key="tasks_all_receipt")
    check(
        "tasks_check",
        "A robot's arm must stop within 0.1 mm, and a camera must tell ripe apples from unripe ones. What decides how "
        "many bits each needs?",
        {
            "Regression needs more bits than classification": "The second bench is a regression and keeps its skill "
            "down to as few bits as the digits do. The kind of task alone does not decide.",
            "How far an answer may move before it counts as wrong": "The networks and their answers are the same in "
            "the first two benches. Only the tolerance differs, and with it the bits.",
            "How much harm a wrong answer does": "Harm is a reason to measure with care, not a property of the numbers "
            "inside. The interval in the third bench is wide because there are only 171 tumors to test on.",
        },
        right="How far an answer may move before it counts as wrong",
    )
