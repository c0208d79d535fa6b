"""What a teacher takes along of a lesson: a sheet to print, and its questions for another system."""

from collections.abc import Callable
from pathlib import PurePath

import streamlit as st

from pages.shared.asked import predictions_of
from pages.shared.catalog import LESSONS, entry
from pages.shared.entries import published_entries
from qlab.claims import STATEMENTS
from qlab.course.bank import bank
from qlab.course.gift import gift
from qlab.course.lessons import lessons
from qlab.course.moodle import moodle_xml
from qlab.course.sheet import Sheet, sheet_html
from qlab.course.suggested import SUGGESTED

LEDGER, WHICH_BITS = "learn/ledger.py", "which_bits"


def sheet(path: str, base: str) -> Sheet:
    """Return what stands on the sheet of the lesson in this file, with links below the address `base`."""
    page, name = entry(path), PurePath(path).stem
    lesson = lessons()[name]
    pages = {"The lesson": name, "All verdicts": PurePath(LEDGER).stem, "Words and search": "reference"}
    return Sheet(
        title=page.title,
        question=page.question,
        lesson=lesson,
        predictions=predictions_of(path),
        statements=tuple(STATEMENTS[statement] for statement in lesson.statements),
        entries=tuple(published_entries()),
        questions=bank().get(name, ()),
        suggested=tuple(one for one in SUGGESTED if name in (one.lesson, WHICH_BITS)),
        links=tuple((text, f"{base}/{address}") for text, address in pages.items()),
    )


def for_teachers() -> None:
    """Let a teacher choose a lesson, and take its sheet along, and its questions for another system."""
    paths = {entry.title: entry.path for entry in LESSONS if PurePath(entry.path).stem in lessons()}
    titles = list(paths)
    title = st.selectbox("Lesson", titles, key="reference_sheet", bind="query-params") or titles[0]
    base = (st.context.url or "http://localhost:8501").split("?")[0].removesuffix("/reference").rstrip("/")
    name = PurePath(paths[title]).stem
    questions = bank().get(name, ())
    with st.container(horizontal=True):
        _offer(
            "The sheet, to print",
            f"{name}-sheet.html",
            lambda: sheet_html(sheet(paths[title], base)),
            "print",
        )
        _offer("Questions for Moodle", f"{name}-moodle.xml", lambda: moodle_xml(name, questions), "quiz")
        _offer("Questions as GIFT", f"{name}-gift.txt", lambda: gift(name, questions), "quiz")


def _offer(label: str, file: str, make: Callable[[], str], icon: str) -> None:
    """Offer a file, which is made only when somebody clicks."""
    st.download_button(label, make, file, icon=f":material/{icon}:", on_click="ignore")
