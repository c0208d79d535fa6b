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
        text = box.text_area(
            "What you want to remember. Only you see it, here and in your report.",
            value=visit().last("note", lesson) or "",
            max_chars=LONGEST,
            key=key,
        )
        _keep(lesson, text[:LONGEST])


def _keep(lesson: str, text: str) -> None:
    # A callback would not hear of what was written before the server was started again: then there is no change.
    if text != (visit().last("note", lesson) or ""):
        keep("note", lesson, text)
        st.rerun()
