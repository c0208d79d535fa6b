"""Lesson 9: what fine-tuning brings back, and what it cannot."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.part import choose
from pages.shared.parts.recovery import HOW_MUCH, STEPS
from pages.shared.parts.recovery_limits import HOW_MUCH_DATA, WHERE_IT_STARTS
from pages.shared.quiz import quiz

STORY = """
Quantization is done in a moment, after training, and the network has no say in it. **Fine-tuning** gives it one: a few
more passes over the data, now with the few levels in place, so that the weights can find an arrangement that works on
them. How much comes back depends on the bits, on the steps, on the data, and on where it starts.
"""

page = entry("learn/recovery.py")
header(page.title, page.question)
st.markdown(STORY)
choose(
    "recovery_part",
    "Choose a question",
    {
        "How much": (HOW_MUCH,),
        "How large steps": (STEPS,),
        "How much data": (HOW_MUCH_DATA,),
        "Where it starts": (WHERE_IT_STARTS,),
    },
)
quiz("recovery")
