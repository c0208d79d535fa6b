"""Pictures of what a line of text asks for: to choose from in a question, and for a word of the glossary."""

import plotly.graph_objects as go
import streamlit as st

from pages.shared.cached import measured
from pages.shared.theme import theme
from qlab.course.question import Option
from qlab.figures.registry import drawing_of
from qlab.figures.sketches import sketch_figure
from qlab.measurement import experiment_of, spec_of
from qlab.sketches import is_sketch, sketch_of

HEIGHT = 260
BARE = {"displayModeBar": False}
NO_TITLE = {"title": {"text": "", "subtitle_text": ""}}
TITLE = 40  # pixels that a figure needs less without its title


def plot_of(option: Option, *, key: str) -> None:
    """Draw what an option of a "plot" question shows."""
    st.plotly_chart(_small(option.plot, theme()), theme=None, key=key, alt=option.text, config=BARE)


@st.cache_resource(max_entries=128, show_spinner=False)
def _small(line: str, theme: str) -> go.Figure:
    """Return a figure in the visitor's theme, drawn once for all visitors; nobody may change it."""
    return _experiment(line).update_layout(height=HEIGHT, margin_t=10, showlegend=False, **NO_TITLE)


def picture_of(line: str, about: str, *, key: str) -> None:
    """Draw the sketch or the experiment that a line asks for, and say below what it shows."""
    if is_sketch(line):
        figure = sketch_figure(sketch_of(line), theme())
    else:
        figure = _experiment(line)
        figure.update_layout(height=figure.layout.height - TITLE, margin_t=TITLE, **NO_TITLE)
    st.plotly_chart(figure, theme=None, key=key, alt=about, config=BARE)
    st.markdown(f":small[{about}]")


def _experiment(line: str) -> go.Figure:
    spec = spec_of(line)
    drawing = drawing_of(experiment_of(spec).name)
    return go.Figure(drawing.draw(measured(spec).result, *drawing.usual(spec), theme()))
