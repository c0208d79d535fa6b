"""The figures and sentences of lesson 6 show the results' own numbers."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.accumulator import AccumulatorSpec, measure_accumulator
from qlab.experiments.limit_cycle import LimitCycleSpec, measure_limit_cycle
from qlab.experiments.variance import VariancePoint, VarianceResult, VarianceSpec
from qlab.figures.accumulator import accumulator_figure
from qlab.figures.accumulator_findings import accumulator_alt, accumulator_finding, accumulator_notes
from qlab.figures.limit_cycle import limit_cycle_figure
from qlab.figures.limit_cycle_findings import limit_cycle_alt, limit_cycle_finding, limit_cycle_notes
from qlab.figures.variance import variance_figure
from qlab.figures.variance_findings import variance_alt, variance_finding, variance_notes


def varying(by_bits, *, source="rounding", in_float=()):
    spec = VarianceSpec(source, seeds=(0, 1), bits=tuple(by_bits))
    points = [
        VariancePoint(seed, bits, value * (1 + seed), 0.9, value, 0.85, 0.95)
        for seed in (0, 1)
        for bits, value in by_bits.items()
    ]
    floats = [VariancePoint(0, 32, value, 0.97, 0.0, 0.97, 0.97) for value in in_float]
    return VarianceResult(spec, tuple(points), tuple(floats), 597)


@pytest.fixture(scope="module")
def wide():
    return measure_accumulator(AccumulatorSpec(1024, products=500))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_knows_all_that_is_drawn(wide, theme):
    jitter = varying({8: 1e-4, 2: 0.0}, source="jitter", in_float=(1e-3,))
    for fig in (
        variance_figure(jitter, theme),
        limit_cycle_figure(measure_limit_cycle(LimitCycleSpec(-0.96)), theme),
        accumulator_figure(wide, theme),
    ):
        go.Figure(fig.to_plotly_json())


def test_the_variance_is_drawn_as_mean_and_span_of_its_seeds():
    high, low, mean, theory = variance_figure(varying({4: 1e-3, 8: 1e-5}), "light").data
    assert list(mean.x) == [8, 4]
    assert list(mean.y) == pytest.approx([1.5e-5, 1.5e-3])
    assert (list(low.y), list(high.y)) == ([1e-5, 1e-3], [2e-5, 2e-3])
    assert list(theory.y) == pytest.approx([1.5e-5, 1.5e-5 * 4**4])


def test_the_variance_says_how_much_it_grew():
    result = varying({8: 1e-5, 4: 1e-3})
    assert variance_finding(result) == "From 8 to 4 bits the variance becomes 100 times as large"
    assert variance_finding(result) in variance_alt(result)
    assert "scores from 85.0 to 95.0 %" in variance_notes(result)[1]
    assert variance_finding(varying({8: 1e-5, 2: 0.0})).endswith("at 2 bits 0")
    assert variance_finding(varying({3: 1e-5})) == "At 3 bits the variance is 1.5 × 10⁻⁵"


def test_float_is_compared_only_where_it_varies():
    assert len(variance_notes(varying({8: 1e-5}))) == 2
    below = variance_notes(varying({8: 1e-5, 4: 1.0}, source="jitter", in_float=(1e-3, 3e-3)))[-1]
    assert "2.0 × 10⁻³, more than with 8 bits" in below
    above = variance_notes(varying({8: 1e-2}, source="jitter", in_float=(1e-3,)))[-1]
    assert "less than at any number of bits" in above


@pytest.mark.parametrize(
    ("spec", "finding", "note"),
    [
        (LimitCycleSpec(0.96), "It stays at 12 and never reaches 0", "nothing above 0.5 / (1 - 0.96) = 12.5"),
        (LimitCycleSpec(-0.96), "It swings between 12 and -12 and does not stop", "held up here is 12"),
        (LimitCycleSpec(0.5), "It comes to rest after 5 times around", "nothing is held up here"),
        (LimitCycleSpec(0.96, "floor"), "It comes to rest after 20 times around", "Floor pulls down"),
    ],
)
def test_the_loop_says_how_it_ends(spec, finding, note):
    result = measure_limit_cycle(spec)
    assert limit_cycle_finding(result) == finding
    assert finding in limit_cycle_alt(result)
    assert note in " ".join(limit_cycle_notes(result))


def test_the_loop_is_drawn_from_its_start_between_its_bounds():
    fig = limit_cycle_figure(measure_limit_cycle(LimitCycleSpec(-0.96)), "light")
    assert {trace.name: trace.y[0] for trace in fig.data} == {"in float": 20, "rounded": 20}
    assert [shape.y0 for shape in fig.layout.shapes] == pytest.approx([12.5, -12.5])


def test_the_sums_are_drawn_in_bins_and_told_in_percent(wide):
    exact, wrapped = accumulator_figure(wide, "light").data
    assert sum(exact.y) == sum(wrapped.y) == 500
    assert accumulator_finding(wide) == f"{100 * wide.share:.1f} % of the sums do not fit into 16 bits"
    assert accumulator_finding(wide) in accumulator_alt(wide)
    notes = accumulator_notes(wide)
    assert "takes 26 bits" in notes[0]
    assert f"{wide.wrap_error / wide.clamp_error:.1f} times as much" in notes[1]


def test_without_overflow_there_is_nothing_to_wrap():
    assert len(accumulator_notes(measure_accumulator(AccumulatorSpec(2, products=100)))) == 1
