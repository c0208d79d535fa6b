"""The router: what every page shares, and the one list of pages."""

from pathlib import Path

import streamlit as st

from pages.shared.catalog import INSTRUMENTS
from pages.shared.theme import watch_theme

ICON = str(Path(__file__).parents[1] / "assets" / "icon.svg")

st.set_page_config(page_title="The quantization lab", page_icon=ICON, layout="wide")
st.logo(ICON, size="large")

home = st.Page("home.py", title="Home", icon=":material/home:", default=True, help="Start here.")
instruments = [st.Page(i.path, title=i.title, icon=i.icon, help=i.question) for i in INSTRUMENTS]

st.navigation({"Start": [home], "The lab": instruments}, expanded=True).run()
watch_theme()
