"""The cliff is in dB, not in bits, and how sharp its edge is."""

from functools import partial

from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.the_cliff import IN_DECIBELS, THRESHOLD
from qlab.figures.cliff_in_db import cliff_in_db_figure
from qlab.figures.cliff_in_db_findings import cliff_in_db_alt, cliff_in_db_notes
from qlab.figures.threshold import threshold_figure
from qlab.figures.threshold_findings import threshold_alt, threshold_notes

NOISE = Part(
    key="cliff_noise",
    story="""Bits alone do not say where the edge is. Perhaps the noise does: compare the outputs before and after, and
ask how large the error is that arrives there. That is the SQNR of the logits, in dB. And is the edge sharp? A bit is
worth 6 dB of noise; watch how many it takes to fall.""",
    words=("Logit", "SQNR", "Accuracy kept"),
    question="One network in four sets of units falls at four different numbers of bits. And in dB of noise?",
    options=("At nearly one place", "At four places as far apart"),
    benches=(
        partial(bench_of, IN_DECIBELS, draw=cliff_in_db_figure, alt=cliff_in_db_alt, notes=cliff_in_db_notes),
        partial(bench_of, THRESHOLD, draw=threshold_figure, alt=threshold_alt, notes=threshold_notes),
    ),
    check=Check(
        question="Someone says: this model is safe in 4 bits. What do you ask first?",
        answers={
            "How many layers it has.": "Depth matters, but says little about the noise that arrives at the end.",
            "What the SQNR of its logits is, and what such a network makes of it.": "For one network the edge lies at "
            "nearly one level of noise; how many bits lead there depends on scales, ranges and units.",
            "Nothing: 4 bits are 4 bits.": "The same function fell at quite different bits here, just by its units.",
        },
        right="What the SQNR of its logits is, and what such a network makes of it.",
    ),
)
