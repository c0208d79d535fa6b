"""Lesson 1: what quantization does to numbers, and when it is like noise."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check, predict
from qlab.claims import STATEMENTS
from qlab.figures.rounding_noise import noise_figure, sqnr_figure
from qlab.figures.rounding_noise_findings import noise_alt, noise_notes, sqnr_alt, sqnr_notes

STORY = """
Quantization allows a weight only a few values, the **levels**, and moves each weight to the nearest one. Evenly spaced
levels lie one **step** apart, so no weight inside the range moves by more than half a step. Errors spread evenly over
a step have a mean square of step²/12. That gives a simple picture: *quantizing is adding a little noise*. One bit more
halves the step, so the noise gets four times weaker: 6 decibels. The picture is useful, and sometimes wrong. When?
"""

page = entry("learn/noise.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Level", "SQNR", "Sigma", "Correlation")
if predict(
    "noise_prediction",
    "How coarse may a grid be before rounding stops being like noise?",
    ("A step far below sigma", "A step of about sigma", "A step of two or three sigma"),
):
    bench_of(STATEMENTS["six-decibels"], draw=sqnr_figure, alt=sqnr_alt, notes=sqnr_notes)
    bench_of(STATEMENTS["white-noise"], draw=noise_figure, alt=noise_alt, notes=noise_notes)
    check(
        "noise_check",
        "A network is quantized to 2 bits, so that its step is about 3 sigma. What does the noise model say about it?",
        {
            "Nothing reliable": "At such steps most weights become 0 and the error depends on the weight: it is minus "
            "the weight itself. The measured power and correlation above are far from the model.",
            "The error is larger, but still like noise": "It is larger, but not like noise: look at the correlation "
            "for coarse grids above. Noise would average out over many weights, this error does not.",
            "The error is step²/12, as always": "step²/12 assumes errors spread evenly over a step. With so few levels "
            "most errors are small values rounded to 0, and the measured power is below step²/12.",
        },
        right="Nothing reliable",
    )
