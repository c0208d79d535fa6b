"""Collapse, calibration and harm, drawn: every point is there, and the sentences hold measured numbers."""

import pytest

from qlab.experiments.collapse import CollapseSpec, measure_collapse
from qlab.experiments.temperature import TemperatureSpec, measure_temperature
from qlab.experiments.who_is_hurt import HurtSpec, measure_hurt
from qlab.figures import collapse, collapse_findings, hurt, hurt_findings, sureness, sureness_findings


@pytest.fixture(scope="module")
def collapsed():
    return measure_collapse(CollapseSpec("mlp-16", (0, 1), (8, 4), units=6))


@pytest.fixture(scope="module")
def sure():
    return measure_temperature(TemperatureSpec("mlp-16", (0, 1)))


@pytest.fixture(scope="module")
def hurting():
    return measure_hurt(HurtSpec("mlp-16", (0, 1)))


def test_open_marks_are_where_guessing_is_not_ruled_out(collapsed):
    fig = collapse.collapse_figure(collapsed, "light")
    marks = {trace.marker.symbol: len(trace.x) for trace in fig.data if trace.mode == "markers"}
    open_ones = sum(point.p >= 0.05 for point in collapsed.points)
    assert marks == {"circle": len(collapsed.points) - open_ones, "circle-open": open_ones}
    assert "guessing not ruled out for 2 of 2 networks" in collapse_findings.collapse_finding(collapsed)
    assert "4 bits: 10 % right" in collapse_findings.collapse_alt(collapsed)
    assert len(collapse_findings.collapse_notes(collapsed)) == 3


def test_a_temperature_moves_networks_sideways_only(sure):
    fig = sureness.mended_figure(sure, "dark")
    before, after = (trace for trace in fig.data if trace.mode == "markers")
    assert list(before.y) == list(after.y)
    assert list(before.x) != list(after.x)
    assert "1 bit" in sureness_findings.spoiled_finding(sure)
    for told in (sureness_findings.spoiled_notes(sure), sureness_findings.mended_notes(sure)):
        assert len(told) == 3


def test_bars_are_the_means_of_their_dots(hurting):
    for draw in (hurt.unsure_first_figure, hurt.classes_differ_figure):
        bars, dots = draw(hurting, "light").data
        for name, height in zip(bars.x, bars.y, strict=True):
            mine = [value for x, value in zip(dots.x, dots.y, strict=True) if x == name]
            assert height == pytest.approx(sum(mine) / 2)
    seed, worst = max(
        ((one.seed, one) for one in hurting.groups if one.kind == "class"), key=lambda each: each[1].lost
    )
    assert f"seed {seed}: class {worst.index} loses" in hurt_findings.classes_differ_finding(hurting)
    assert hurt_findings.unsure_first_alt(hurting).count("%") == 4
    assert "Both ways" in hurt_findings.unsure_first_notes(hurting)[0]
