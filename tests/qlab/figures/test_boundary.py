"""The boundary's figure shows the result's own lines and points, and its sentences fit them."""

import numpy as np
import plotly.graph_objects as go
import pytest

from qlab.experiments.boundary import BoundarySpec, measure_boundary
from qlab.experiments.drawn import DrawnSpec, measure_drawn
from qlab.experiments.plane import REACH
from qlab.figures.boundary import boundary_figure
from qlab.figures.boundary_findings import boundary_alt, boundary_finding, boundary_notes
from qlab.figures.drawn import drawn_figure
from qlab.figures.style import PALETTES


def measured(bits):
    return measure_boundary(BoundarySpec(bits=bits))


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn_by_hand(theme):
    result = measure_drawn(DrawnSpec((1234,), (5678,), epochs=2, bits=(4,)))
    assert go.Figure(drawn_figure(result, "4", theme).to_plotly_json()).data
    with pytest.raises(ValueError, match="bits"):
        drawn_figure(result, "3", theme)


def test_lines_are_drawn_where_margins_are_0_and_differ_by_more_than_color():
    result = measured(4)
    _, before, after, *_ = boundary_figure(result, "light").data
    assert np.array_equal(before.z, result.decisions.float_field)
    assert np.array_equal(after.z, result.decisions.field)
    assert (before.contours.start, after.contours.start) == (0, 0)
    assert (before.line.dash, after.line.dash) == ("solid", "dash")
    assert before.x0 + before.dx * (before.z.shape[1] - 1) == pytest.approx(REACH)


def test_every_point_is_drawn_in_the_shape_of_its_class_and_ringed_if_it_flipped():
    seen = measured(4).decisions
    *_, zeros, ones, ringed = boundary_figure(measured(4), "light").data
    assert (len(zeros.x), len(ones.x)) == ((seen.labels == 0).sum(), (seen.labels == 1).sum())
    assert zeros.marker.symbol != ones.marker.symbol
    assert np.array_equal(np.column_stack([ringed.x, ringed.y]), seen.points[seen.flipped])


def test_both_axes_have_one_scale():
    layout = boundary_figure(measured(4), "light").layout
    assert layout.yaxis.scaleanchor == "x"
    assert layout.xaxis.range == layout.yaxis.range


def test_title_and_words_hold_the_measured_numbers():
    result = measured(4)
    flips, area = result.numbers["flips"], result.numbers["area_changed"]
    assert boundary_finding(result.decisions).startswith(f"With 4 bits {flips} of 600 points flip")
    assert f"{100 * area:.1f} % of the square" in boundary_alt(result)
    assert f"{100 * result.numbers['accuracy']:.1f} % with 4 bits" in boundary_notes(result)[0]


def test_who_flips_is_told_by_the_margins():
    assert "**Close to the line.**" in boundary_notes(measured(4))[-1]
    assert "**Not only close to the line.**" in boundary_notes(measured(2))[-1]
    assert "**Nobody flips.**" in boundary_notes(measured(16))[-1]


def test_a_class_that_vanished_is_told():
    assert measured(2).decisions.field.min() > 0
    assert boundary_notes(measured(2))[0].startswith("**No line is left.** All of the square is class 1")
    assert not boundary_notes(measured(4))[0].startswith("**No line is left.**")
