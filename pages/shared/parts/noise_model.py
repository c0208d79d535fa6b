"""What quantization does to a few weights, and when that is like noise."""

from functools import partial

import streamlit as st

from pages.shared.cached import drawn, measured
from pages.shared.frame import figure, receipt, what_to_notice
from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.noise import SIX_DECIBELS, WHITE_NOISE
from qlab.experiments.few_weights import FewWeightsSpec
from qlab.figures.few_weights import few_weights_figure
from qlab.figures.few_weights_findings import few_weights_alt, few_weights_notes
from qlab.figures.rounding_noise import noise_figure, sqnr_figure
from qlab.figures.rounding_noise_findings import noise_alt, noise_notes, sqnr_alt, sqnr_notes


def smallest_picture() -> None:
    """Show a few weights on a few levels, with scale, zero-point and code worked out."""
    st.subheader("First the smallest picture: a few weights, 3 bits", anchor=False)
    few = measured(FewWeightsSpec())
    alt = few_weights_alt(few.result)
    figure(drawn(few_weights_figure, few), key="few_weights", alt=alt, table=few.result.rows)
    what_to_notice(few_weights_notes(few.result))
    receipt(few.receipt)


MODEL = Part(
    key="noise",
    story="""Evenly spaced levels lie one **step** apart, so no weight inside the range moves by more than half a step.
Errors spread evenly over a step have a mean square of step²/12. That gives a simple picture: *quantizing is adding a
little noise*. One bit more halves the step, so the noise gets four times weaker: 6 decibels. The picture is useful, and
sometimes wrong. When?""",
    words=("Level", "Grid", "Scale and zero-point", "SQNR", "Decibel", "Sigma", "Correlation"),
    question="How coarse may a grid be before rounding stops being like noise?",
    options=("A step far below sigma", "A step of about sigma", "A step of two or three sigma"),
    benches=(
        smallest_picture,
        partial(bench_of, SIX_DECIBELS, draw=sqnr_figure, alt=sqnr_alt, notes=sqnr_notes),
        partial(bench_of, WHITE_NOISE, draw=noise_figure, alt=noise_alt, notes=noise_notes),
    ),
    check=Check(
        question="A network is quantized to 2 bits, so that its step is about 3 sigma. What does the noise model say "
        "about it?",
        answers={
            "Nothing reliable": "At such steps most weights become 0 and the error depends on the weight: it is minus "
            "the weight itself. The measured power and correlation above are far from the model.",
            "The error is larger, but still like noise": "It is larger, but not like noise: look at the correlation "
            "for coarse grids above. Noise would average out over many weights, this error does not.",
            "The error is step²/12, as always": "step²/12 assumes errors spread evenly over a step. With so few levels "
            "most errors are small values rounded to 0, and the measured power is below step²/12.",
        },
        right="Nothing reliable",
    ),
)
