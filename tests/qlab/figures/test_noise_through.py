"""The figures and sentences of lesson 2 show the results' own numbers."""

from statistics import fmean

import plotly.graph_objects as go
import pytest

from qlab.experiments.depth import DepthResult, DepthSpec, measure_depth
from qlab.experiments.dilution import DilutionSpec, measure_dilution
from qlab.experiments.layer_noise import DepthPoint
from qlab.figures.depth import depth_figure
from qlab.figures.depth_findings import depth_alt, depth_finding, depth_notes
from qlab.figures.dilution import dilution_figure
from qlab.figures.dilution_findings import dilution_alt, dilution_finding, dilution_notes


@pytest.fixture(scope="module")
def deep():
    return measure_depth(DepthSpec(depth=4, width=32, seeds=(0, 1)))


@pytest.fixture(scope="module")
def wide():
    return measure_dilution(DilutionSpec(units=(64, 1, 4), samples=500, seeds=(0, 1)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_knows_all_that_is_drawn(deep, wide, theme):
    for fig in (depth_figure(deep, theme), dilution_figure(wide, theme)):
        go.Figure(fig.to_plotly_json())


def test_lines_are_means_and_bands_span_the_seeds(deep, wide):
    for fig, read in (
        (depth_figure(deep, "light"), lambda x: [p.sqnr_db for p in deep.points if p.layer == x]),
        (dilution_figure(wide, "light"), lambda x: [p.sqnr_db for p in wide.at(x)]),
    ):
        high, low, mean = fig.data[:3]
        assert list(mean.x) == sorted(mean.x)
        for i, x in enumerate(mean.x):
            values = read(x)
            assert (high.y[i], low.y[i], mean.y[i]) == (max(values), min(values), fmean(values))


def test_titles_are_findings_with_their_numbers(deep, wide):
    cost = fmean(deep.costs)
    assert depth_finding(deep) == f"Each doubling of the depth costs {cost:.2f} dB"
    gain = fmean(p.sqnr_db for p in wide.at(64)) - fmean(p.sqnr_db for p in wide.at(1))
    assert dilution_finding(wide) == f"From 1 to 64 units: {gain:+.1f} dB"
    assert depth_finding(deep) in depth_alt(deep)
    assert dilution_finding(wide) in dilution_alt(wide)


@pytest.mark.parametrize(
    ("measured", "ends", "says"),
    [
        ((30.0, 27.0), (30.0, 30.0), ("1.00", "Healthy", "nothing of one another")),
        ((30.0, 30.0), (33.0, 33.0), ("0.50", "Less arrives", "nothing of one another")),
        ((30.0, 24.0), (30.0, 30.0), ("2.00", "More noise arrives", "pull together")),
        ((30.0, 33.0), (33.0, 33.0), ("0.25", "Less arrives", "cancel")),
    ],
)
def test_the_meter_and_the_sum_say_what_they_measure(measured, ends, says):
    points = [
        DepthPoint(0, layer, db, theory, 30.0, end)
        for layer, db, theory, end in zip((1, 2), measured, (30.0, 27.0), ends, strict=True)
    ]
    notes = " ".join(depth_notes(DepthResult(DepthSpec(depth=2, seeds=(0,)), tuple(points), 128)))
    assert all(word in notes for word in says)


def test_the_reason_for_a_gain_depends_on_what_the_units_hold(wide):
    assert "One thing, said many times" in dilution_notes(wide)[0]
    own = measure_dilution(DilutionSpec("independent", units=(1, 4), samples=500, seeds=(0,)))
    assert "Nothing is said twice" in dilution_notes(own)[0]


def test_the_lower_panel_is_the_meter_of_each_layer(deep):
    fig = depth_figure(deep, "light")
    high, low, mean = [trace for trace in fig.data if trace.yaxis == "y2"]
    for i, layer in enumerate(mean.x):
        meters = [point.meter for point in deep.points if point.layer == layer]
        assert (high.y[i], low.y[i]) == (max(meters), min(meters))
        assert mean.y[i] == pytest.approx(fmean(meters))
    bottom, top = (10**power for power in fig.layout.yaxis2.range)
    assert bottom < min(low.y)
    assert max(high.y) < top


def test_a_drowned_signal_is_no_merit_of_the_layers():
    points = tuple(DepthPoint(0, layer, 1.0, -3.0 * layer, 1.0, 1.0) for layer in (1, 2))
    notes = depth_notes(DepthResult(DepthSpec("deep-5x32", 2, seeds=(0,)), points, 597))
    assert "hardly more to lose" in notes[0]
