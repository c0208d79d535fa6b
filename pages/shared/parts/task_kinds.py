"""Does the kind of a task tell how many bits it needs?"""

from functools import partial

import streamlit as st

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.tasks import KIND_DECIDES
from qlab.figures.tolerance import tolerance_figure
from qlab.figures.tolerance_findings import tolerance_alt, tolerance_notes

TRAINED = """**How a network was trained moves the verdict.** The tumors are judged by two sets of networks with the
same layers: the first trained as suits tumors, the second as the digits were. Compare the bits that they need, and
those of the two networks that listen: how a network is built matters as well. The second case, the regression with
wider margins, was picked after looking: it shows what a tolerance does, and no regression is bound to have a wide one.
So no label on a task tells its bits. One has to measure, on the network that will be used."""

KINDS = Part(
    key="tasks",
    story="""A *classification* names a class: its answer stays until another class overtakes it. A *regression* gives a
number, and is right if that number is close enough. How close is close enough is the task's **tolerance**, and
somebody has to choose it. A *language model* gives odds for what comes next, and all of them count: it is never simply
right.""",
    words=("Regression", "Tolerance", "Skill", "Language model", "Bits per character"),
    question="Which of these needs the most bits?",
    options=(
        "Reading digits",
        "Judging tumors",
        "Hearing digits",
        "Foretelling a text",
        "Computing a function to 0.1 deviations",
        "All the same",
    ),
    benches=(
        partial(bench_of, KIND_DECIDES, draw=tolerance_figure, alt=tolerance_alt, notes=tolerance_notes),
        partial(st.markdown, TRAINED),
    ),
    check=Check(
        question="A robot's arm must stop within 0.1 mm, and a camera must tell ripe apples from unripe ones. What "
        "decides how many bits each needs?",
        answers={
            "Regression needs more bits than classification": "The second bench is a regression and keeps its skill "
            "down to as few bits as the digits do. The kind of task alone does not decide.",
            "How far an answer may move, and what noise the network makes": "In the first two benches only the "
            "tolerance differs, and with it the bits. The tumors show the other half: another training, other bits.",
            "How much harm a wrong answer does": "Harm is a reason to measure with care, not a property of the numbers "
            "inside. The interval in the third bench is wide because there are only 171 tumors to test on.",
        },
        right="How far an answer may move, and what noise the network makes",
    ),
)
