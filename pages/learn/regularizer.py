"""Lesson 7: is quantization a regularizer?"""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check, predict, verdicts_of
from pages.shared.quiz import quiz
from qlab.claims import STATEMENTS
from qlab.figures.regularizer import regularizer_figure
from qlab.figures.regularizer_findings import regularizer_alt, regularizer_notes

STORY = """
A network with many weights can learn its training samples by heart, mistakes included, and then do worse on new ones:
it **overfits**. A **regularizer** is anything that holds it back. Few levels leave a weight little freedom, so training
with few bits might be one, for free. But is it a good one? We train on digits of which some have a wrong label, once in
float and once with few bits. Beside them stand the remedies that everyone knows: pulling all weights toward 0 (weight
decay), stopping in time (early stopping), and a narrower network. And because rounding looks like noise, a float
network whose weights get **random noise of the same size** in each step of its training. All are tuned alike.
"""

page = entry("learn/regularizer.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Overfitting", "Regularizer", "Weight decay", "Early stopping", "Validation samples")
if predict(
    "regularizer_prediction",
    "Three labels in ten are wrong. Which network will do best on new digits?",
    ("Float, with all its freedom", "One trained with few bits", "One with noise", "One with another remedy"),
):
    better = STATEMENTS["few-bits-beat-float"]
    bench_of(better, draw=regularizer_figure, alt=regularizer_alt, notes=regularizer_notes)
    verdicts_of(STATEMENTS["few-bits-beat-noise"])
    verdicts_of(STATEMENTS["few-bits-beat-remedies"])
    check(
        "regularizer_check",
        "Training with few bits makes the gap between training and new samples smaller. Is that enough to use it?",
        {
            "No: what counts is how well it does on new samples": "A network that has learned nothing has no gap "
            "at all. Look at the accuracy on new samples, and at what a tuned remedy reaches there.",
            "Yes: a small gap means that it generalizes": "A network that guesses has no gap either. The gap is small "
            "here in part because the training samples are learned less well.",
        },
        right="No: what counts is how well it does on new samples",
    )
quiz("regularizer")
