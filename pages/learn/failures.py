"""Lesson 6, how it fails: answers that vary, loops that never rest, sums that do not fit."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check, predict
from qlab.claims.failures import ANSWERS_VARY, LOOP_NEVER_RESTS, OVERFLOWS
from qlab.figures.accumulator import accumulator_figure
from qlab.figures.accumulator_findings import accumulator_alt, accumulator_notes
from qlab.figures.limit_cycle import limit_cycle_figure
from qlab.figures.limit_cycle_findings import limit_cycle_alt, limit_cycle_notes
from qlab.figures.variance import variance_figure
from qlab.figures.variance_findings import variance_alt, variance_notes

STORY = """Accuracy is one number, and it can hide much. Here are three ways to fail that it does not show at first: a
network whose answers depend on a throw of dice, a loop that never comes to rest, and a sum that turns negative because
it grew too large. Each has a cause that one can measure, and a way out."""

LOOP = """A recurrent network, a filter, a controller: each feeds its output back into itself. Take the smallest such
loop, y = a y with a below 1. In float it dies away. Now keep y in whole steps and round after each time around."""

SUM = """An 8-bit chip multiplies whole numbers and adds the products up in a register. The products have up to 16 bits,
and a layer adds hundreds of them. What becomes of a sum that does not fit?"""

page = entry("learn/failures.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Stochastic rounding", "Output variance", "Limit cycle", "Accumulator")
if predict(
    "failures_prediction",
    "Weights are rounded up or down by chance. One bit less: how does the variance of the answers change?",
    ("It doubles.", "It grows about 4 times.", "It stays."),
):
    bench_of(ANSWERS_VARY, draw=variance_figure, alt=variance_alt, notes=variance_notes)
    check(
        "failures_check",
        "With 2 bits, noisy inputs make answers vary less than with 3. Is the network more reliable?",
        {
            "Yes: it no longer minds the noise.": "Look at its accuracy in the table. It minds nothing any more.",
            "No: it has collapsed.": "It answers nearly everything alike; a stopped clock does not vary either.",
        },
        right="No: it has collapsed.",
    )
st.divider()
st.markdown(LOOP)
if predict(
    "loop_prediction",
    "y starts at 20 and loses 4 % each time around, then is rounded to nearest. Where does it end?",
    ("At 0.", "At 1.", "At 12."),
):
    bench_of(LOOP_NEVER_RESTS, draw=limit_cycle_figure, alt=limit_cycle_alt, notes=limit_cycle_notes)
    check(
        "loop_check",
        "A loop loses 1 % each time around. Up to which value can rounding to nearest hold it?",
        {
            "Up to half a step.": "That much rounding gives back at once; a loop that loses only 1 % needs little.",
            "Up to 50 steps.": "1 % of 50 is half a step, and that much rounding gives back. Slow loops are the worst.",
            "Up to any value.": "Above 50 steps it loses more than half a step, and rounding cannot make up for it.",
        },
        right="Up to 50 steps.",
    )
st.divider()
st.markdown(SUM)
if predict(
    "overflow_prediction",
    "1,024 products of 8-bit integers of both signs: how many of such sums do not fit into 16 bits?",
    ("Hardly any: they cancel.", "More than half.", "All."),
):
    bench_of(OVERFLOWS, draw=accumulator_figure, alt=accumulator_alt, notes=accumulator_notes)
    check(
        "overflow_check",
        "A sum leaves the register on its way, and the exact result would fit. Which register shows it?",
        {
            "The one that wraps.": "Starting over undoes itself on the way back: only the end counts.",
            "The one that clamps.": "What it has cut off on the way is gone, and it ends too low or too high.",
        },
        right="The one that wraps.",
    )
