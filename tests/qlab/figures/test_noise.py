"""The figures and sentences of lesson 1 show the results' own numbers."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.few_weights import FewWeightsSpec, measure_few_weights
from qlab.experiments.placement import PlacementSpec, measure_placement
from qlab.experiments.rounding_noise import RoundingNoiseSpec, measure_rounding_noise
from qlab.figures.few_weights import few_weights_figure
from qlab.figures.few_weights_findings import few_weights_alt, few_weights_notes
from qlab.figures.placement import placement_figure
from qlab.figures.placement_findings import placement_alt, placement_finding, placement_notes
from qlab.figures.rounding_noise import noise_figure
from qlab.figures.rounding_noise_findings import noise_notes


@pytest.fixture(scope="module")
def few():
    return measure_few_weights(FewWeightsSpec())


@pytest.fixture(scope="module")
def placed():
    return measure_placement(PlacementSpec("laplace", (2, 5), n=1024))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_knows_all_that_is_drawn(few, placed, theme):
    for fig in (few_weights_figure(few, theme), placement_figure(placed, theme)):
        assert go.Figure(fig.to_plotly_json()).data


def test_lines_lead_from_each_weight_to_its_level(few):
    lines, weights, levels, _ = few_weights_figure(few, "light").data
    assert list(lines.x[::3]) == list(weights.x) == [snap.weight for snap in few.snaps]
    assert list(lines.x[1::3]) == [snap.level for snap in few.snaps]
    assert list(levels.x) == list(few.levels)


def test_the_worked_example_comes_out(few):
    code = next(note for note in few_weights_notes(few) if note.startswith("**Code**"))
    last = max(few.snaps, key=lambda snap: abs(snap.code - few.zero_point))
    assert f"{few.scale:.3f} × ({last.code} - {few.zero_point}) = **{last.level:.2f}**" in code
    assert f"{few.snaps[0].weight:.2f} to {few.snaps[0].level:.2f}" in few_weights_alt(few)


def test_each_way_is_drawn_below_the_bound(placed):
    even, made, fitted = placement_figure(placed, "light").data
    for trace, name in ((even, "uniform_db"), (made, "lloyd_max_db"), (fitted, "fitted_db")):
        assert list(trace.y) == [6.020599913279624 * p.bits - getattr(p, name) for p in placed.points]


def test_sentences_hold_the_numbers(placed):
    low, high = sorted(p.lloyd_max_db - p.uniform_db for p in placed.points)
    assert f"{low:+.1f} to {high:+.1f} dB" in placement_finding(placed) in placement_alt(placed)
    assert any(f"reach {placed.points[1].fitted_db:.1f} dB" in note for note in placement_notes(placed))


@pytest.mark.parametrize(
    ("kind", "says"),
    [("subtractive", "costs nothing"), ("triangular", "3.0 times"), ("uniform", "depends on the values")],
)
def test_the_cost_of_dither_is_said(kind, says):
    result = measure_rounding_noise(RoundingNoiseSpec(steps=(2.0, 6.0), dither=kind))
    assert any(says in note for note in noise_notes(result))
    low, high = noise_figure(result, "light").layout.yaxis.range
    assert low < -1
    assert high > max(point.power for point in result.points)
