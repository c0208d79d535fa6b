"""Lesson 8: what becomes of small updates on a grid, whether weights come to rest, and what few levels can learn."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.part import choose
from pages.shared.parts.few_levels import CALMER, LEARNS
from pages.shared.parts.rest import ONE_WEIGHT, REMEDIES
from pages.shared.parts.small_updates import STALL
from pages.shared.quiz import quiz

STORY = """
Training moves each weight a little, thousands of times. But a quantized weight cannot move a little: it stands on a
level, and the next level is a whole step away. So what becomes of small updates? Does such a weight ever come to rest?
And how much can a network still learn whose weights have only a few places to be?
"""

page = entry("learn/stability.py")
header(page.title, page.question)
st.markdown(STORY)
choose(
    "stability_part",
    "Choose a question",
    {
        "Small steps": (STALL,),
        "Rest": (ONE_WEIGHT, REMEDIES),
        "A whole network": (CALMER,),
        "What can be learned": (LEARNS,),
    },
)
quiz("stability")
