"""Challenges: do as well as the best there is, and see what the best does."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.challenges.bits import bits
from pages.shared.challenges.clip import clip
from pages.shared.challenges.culprit import culprit
from pages.shared.challenges.kept import ask_for_seed, show_bests
from pages.shared.challenges.levels import levels
from pages.shared.frame import header
from pages.shared.glossary import explain_words

CHALLENGES = {"Clip": clip, "Levels": levels, "Bits": bits, "Culprit": culprit}
WORDS = {
    "Clip": ("Grid", "Clip", "Mean squared error"),
    "Levels": ("Level", "Mean squared error"),
    "Bits": ("Bits", "Accuracy"),
    "Culprit": ("SQNR", "Range method", "Zero-point", "Accumulator", "Granularity", "Batch norm folding"),
}

page = entry("lab/challenges.py")
header(page.title, page.question)
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    chosen = st.segmented_control(
        "Challenge",
        list(CHALLENGES),
        default="Clip",
        required=True,
        key="challenges_which",
        bind="query-params",
        width="content",
    )
    seed = ask_for_seed()
chosen = chosen or "Clip"  # of an address that ends in `challenges_which=` Streamlit makes no choice at all
explain_words(*WORDS[chosen])
CHALLENGES[chosen](seed)
show_bests(CHALLENGES)
