"""The cliff: where accuracy falls, whether that is a number of bits, and how sharp the edge is."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.lesson import bench_of, check, predict
from qlab.claims.one_bit_more import ONE_BIT_MORE
from qlab.claims.the_cliff import IN_DECIBELS, INT8_COSTS_LITTLE, THRESHOLD
from qlab.figures.cliff_in_db import cliff_in_db_figure
from qlab.figures.cliff_in_db_findings import cliff_in_db_alt, cliff_in_db_notes
from qlab.figures.ladder import ladder_figure
from qlab.figures.ladder_findings import ladder_alt, ladder_notes
from qlab.figures.threshold import threshold_figure
from qlab.figures.threshold_findings import threshold_alt, threshold_notes
from qlab.figures.units import units_figure
from qlab.figures.units_findings import units_alt, units_notes

STORY = """Take bits away from a network, one at a time. For long, nothing happens. Then it stops working.

Many will tell you where: "8 bits are safe, 4 are not." To test such a rule we need two networks that differ in nothing
but the quantizer's view of them. Here is a way to make them. Inside a network of ReLUs, a signal can be measured in
any unit, as a length can be in meters or in miles: multiply it by a number in one layer, divide by the same number in
the next. Not one float answer changes. The weights do, though, and the quantizer sees nothing else."""

NOISE = """So bits alone do not say where the edge is. Perhaps the noise does: compare the outputs before and after, and
ask how large the error is that arrives there. That is the SQNR of the logits, in dB."""

EDGE = "And the edge itself: is it sharp? A bit is worth 6 dB of noise. Watch how many it takes to fall."

LADDER = """If noise is what counts, bits can be spent well or badly. Clip the few largest weights, give each channel a
scale of its own: that too lowers the noise. How much is it worth, in bits?"""

page = entry("learn/the_cliff.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Scale", "Units of a channel", "Equalization")

if predict(
    "the_cliff_prediction",
    "A network keeps nearly all of its accuracy with 8-bit weights. Now its hidden channels get other units; its float "
    "answers stay the same. What is left at 8 bits?",
    ("All of it", "About half", "No better than guessing"),
):
    bench_of(INT8_COSTS_LITTLE, draw=units_figure, alt=units_alt, notes=units_notes)
    check(
        "the_cliff_units_check",
        "Why do other units break a network with 8-bit weights?",
        {
            "Its float function is another one.": "It is the same, to rounding: the next layer undoes each factor.",
            "The largest channel stretches the scale.": "One scale has to serve all channels. What is small in its "
            "new unit is rounded away.",
            "It has more weights than before.": "It has as many; each is only larger or smaller.",
        },
        right="The largest channel stretches the scale.",
    )

    st.markdown(NOISE)
    explain_words("SQNR", "Accuracy kept")
    bench_of(IN_DECIBELS, draw=cliff_in_db_figure, alt=cliff_in_db_alt, notes=cliff_in_db_notes)

    st.markdown(EDGE)
    bench_of(THRESHOLD, draw=threshold_figure, alt=threshold_alt, notes=threshold_notes)
    st.markdown(LADDER)
    bench_of(ONE_BIT_MORE, draw=ladder_figure, alt=ladder_alt, notes=ladder_notes)
    check(
        "the_cliff_edge_check",
        "Someone says: this model is safe in 4 bits. What do you ask first?",
        {
            "How many layers it has.": "Depth matters, but says little about the noise that arrives at the end.",
            "What the SQNR of its logits is, and what such a network makes of it.": "For one network the edge lies at "
            "nearly one level of noise; how many bits lead there depends on scales, ranges and units.",
            "Nothing: 4 bits are 4 bits.": "The same function fell at quite different bits here, just by its units.",
        },
        right="What the SQNR of its logits is, and what such a network makes of it.",
    )
