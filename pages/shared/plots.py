"""Pictures to choose from in a question: an experiment, drawn without the title that tells what it is."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.shared.cached import measured
from pages.shared.theme import theme
from qlab.course.question import Option
from qlab.figures.calibration import calibration_figure
from qlab.figures.cliff import cliff_figure
from qlab.figures.weights import weights_figure
from qlab.measurement import experiment_of, spec_of

DRAW: dict[str, Callable[[Any, str], go.Figure]] = {
    "calibration": calibration_figure,
    "cliff": lambda result, colors: cliff_figure(result, "accuracy", colors),
    "weights": weights_figure,
}
HEIGHT = 260


def plot_of(option: Option, *, key: str) -> None:
    """Draw what an option of a "plot" question shows."""
    spec = spec_of(option.plot)
    figure = go.Figure(DRAW[experiment_of(spec).name](measured(spec).result, theme()))
    figure.update_layout(
        title={"text": "", "subtitle_text": ""}, height=HEIGHT, margin_t=10, showlegend=False
    )
    st.plotly_chart(figure, theme=None, key=key, alt=option.text, config={"displayModeBar": False})
