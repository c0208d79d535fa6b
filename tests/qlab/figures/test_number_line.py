"""A number line shows what it is given, and Plotly knows all that is on it."""

import plotly.graph_objects as go
import pytest

from qlab.figures.number_line import NumberLine, number_line_figure
from qlab.figures.style import PALETTES

LINE = NumberLine("Sums that do not fit", "%", 100.0, (10.0, 20.0, 60.0), (58.0, 59.5, 61.0), "95 % interval")


@pytest.mark.parametrize("theme", PALETTES)
def test_a_number_line_is_a_figure_that_plotly_accepts(theme):
    drawn = number_line_figure(LINE, theme)
    assert go.Figure(drawn.to_dict()).layout.height == drawn.layout.height
    points = {(x, y) for trace in drawn.data for x, y in zip(trace.x, trace.y, strict=True)}
    assert points == {(x, 1) for x in LINE.estimate} | {(x, 0) for x in LINE.measured}


def test_its_table_holds_the_numbers():
    assert [list(row.values())[1:4] for row in LINE.rows()] == [[10.0, 20.0, 60.0], [58.0, 59.5, 61.0]]
