"""Lesson 1: what quantization does to numbers, when it is like noise, and where levels should lie. Choose one."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.glossary import explain_words
from pages.shared.part import choose
from pages.shared.parts.noise_dither import DITHER
from pages.shared.parts.noise_model import MODEL
from pages.shared.parts.noise_places import PLACES
from pages.shared.quiz import quiz

STORY = """Quantization allows a weight *w* only a few values, the **levels** Q = {q₁, …, qₖ}, and moves it to the
nearest one, Q(*w*). What does that do to the weights? Is it like adding noise, can it be made so, and where should the
levels lie? Best go through the three steps in their order."""

page = entry("learn/noise.py")
header(page.title, page.question)
st.markdown(STORY)
explain_words("Weight", "Bits", "Quantization", "Noise")
choose(
    "noise_part",
    "Choose a step",
    {
        "Like noise?": (MODEL,),
        "Dither": (DITHER,),
        "Places": (PLACES,),
    },
)
quiz("noise")
