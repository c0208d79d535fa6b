"""The smallest Streamlit app."""

import streamlit as st

st.title("Hello")
