"""The figure of other units shows the result's own numbers, and its sentences fit them."""

import numpy as np
import plotly.graph_objects as go
import pytest

from qlab.experiments.units import ARMS, EQUALIZED, UnitsSpec, measure_units
from qlab.figures.style import PALETTES
from qlab.figures.units import units_figure
from qlab.figures.units_findings import units_alt, units_finding, units_notes

BITS = (3, 8)


@pytest.fixture(scope="module")
def results():
    return {k: measure_units(UnitsSpec("mlp-16", (0, 1), k, BITS)) for k in (0, 6)}


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(results, theme):
    assert go.Figure(units_figure(results[6], theme).to_plotly_json()).data


def test_each_line_is_the_mean_over_the_seeds_and_each_looks_different(results):
    lines = {trace.name: trace for trace in units_figure(results[6], "light").data if trace.name}
    assert list(lines) == list(ARMS)
    for arm, trace in lines.items():
        for bits, value in zip(trace.x, trace.y, strict=True):
            found = [p.accuracy for p in results[6].points if (p.arm, p.bits) == (arm, bits)]
            assert value == pytest.approx(100 * np.mean(found))
    assert len({(t.line.dash, t.marker.symbol) for t in lines.values()}) == len(ARMS)


def test_float_and_chance_are_lines_of_their_own(results):
    fig = units_figure(results[0], "light")
    best = 100 * np.mean(results[0].float_accuracy)
    assert [shape.y0 for shape in fig.layout.shapes] == pytest.approx([best, 10])


def mean(result, arm):
    return f"{100 * np.mean([p.accuracy for p in result.points if (p.arm, p.bits) == (arm, 8)]):.1f} %"


def test_the_sentences_hold_the_numbers(results):
    changed = results[6]
    assert units_finding(changed) == (
        f"At 8 bits, mlp-16 has {mean(changed, 'per tensor')} per tensor; {mean(changed, EQUALIZED)} {EQUALIZED}"
    )
    assert units_finding(results[0]) == f"At 8 bits, mlp-16 has {mean(results[0], 'per tensor')} per tensor"
    notes = units_notes(changed)
    assert mean(changed, "per channel") in notes[1]
    assert mean(changed, EQUALIZED) in notes[2]
    assert len(units_notes(results[0])) == 1
    assert all(arm in units_alt(changed) for arm in ARMS)
