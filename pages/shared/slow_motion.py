"""One weight in slow motion: the learner goes through its training step by step; nothing moves by itself."""

from dataclasses import replace

import streamlit as st

from pages.shared import knobs
from pages.shared.cached import measured
from pages.shared.controls import Controls
from pages.shared.frame import figure, receipt
from pages.shared.theme import theme
from qlab.experiments.one_weight import STORED
from qlab.experiments.oscillation import OscillationSpec
from qlab.figures.slow_motion import slow_motion_figure
from qlab.figures.slow_motion_findings import slow_motion_alt, slow_motion_story

SPEC = OscillationSpec(target=2.3, steps=100, stored="nearest")
STEPS = range(SPEC.shown - 1)  # the last moment has none after it
KEY = "slow_motion"


def _go(by: int) -> None:
    """Go so many steps forward, or back, as far as there are any."""
    step = st.session_state[f"{KEY}_step"] + by
    st.session_state[f"{KEY}_step"] = min(max(step, STEPS[0]), STEPS[-1])


@st.fragment
def slow_motion() -> None:
    """Let the learner choose how the weight is kept, and walk through its training with a slider or buttons."""
    ask = Controls(KEY, SPEC)
    stored = ask.one("stored", "The weight is kept", list(STORED), knobs.buttons)
    st.markdown(f":small[{stored}: {STORED[stored]}.]")
    step = ask.one("step", "Training step", STEPS, knobs.slider, default=STEPS[0])
    with st.container(horizontal=True):
        st.button("Step back", on_click=_go, args=[-1], disabled=step == STEPS[0], key=f"{KEY}_back")
        st.button("Next step", on_click=_go, args=[1], disabled=step == STEPS[-1], key=f"{KEY}_next")
    measurement = measured(replace(SPEC, stored=stored))
    result = measurement.result
    st.markdown(slow_motion_story(result, step))
    drawn, alt = slow_motion_figure(result, step, theme()), slow_motion_alt(result, step)
    figure(drawn, key=f"{KEY}_figure", alt=alt, table=result.rows)
    receipt(measurement.receipt, key=f"{KEY}_receipt")
