"""Lesson 2, noise through a network: what depth adds up, and what width takes away."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check, predict
from pages.shared.predicting.estimating import estimate
from pages.shared.quiz import quiz
from qlab.claims.noise_through import DEPTH_ADDS_UP, WIDTH_DILUTES
from qlab.figures.depth import depth_figure
from qlab.figures.depth_findings import depth_alt, depth_notes
from qlab.figures.dilution import dilution_figure
from qlab.figures.dilution_findings import dilution_alt, dilution_notes

STORY = """Round the weights of one layer and its outputs are a little off: noise. The next layer cannot tell noise from
signal. It passes both on and adds noise of its own, and so on to the end.

A law from statistics says: errors that know nothing of one another add up **in power**. Two equal layers then make
twice the noise power of one, which is 3 dB. But do the errors of real layers know nothing of one another, and does a
trained layer treat noise as it treats its signal? We measure it, layer by layer."""

WIDTH = """Width should help instead. If many units say the same thing, each with an error of its own, the next layer
can take their mean, and errors cancel. That is one reason why large networks are said to bear few bits better."""

page = entry("learn/noise_through.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Layer", "SQNR", "Meter")
if estimate(
    "noise_through_prediction",
    "Sixteen equal layers of random weights, all in 8 bits: how much SQNR is lost from the first to the last?",
):
    bench_of(DEPTH_ADDS_UP, draw=depth_figure, alt=depth_alt, notes=depth_notes)
    check(
        "noise_through_check",
        "Why does the trained network lose less than the law says?",
        {
            "Its layers are quantized more finely.": "All have 8 bits here, and how noisy its own weights are is "
            "part of the dashed line. What was measured still lies above that line.",
            "Training taught it to strengthen what matters.": "Its layers answer strongly to signals like those it has "
            "seen. Noise points everywhere, and most of it meets no such answer. The meter below 1 says so.",
            "Its errors cancel.": "Compare alone and together: the powers of its layers' errors do add, more or less.",
        },
        right="Training taught it to strengthen what matters.",
    )
st.divider()
st.markdown(WIDTH)
if predict(
    "dilution_prediction",
    "The mean of 1,024 units that each hold a signal of their own: how much better is its SQNR than one unit's?",
    ("30 dB better.", "6 dB better.", "Not at all."),
):
    bench_of(WIDTH_DILUTES, draw=dilution_figure, alt=dilution_alt, notes=dilution_notes)
    check(
        "dilution_check",
        "A layer is made four times as wide. When does that make its sum less noisy?",
        {
            "Always: errors average out.": "Errors do, but so do signals that have nothing in common.",
            "When the new units repeat what others say.": "Then signals add in step and errors do not. Where new units "
            "say new things, the sum carries more, and just as noisily.",
            "Never: each unit brings its own noise.": "It does, but errors partly cancel, and equal signals do not.",
        },
        right="When the new units repeat what others say.",
    )
quiz("noise_through")
