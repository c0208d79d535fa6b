"""The two figures over SQNR show the result's own numbers, and their sentences fit them."""

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from qlab.experiments.cliff_in_db import CliffInDbResult, CliffInDbSpec, measure_cliff_in_db
from qlab.experiments.falls import DB_PER_BIT, falls, widths
from qlab.figures.cliff_in_db import cliff_in_db_figure
from qlab.figures.cliff_in_db_findings import cliff_in_db_alt, cliff_in_db_finding, cliff_in_db_notes, groups
from qlab.figures.style import PALETTES
from qlab.figures.threshold import threshold_figure
from qlab.figures.threshold_findings import edges, threshold_alt, threshold_finding, threshold_notes

FIGURES = (cliff_in_db_figure, threshold_figure)


@pytest.fixture(scope="module")
def result():
    return measure_cliff_in_db(CliffInDbSpec(seeds=(0, 1), units=(0, 4), granularities=("per_tensor",)))


@pytest.fixture(scope="module")
def quiet():
    """Return a result in which nothing falls."""
    return measure_cliff_in_db(CliffInDbSpec(("mlp-16", "mlp-64"), (0,), (0,), ("per_tensor",), bits=(8, 7)))


def traces(fig, mode):
    return [trace for trace in fig.data if trace.mode == mode]


@pytest.mark.parametrize("draw", FIGURES)
@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(draw, theme, result, quiet):
    for made in (result, quiet):
        assert go.Figure(draw(made, theme).to_plotly_json()).data


def test_every_point_and_every_fall_is_drawn_on_both_axes(result):
    fig = cliff_in_db_figure(result, "light")
    for axis, name in (("x", "bits"), ("x2", "sqnr_db")):
        lines = [trace for trace in traces(fig, "lines") if (trace.xaxis or "x") == axis]
        drawn = [value for trace in lines for value in trace.x if value is not None]
        assert sorted(drawn) == sorted(getattr(point, name) for point in result.points)
        marks = [value for t in traces(fig, "markers") if (t.xaxis or "x") == axis for value in t.x]
        assert sorted(marks) == sorted(getattr(fall, name) for fall in falls(result))


def test_both_axes_are_as_wide_in_decibels_and_noise_grows_to_the_right(result):
    layout = cliff_in_db_figure(result, "light").layout
    bits, noise = (np.subtract(*axis.range) for axis in (layout.xaxis, layout.xaxis2))
    assert noise == pytest.approx(bits * DB_PER_BIT)
    assert bits > 0


def test_groups_are_units_or_networks(result, quiet):
    assert groups(result) == ["as trained", "units 2^±4"]
    assert groups(quiet) == ["mlp-16", "mlp-64"]


def test_the_sentences_name_where_it_falls(result):
    bits = [fall.bits for fall in falls(result)]
    assert f"between {max(bits):.1f} and {min(bits):.1f} bits" in cliff_in_db_finding(result)
    notes = " ".join(cliff_in_db_notes(result))
    trained = [fall for fall in falls(result) if fall.units == 0]
    assert f"as trained: {np.mean([f.bits for f in trained]):.1f} bits" in notes
    assert "How far apart" in notes
    assert cliff_in_db_finding(result) in cliff_in_db_alt(result)


def test_where_nothing_falls_that_is_said(quiet):
    assert cliff_in_db_finding(quiet) == "No curve loses half of its accuracy here"
    assert any(note.startswith("2 of 2 curves do not pass one half") for note in cliff_in_db_notes(quiet))
    assert threshold_finding(quiet) == "mlp-16 and mlp-64 does not fall to half here"
    assert edges(quiet) is None


def test_one_bit_costs_what_is_measured(quiet):
    drops = [a.sqnr_db - b.sqnr_db for a, b in zip(quiet.points[::2], quiet.points[1::2], strict=True)]
    assert any(f"each bit costs {np.mean(drops):.1f} dB" in note for note in cliff_in_db_notes(quiet))


def test_the_band_is_as_wide_as_the_fall(result):
    fig = threshold_figure(result, "dark")
    (band,) = [shape for shape in fig.layout.shapes if shape.type == "rect"]
    width = np.mean(widths(result))
    assert band.x0 - band.x1 == pytest.approx(width)
    assert f"{width:.1f} dB" in [words.text for words in fig.layout.annotations]
    assert f"within {width:.1f} dB: {width / DB_PER_BIT:.1f} bits" in threshold_finding(result)
    assert threshold_finding(result) in threshold_alt(result)
    assert len(threshold_notes(result)) == 2


def test_networks_that_keep_unlike_shares_at_one_noise_are_named(result):
    alike = [replace(p, model="mlp-16") for p in result.points if p.units == 0]
    other = [replace(p, sqnr_db=p.sqnr_db + 6) for p in result.points if p.units == 0]
    spec = CliffInDbSpec(("mlp-16", "mlp-64"), (0, 1), (0,), ("per_tensor",))
    note = cliff_in_db_notes(CliffInDbResult(spec, (*alike, *other), (0.9,) * 4, 0.1, 597))
    (said,) = [words for words in note if words.startswith("**The same noise, another accuracy.**")]
    assert " dB mlp-64 keeps " in said  # the one that needs 6 dB more
    assert ", mlp-16 keeps " in said
    assert not any("The same noise" in words for words in cliff_in_db_notes(result))
