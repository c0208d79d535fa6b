"""Search on a page: an index made once for all visitors, results that lead where they say, and a word in full."""

from collections.abc import Callable
from pathlib import PurePath
from urllib.parse import parse_qsl

import streamlit as st

from pages.shared.catalog import INSTRUMENTS, LESSONS, Entry, entry
from pages.shared.plots import picture_of
from pages.shared.told import told_by
from qlab.course.bank import bank
from qlab.course.documents import QUESTION, WORD, Page, documents
from qlab.course.glossary import Word, words
from qlab.course.search import Document, Found, Index
from qlab.course.suggested import SUGGESTED

ANSWERS = {suggested.asked: suggested.answer for suggested in SUGGESTED}


@st.cache_resource(show_spinner=False)
def index() -> Index:
    """Return the index of all pages, words and questions."""
    return Index(everything())


def everything() -> list[Document]:
    """Return all that can be found."""
    return documents({page.path: _page(page) for page in (*LESSONS, *INSTRUMENTS)}, bank())


def _page(page: Entry) -> Page:
    whole, *steps = told_by(page.path)
    return Page(
        page.title, page.question, whole.text, tuple((step.name, step.link, step.text) for step in steps)
    )


def show_found(found: Found, look_up: Callable[[str], None]) -> None:
    """Show one result: what it is, where it leads, and the sentence that fits best.

    A word is explained at once; `look_up` shows it with its picture.
    """
    document = found.document
    if document.kind == WORD:
        st.button(
            f"**{document.title}**",
            key=f"found_{document.link}",
            type="tertiary",
            icon=":material/dictionary:",
            on_click=look_up,
            args=(document.link,),
        )
        st.markdown(words()[document.link].about)
        return
    path, _, query = document.link.partition("?")
    page, asks = entry(path), document.kind == QUESTION
    label = f"{page.title}: check yourself" if asks else document.title
    icon = ":material/quiz:" if asks else page.icon
    st.page_link(page.path, label=f"**{label}**", icon=icon, query_params=dict(parse_qsl(query)))
    st.markdown(ANSWERS.get(found.excerpt, found.excerpt))


def show_word(word: Word, look_up: Callable[[str], None]) -> None:
    """Show a word with its picture, its other names, words to look up next, and where there is more."""
    with st.container(border=True):
        st.subheader(word.name, anchor=False)
        st.markdown(word.about)
        if word.plot:
            picture_of(word.plot, word.alt, key="reference_picture")
        if word.also:
            st.markdown(f":small[Also: {', '.join(word.also)}]")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            for name in word.see:
                st.button(
                    name,
                    key=f"see_{name}",
                    type="tertiary",
                    icon=":material/dictionary:",
                    on_click=look_up,
                    args=(name,),
                )
        page = next(page for page in (*LESSONS, *INSTRUMENTS) if PurePath(page.path).stem == word.page)
        st.page_link(page.path, label=f"More on this: {page.title}", icon=page.icon)
