"""The frame of a page: its head, its figures with their numbers, and where they came from."""

import streamlit as st


def header(title: str, question: str) -> None:
    """Open a page: its one first-level heading and its question, in two sentences."""
    st.title(title, anchor=False)
    st.markdown(question)
