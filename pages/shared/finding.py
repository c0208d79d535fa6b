"""Search on a page: an index made once for all visitors, results that lead where they say, and a word in full."""

from collections.abc import Callable

import streamlit as st

from pages.shared.catalog import INSTRUMENTS, LESSONS, entry
from pages.shared.plots import plot_of
from qlab.course.bank import bank
from qlab.course.documents import LESSON, WORD, documents
from qlab.course.glossary import Word, words
from qlab.course.question import Option
from qlab.course.search import Found, Index
from qlab.course.suggested import SUGGESTED

ANSWERS = {suggested.asked: suggested.answer for suggested in SUGGESTED}


@st.cache_resource(show_spinner=False)
def index() -> Index:
    """Return the index of all pages, words and questions."""
    pages = {page.path: (page.title, page.question) for page in (*LESSONS, *INSTRUMENTS)}
    return Index(documents(pages, bank()))


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
    page = entry(document.link)
    what, icon = ("", page.icon) if document.kind == LESSON else (": check yourself", ":material/quiz:")
    st.page_link(page.path, label=f"**{page.title}{what}**", icon=icon)
    st.markdown(ANSWERS.get(found.excerpt, found.excerpt))


def show_word(word: Word) -> None:
    """Show a word with its picture, its other names, and where it is measured."""
    with st.container(border=True):
        st.subheader(word.name, anchor=False)
        st.markdown(word.about)
        if word.plot:
            plot_of(Option(word.alt, why="", plot=word.plot), key="reference_picture")
        if word.also:
            st.markdown(f":small[Also: {', '.join(word.also)}]")
        lesson = entry(f"learn/{word.lesson}.py")
        st.page_link(lesson.path, label=f"See it measured: {lesson.title}", icon=lesson.icon)
