"""The ladder's figure shows the result's own numbers, and its sentences fit them."""

import numpy as np
import plotly.graph_objects as go
import pytest

from qlab.experiments.ladder import LadderSpec, measure_ladder
from qlab.figures.ladder import ladder_figure
from qlab.figures.ladder_findings import ladder_alt, ladder_finding, ladder_notes, way_word
from qlab.figures.style import PALETTES


@pytest.fixture(scope="module")
def result():
    return measure_ladder(LadderSpec("mlp-16", (0, 1)))


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(result, theme):
    assert go.Figure(ladder_figure(result, theme).to_plotly_json()).data


def test_each_line_is_the_mean_over_the_seeds_by_way(result):
    lines = {trace.name: trace for trace in ladder_figure(result, "light").data if trace.name}
    assert list(lines) == ["3 bits", "2 bits", "mean of 3 to 2 bits"]
    for trace, bits in zip(lines.values(), ((3,), (2,), (3, 2)), strict=True):
        assert next(iter(trace.x)) == "per tensor<br>minmax"
        assert list(trace.y) == pytest.approx([np.mean(result.losses(way, bits)) for way in result.spec.ways])


def test_the_sentences_hold_the_numbers(result):
    lost = {way: np.mean(result.losses(way, (2,))) for way in result.spec.ways}
    best, worst = min(lost, key=lost.get), max(lost, key=lost.get)
    assert f"loses {lost[best]:.1f} % to {lost[worst]:.1f} %" in ladder_finding(result)
    assert ladder_finding(result) in ladder_alt(result)
    at_two = ladder_notes(result)[1]
    assert f"({way_word(best)}) loses {lost[best]:.1f} %" in at_two
    assert f"({way_word(worst)}) {lost[worst]:.1f} %" in at_two
