"""Words on a page: what a knob does and what a word means, for someone who meets it for the first time."""

import streamlit as st

from pages.shared.frame import explain
from pages.shared.plots import picture_of
from qlab.course.glossary import knobs, words

ABOUT = knobs()
WORDS = words()


@st.fragment
def explain_words(*names: str, key: str = "words") -> None:
    """Offer what each of these words means, side by side, with its picture and the way to it in the reference.

    A picture is drawn once its word is opened; nothing else of the page is drawn again then. Where a page explains
    words more than once, each time has its own key.
    """
    with st.container(horizontal=True):
        for name in names:
            word, own = WORDS[name], f"{key}_{name}".replace(" ", "_").lower()
            place = explain(name, word.about, key=own)
            if word.plot and place.open:
                with place:
                    picture_of(word.plot, word.alt, key=f"{own}_picture")
            place.page_link(
                "reference.py",
                label="In the reference",
                icon=":material/dictionary:",
                query_params={"word": name},
            )
