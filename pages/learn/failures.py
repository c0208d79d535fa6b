"""Lesson 6, how it fails: collapse, calibration, answers that vary, instability, and who is hurt. Choose one."""

import streamlit as st

from pages.shared.catalog import entry
from pages.shared.frame import header
from pages.shared.part import choose
from pages.shared.parts.calibration import CALIBRATION, TEMPERATURE
from pages.shared.parts.collapse import COLLAPSE
from pages.shared.parts.harm import CLASSES, HARD_FIRST
from pages.shared.parts.instability import LOOP, SUM
from pages.shared.parts.sequences import DRIFT, STRINGS
from pages.shared.parts.variance import VARIANCE
from pages.shared.quiz import quiz

STORY = """Accuracy is one number, and it can hide much. A network with too few bits may know nothing any more, or no
longer know how sure to be. Its answers may hang on a throw of dice, its sums may turn negative, its loops never come to
rest. And where it loses only a little, somebody pays. Each has a cause that can be measured, and mostly a way out."""

page = entry("learn/failures.py")
header(page.title, page.question)
st.markdown(STORY)
choose(
    "failures_part",
    "Choose a way to fail",
    {
        "Collapse": (COLLAPSE,),
        "Calibration": (CALIBRATION, TEMPERATURE),
        "Variance": (VARIANCE,),
        "Instability": (LOOP, DRIFT, STRINGS, SUM),
        "Who is hurt": (HARD_FIRST, CLASSES),
    },
)
quiz("failures")
