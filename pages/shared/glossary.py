"""Words on a page: what a knob does and what a word means, for someone who meets it for the first time."""

import streamlit as st

from pages.shared.frame import explain
from qlab.course.glossary import knobs, words

ABOUT = knobs()
WORDS = words()


def explain_words(*names: str) -> None:
    """Offer what each of these words means, side by side, and the way to it in the reference."""
    with st.container(horizontal=True):
        for name in names:
            explain(name, WORDS[name].about).page_link(
                "reference.py",
                label="In the reference",
                icon=":material/dictionary:",
                query_params={"word": name},
            )
