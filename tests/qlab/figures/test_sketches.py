"""Every picture of the glossary is drawn in both themes, with settings that Plotly knows, and in its own colors."""

import plotly.graph_objects as go
import pytest

from qlab.course.glossary import words
from qlab.figures.sketches import sketch_figure
from qlab.figures.style import PALETTES
from qlab.sketches import is_sketch, sketch_of

PICTURED = {word.name: word.plot for word in words().values() if word.plot and is_sketch(word.plot)}


def test_many_words_have_a_picture():
    assert len(PICTURED) > 50


@pytest.mark.parametrize("name", PICTURED)
def test_plotly_knows_all_that_is_drawn(name):
    for theme, colors in PALETTES.items():
        drawn = sketch_figure(sketch_of(PICTURED[name]), theme)
        assert drawn.layout.paper_bgcolor == colors.page
        assert 80 <= drawn.layout.height <= 480
        assert len(go.Figure(drawn.to_plotly_json()).data) == len(drawn.data) > 0
