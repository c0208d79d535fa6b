"""The router: what every page shares, and the one list of pages."""

import streamlit as st

from pages.shared.catalog import INSTRUMENTS

st.set_page_config(page_title="The quantization lab", page_icon=":material/grid_on:", layout="centered")

home = st.Page("home.py", title="Home", icon=":material/home:", default=True, help="Start here.")
instruments = [st.Page(i.path, title=i.title, icon=i.icon, help=i.question) for i in INSTRUMENTS]

st.navigation({"Start": [home], "The lab": instruments}, expanded=True).run()
