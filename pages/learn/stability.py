"""Lesson 8: what becomes of small updates on a grid, and whether a quantized weight comes to rest."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check, predict
from qlab.claims import STATEMENTS
from qlab.figures.oscillation import oscillation_figure
from qlab.figures.oscillation_findings import oscillation_alt, oscillation_notes
from qlab.figures.restless import restless_figure
from qlab.figures.restless_findings import restless_alt, restless_notes
from qlab.figures.stall import stall_figure
from qlab.figures.stall_findings import stall_alt, stall_notes

STORY = """
Training moves each weight a little, thousands of times. But a quantized weight cannot move a little: it stands on a
level, and the next level is a whole step away.

It is often said that this makes quantized weights *stable*: a small nudge does not move them. That has two sides. A
weight that nothing moves has stopped learning. And where training does move it, does it ever come to rest? Both can be
seen on a single weight.
"""

MOVES = """To keep small updates, training with quantization keeps a *latent* float weight behind each code, and passes
the gradient straight through the rounding. Watch one such weight, one step at a time. Point at a step to read it."""

page = entry("learn/stability.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Level", "Latent weights", "Straight-through", "Stochastic rounding", "Oscillation")
if predict(
    "stability_prediction",
    "A weight is stored on a grid and rounded to nearest after each step. Which learning rate brings it closest to "
    "its target?",
    ("The smallest: it is the most careful.", "The largest.", "All the same, given time."),
):
    bench_of(STATEMENTS["small-updates"], draw=stall_figure, alt=stall_alt, notes=stall_notes)
    check(
        "stability_stall_check",
        "Training on a grid has stopped moving. What gets it going again?",
        {
            "More steps.": "Every further step is the same as the last, and is rounded away like it.",
            "A smaller learning rate.": "It makes the updates smaller still; the weight stops even earlier.",
            "Rounding at random.": "An update of a tenth of a step then moves the weight one time in ten, by a whole "
            "step: on average, nothing is lost.",
        },
        right="Rounding at random.",
    )

st.markdown(MOVES)
if predict(
    "stability_rest_prediction",
    "The best value lies halfway between two codes. The learning rate is made ten times smaller. How often does the "
    "code change?",
    ("Ten times less often.", "Just as often.", "Never, after a while."),
):
    bench_of(STATEMENTS["settles"], draw=oscillation_figure, alt=oscillation_alt, notes=oscillation_notes)
    check(
        "stability_rest_check",
        "The best value is 2.2. How often is the weight at code 3?",
        {
            "Never: 2 is nearer.": "Then the gradient would always point up, and carry the latent weight over the "
            "threshold.",
            "Half of the time.": "Then the mean code would be 2.5, and the gradients would not cancel.",
            "One step in five.": "Only so is the mean code 2.2, where the gradients cancel. Each visit costs two "
            "changes: 0.4 a step.",
        },
        right="One step in five.",
    )

st.markdown("So far it was one weight. Here are all those of a network that reads digits.")
if predict(
    "stability_network_prediction",
    "In 100 steps of fine-tuning, do the weights change more with 8 bits or with 2?",
    ("With 8 bits.", "With 2 bits.", "It depends on how one counts."),
):
    calmer = STATEMENTS["fewer-bits-calmer-weights"]
    bench_of(calmer, draw=restless_figure, alt=restless_alt, notes=restless_notes)
