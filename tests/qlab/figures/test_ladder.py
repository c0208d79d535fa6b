"""The ladder's figure shows the result's own numbers, and its sentences fit them."""

import numpy as np
import plotly.graph_objects as go
import pytest

from qlab.experiments.ladder import LadderResult, LadderSpec, Rung, measure_ladder
from qlab.experiments.ways import WAYS
from qlab.figures.ladder import ladder_figure
from qlab.figures.ladder_findings import ladder_alt, ladder_finding, ladder_notes
from qlab.figures.style import PALETTES
from qlab.figures.walk import walk_figure
from qlab.figures.walk_findings import walk_alt, walk_finding, walk_notes


@pytest.fixture(scope="module")
def result():
    return measure_ladder(LadderSpec("mlp-16", (0, 1), (3, 2)))


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(result, theme):
    for draw in (ladder_figure, walk_figure):
        assert go.Figure(draw(result, theme).to_plotly_json()).data


def test_each_line_is_the_mean_over_the_seeds_by_way(result):
    lines = {trace.name: trace for trace in ladder_figure(result, "light").data if trace.name}
    assert list(lines) == ["3 bits", "2 bits", "mean of 3 to 2 bits"]
    for trace, bits in zip(lines.values(), ((3,), (2,), (3, 2)), strict=True):
        assert next(iter(trace.x)) == "other units<br>per tensor<br>min-max"
        assert list(trace.y) == pytest.approx([np.mean(result.losses(way, bits)) for way in result.spec.ways])


def test_the_sentences_hold_the_numbers(result):
    lost = {way: np.mean(result.losses(way, (2,))) for way in result.spec.ways}
    best, worst = min(lost, key=lost.get), max(lost, key=lost.get)
    assert f"loses {lost[best]:.1f} % to {lost[worst]:.1f} %" in ladder_finding(result)
    assert ladder_finding(result) in ladder_alt(result)
    at_two = ladder_notes(result)[1]
    assert f"({WAYS[best].about}) loses {lost[best]:.1f} %" in at_two
    assert f"({WAYS[worst].about}) {lost[worst]:.1f} %" in at_two


def test_the_walk_has_a_line_for_each_way(result):
    traces = walk_figure(result, "light").data
    assert [trace.name for trace in traces] == [WAYS[way].about for way in result.spec.ways]
    for trace, way in zip(traces, result.spec.ways, strict=True):
        assert list(trace.y) == pytest.approx([100 - np.mean(result.losses(way, (b,))) for b in (3, 2)])


def test_the_walk_says_how_many_bits_each_way_needs(result):
    assert result.needed("units") == [4, 4]
    assert "mlp-16 needs more than 3 bits, or only" in walk_finding(result) in walk_alt(result)
    alike = LadderResult(
        LadderSpec("mlp-16", (0,), (3,), ("mse", "gptq")),
        tuple(Rung(way, 0, 3, 500, 1.0) for way in ("mse", "gptq")),
        597,
    )
    assert walk_finding(alike) == "mlp-16 needs 3 bits, either way"
    notes = walk_notes(result)
    assert "other units, per tensor, min-max: more than 3 bits;" in notes[0]
    assert notes[1].startswith("**The largest step** is to *")
