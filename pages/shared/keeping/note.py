"""A learner's own words on a lesson."""

import streamlit as st

from pages.shared.keeping import keep, visit

LONGEST = 1300  # characters; as JSON, each may take twelve


def note(lesson: str) -> None:
    """Leave room for a note on a lesson. It is kept when the learner clicks elsewhere, and stands in their report."""
    key = f"{lesson}_note"
    box = st.expander(
        "Your note on this lesson", icon=":material/edit_note:", key=f"{key}_box", on_change="rerun"
    )
    if box.open:
        box.text_area(
            "What you want to remember. Only you see it, here and in your report.",
            value=visit().last("note", lesson) or "",
            max_chars=LONGEST,
            key=key,
            on_change=_keep,
            args=(lesson,),
        )


def _keep(lesson: str) -> None:
    text = (st.session_state[f"{lesson}_note"] or "")[:LONGEST]
    if text != (visit().last("note", lesson) or ""):
        keep("note", lesson, text)
