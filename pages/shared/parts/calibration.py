"""Calibration: lost while answers stay right, improved while they do not, and mended by one number."""

from functools import partial

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.lesson import bench_of
from pages.shared.part import Check, Part
from qlab.claims.calibration_lost import BITS_SPOIL_CALIBRATION, TEMPERATURE_MENDS
from qlab.figures.sureness import mended_figure, spoiled_figure
from qlab.figures.sureness_findings import mended_alt, mended_notes, spoiled_alt, spoiled_notes

LAB = entry("lab/calibration.py")

CALIBRATION = Part(
    key="calibration_lost",
    story="""A network also says how sure it is. If it is right as often as it is sure, it is **calibrated**, and its
word can be acted on: ask a person wherever it is unsure. Quantization changes the size of the logits, and with it how
sure the network is, even where no answer changes. Below, each network is a mark: how sure it is on average, and how
often it is right. On the thin line both are the same.""",
    words=("Confidence", "Calibration", "ECE", "Noise floor"),
    question="The weights get 1 bit each, and most answers stay right. How sure is the network then?",
    options=("Too sure.", "Not sure enough.", "As sure as before."),
    benches=(
        partial(bench_of, BITS_SPOIL_CALIBRATION, draw=spoiled_figure, alt=spoiled_alt, notes=spoiled_notes),
        partial(st.page_link, LAB.path, label="See each bin of confidence in the lab", icon=LAB.icon),
    ),
    check=Check(
        question="The network that was hardly trained loses answers, and its ECE gets better. Is it a better network?",
        answers={
            "Yes: calibration is what counts.": "A network that answers at random and says so, 10 % sure, has no ECE "
            "at all. It is of no use either.",
            "No: it was too modest, and now has reason to be.": "It was right more often than it dared to say. Now it "
            "is right less often, so its modesty fits better. Always read the ECE beside the accuracy.",
            "The ECE must be wrong.": "It is right: it compares how sure and how right, and these have come closer.",
        },
        right="No: it was too modest, and now has reason to be.",
    ),
)

TEMPERATURE = Part(
    key="temperature",
    story="""There is a repair that costs nothing: divide all logits by one number, the **temperature**. It makes a
network less sure or surer, and changes not one answer. The number is chosen so that the right answers surprise the
network least (the smallest NLL). Only: on which samples?""",
    words=("Temperature", "NLL", "Validation samples"),
    question="Where would you fit the temperature?",
    options=(
        "On the many training samples.",
        "On samples that it never saw.",
        "It makes no difference.",
    ),
    benches=(partial(bench_of, TEMPERATURE_MENDS, draw=mended_figure, alt=mended_alt, notes=mended_notes),),
    check=Check(
        question="With its temperature a network lies on the line, yet its ECE stays large. How can that be?",
        answers={
            "The temperature is a little off.": "Then the mark would lie beside the line: it shows the averages.",
            "It is too sure of some answers and not sure enough of others.": "On average that cancels. One number for "
            "all logits cannot take from the one and give to the other.",
            "An ECE never becomes 0.": "Chance alone leaves some, up to the noise floor. Here is more than that.",
        },
        right="It is too sure of some answers and not sure enough of others.",
    ),
)
