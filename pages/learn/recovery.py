"""Lesson 9: what fine-tuning brings back, and what it cannot."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check, predict
from qlab.claims import STATEMENTS
from qlab.figures.recovered import recovered_figure
from qlab.figures.recovered_findings import recovered_alt, recovered_notes

STORY = """
Quantization is done in a moment, after training, and the network has no say in it. **Fine-tuning** gives it one: a few
more passes over the data, now with the few levels in place, so that the weights can find an arrangement that works on
them.

It is said that a little of this, with small steps and a part of the data, brings most of the accuracy back. Here five
networks are broken and trained on, each beside a **float control**: the same network in float, with the same steps on
the same samples. What the control gains is not recovery; it is just more training.
"""

page = entry("learn/recovery.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Fine-tuning", "Latent weights", "Float control", "Recovered fraction")
if predict(
    "recovery_prediction",
    "3 bits for weights and activations cost these networks much of their accuracy. The training data is gone through "
    "three more times. How much of what was lost comes back?",
    ("Hardly anything.", "About half.", "More than half."),
):
    bench_of(
        STATEMENTS["most-comes-back"],
        draw=recovered_figure,
        alt=recovered_alt,
        notes=recovered_notes,
    )
    st.markdown("The course asks for a *small* learning rate. How small is small?")
    bench_of(
        STATEMENTS["smaller-rate-recovers-more"],
        draw=recovered_figure,
        alt=recovered_alt,
        notes=recovered_notes,
    )
    st.markdown(
        "And where nothing is left? What a layer makes larger the next can make smaller: in float, nothing changes. "
        "But the weights then differ so much in size that one scale a layer fits few of them, and the network "
        "collapses. **Equalizing** undoes it before any training."
    )
    bench_of(
        STATEMENTS["comes-back-wherever-it-starts"],
        draw=recovered_figure,
        alt=recovered_alt,
        notes=recovered_notes,
    )
    check(
        "recovery_check",
        "With tiny steps almost nothing came back. Why?",
        {
            "The network has forgotten too much.": "The same network recovers with steps a hundred times as "
            "large, on the same samples.",
            "Most weights never reach their next level.": "A weight shows only its level. Small steps add up in the "
            "latent weight, but too few of them fit into three passes to cross a threshold.",
            "Rounding throws each small step away.": "That is so for weights stored on the grid. Here each step is "
            "kept, in the latent float weight.",
        },
        right="Most weights never reach their next level.",
    )
