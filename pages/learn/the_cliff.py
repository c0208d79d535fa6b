"""Lesson 3, the cliff: where accuracy falls, whether that is a number of bits, and what moves it. Choose one."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.part import choose
from pages.shared.parts.cliff_flips import FLIPS
from pages.shared.parts.cliff_ladder import LADDER
from pages.shared.parts.cliff_noise import NOISE
from pages.shared.parts.cliff_rate import RATE
from pages.shared.parts.cliff_units import UNITS
from pages.shared.predicting.charts import cliff_chart
from pages.shared.predicting.drawing import predict_curve
from pages.shared.quiz import quiz
from qlab.experiments.cliff import CliffSpec

STORY = """Take bits away from a network, one at a time. For long, nothing happens. Then it stops working. Where is that
edge, and what moves it? Best go through the five steps in their order."""

QUESTION = """Here is the chart, without its curve. A network with two layers of 64 units reads handwritten
digits; in float it gets nearly all of them right. **Draw how its accuracy changes** as its weights get fewer bits. All
weights of a layer share one scale, which reaches to the largest of them. Only at 1 bit there is no such scale: a weight
is plus or minus their average size."""

page = entry("learn/the_cliff.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Floating point", "Layer", "Digits", "Accuracy", "Scale")
chart = cliff_chart(CliffSpec(models=("mlp-64",), seeds=(0, 1, 2, 3, 4)))
predict_curve("the_cliff_curve", QUESTION, chart)
choose(
    "the_cliff_part",
    "Choose a step",
    {
        "Units": (UNITS,),
        "Noise": (NOISE,),
        "The ladder": (LADDER,),
        "Minimum bits": (RATE,),
        "Who flips": (FLIPS,),
    },
)
quiz("the_cliff")
