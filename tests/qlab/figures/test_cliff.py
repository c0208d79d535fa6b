"""The cliff's figure shows the result's own numbers, readable in both themes."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.figures.cliff import MARKERS, cliff_figure, size_colors, spread
from qlab.figures.cliff_curves import MEASURES
from qlab.figures.cliff_findings import cliff_finding
from qlab.figures.style import palette
from qlab.zoo import MODELS

SPEC = CliffSpec(models=("mlp-64", "mlp-8"), seeds=(0, 1), bits=(8, 3, 1))
THEMES = ("light", "dark")


@pytest.fixture(scope="module")
def result():
    return measure_cliff(SPEC)


def luminance(color):
    text = (
        re.findall(r"\d+", color)
        if color.startswith("rgb")
        else [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    )
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (int(v) / 255 for v in text)
    ]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))  # WCAG 2.2, relative luminance


def lines(fig):
    return {trace.name: trace for trace in fig.data if trace.mode == "lines+markers"}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("theme", THEMES)
def test_each_line_is_the_mean_over_the_seeds(result, measure, theme):
    drawn = lines(cliff_figure(result, measure, theme))
    assert list(drawn) == ["mlp-8", "mlp-64"]
    for model, trace in drawn.items():
        for bits, value in zip(trace.x, trace.y, strict=True):
            outcomes = [p.outcome for p in result.points if (p.model, p.bits) == (model, bits)]
            values = [getattr(outcome, MEASURES[measure].field) for outcome in outcomes]
            assert len(values) == 2
            assert np.isclose(value, np.mean(values) * MEASURES[measure].scale)


def test_the_band_runs_from_the_lowest_to_the_highest_seed(result):
    high, low = cliff_figure(result, "accuracy", "light").data[:2]
    values = [
        [p.outcome.accuracy * 100 for p in result.points if (p.model, p.bits) == ("mlp-8", b)] for b in high.x
    ]
    assert np.allclose([low.y, high.y], [np.min(values, 1), np.max(values, 1)])
    assert low.fill == "tonexty"


@pytest.mark.parametrize("measure", MEASURES)
def test_the_title_is_the_finding_and_the_axis_has_its_unit(result, measure):
    layout = cliff_figure(result, measure, "light").layout
    assert layout.title.text.replace("<br>", " ").replace("\u00a0", " ") == cliff_finding(result, measure)
    assert layout.yaxis.title.text == MEASURES[measure].axis
    assert "597 test samples" in layout.title.subtitle.text.replace("<br>", " ")


def test_fewer_bits_lie_to_the_right(result):
    left, right = cliff_figure(result, "accuracy", "light").layout.xaxis.range
    assert left > right


def test_float_is_dotted_chance_is_dashed_gray_and_only_where_they_mean_something(result):
    def dashes(measure):
        return sorted(shape.line.dash for shape in cliff_figure(result, measure, "dark").layout.shapes)

    assert dashes("accuracy") == ["dash", "dot", "dot"]
    assert dashes("NLL") == dashes("ECE") == ["dot", "dot"]
    assert dashes("flips") == dashes("SQNR") == []
    chance = cliff_figure(result, "accuracy", "dark").layout.shapes[0]
    assert (chance.y0, chance.line.color) == (pytest.approx(10), palette("dark").chance)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_point_and_every_name_lies_within_the_axis(result, measure):
    fig = cliff_figure(result, measure, "light")
    low, high = fig.layout.yaxis.range
    to_axis = np.log10 if measure == "NLL" else np.asarray
    assert all(low <= value <= high for trace in fig.data for value in to_axis(np.array(trace.y)))
    names = {a.text: a.y for a in fig.layout.annotations if a.text in SPEC.models}
    assert names.keys() == set(SPEC.models)


def test_color_is_never_alone(result):
    traces = lines(cliff_figure(result, "accuracy", "light")).values()
    assert len({trace.marker.symbol for trace in traces}) == len({trace.line.color for trace in traces}) == 2
    assert len(set(MARKERS)) == len(MARKERS)


@pytest.mark.parametrize("theme", THEMES)
def test_every_color_stands_out_from_the_page(theme):
    page = luminance(palette(theme).page)
    for color in size_colors(len(MODELS), theme):
        low, high = sorted((luminance(color), page))
        assert (high + 0.05) / (low + 0.05) >= 3


@given(st.lists(st.floats(-100, 100), max_size=12), st.floats(0.1, 10))
def test_labels_are_spread_apart_in_their_order_and_around_where_they_belong(values, gap):
    moved = spread(values, gap)
    order = np.argsort(values, kind="stable")
    assert np.all(np.diff(np.array(moved)[order]) >= gap * (1 - 1e-9))
    assert np.isclose(np.sum(moved), np.sum(values), atol=1e-6)


def test_labels_that_do_not_touch_stay_where_they_are():
    assert spread([5.0, 1.0, 9.0], 2.0) == [5.0, 1.0, 9.0]
