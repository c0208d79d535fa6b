"""The router: what every page shares, and the one list of pages."""

from pathlib import Path

import streamlit as st

from pages.shared.catalog import INSTRUMENTS, LESSONS, Entry
from pages.shared.keeping import saving
from pages.shared.keeping.connection import watch_connection
from pages.shared.theme import watch_theme

ICON = str(Path(__file__).parents[1] / "assets" / "icon.svg")

st.set_page_config(page_title="The quantization lab", page_icon=ICON, layout="wide")
st.logo(ICON, size="large")

home = st.Page("home.py", title="Home", icon=":material/home:", default=True, help="Start here.")
progress = st.Page(
    "progress.py", title="Your progress", icon=":material/trending_up:", help="Go on where you were."
)
reference = st.Page(
    "reference.py",
    title="Reference",
    icon=":material/dictionary:",
    help="Look up a word, or search the course.",
)


def menu(entries: tuple[Entry, ...]) -> list[st.Page]:
    """Return the pages of one section."""
    return [st.Page(page.path, title=page.title, icon=page.icon, help=page.question) for page in entries]


if "resume" in st.query_params:
    from pages.shared.keeping.mine import resume_from_link

    resume_from_link()
sections = {"Start": [home, progress, reference], "Lessons": menu(LESSONS), "The lab": menu(INSTRUMENTS)}
chosen = st.navigation(sections, expanded=True)
page = st.container()
saving()  # before the page says what is kept, the browser gets the code to find it again
with page:
    chosen.run()
watch_connection()
watch_theme()
