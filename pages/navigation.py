"""The router: what every page shares, and the one list of pages."""

from pathlib import Path

import streamlit as st

from pages.shared.catalog import INSTRUMENTS, LESSONS, Entry
from pages.shared.theme import watch_theme

ICON = str(Path(__file__).parents[1] / "assets" / "icon.svg")

st.set_page_config(page_title="The quantization lab", page_icon=ICON, layout="wide")
st.logo(ICON, size="large")

home = st.Page("home.py", title="Home", icon=":material/home:", default=True, help="Start here.")


def menu(entries: tuple[Entry, ...]) -> list[st.Page]:
    """Return the pages of one section."""
    return [st.Page(page.path, title=page.title, icon=page.icon, help=page.question) for page in entries]


sections = {"Start": [home], "Lessons": menu(LESSONS), "The lab": menu(INSTRUMENTS)}
st.navigation(sections, expanded=True).run()
watch_theme()
