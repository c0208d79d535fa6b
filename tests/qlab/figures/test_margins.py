"""The margins figure shows every network, and its sentences say what was measured."""

import plotly.graph_objects as go
import pytest

from qlab.experiments.margins import MarginPoint, MarginsResult, MarginsSpec, measure_margins
from qlab.figures.margins import all_tasks_figure, margins_figure
from qlab.figures.margins_findings import all_tasks_notes, margins_alt, margins_finding, margins_notes
from qlab.figures.style import PALETTES

SPEC = MarginsSpec(("mlp-cancer", "mlp-smooth"), (0, 1), (8, 4))


@pytest.fixture(scope="module")
def result():
    return measure_margins(SPEC)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("draw", [margins_figure, all_tasks_figure])
def test_plotly_knows_all_that_is_drawn(result, theme, draw):
    assert go.Figure(draw(result, theme).to_plotly_json()).data


def test_each_task_has_its_networks_and_their_mean(result):
    line, _, cancer, networks, smooth = margins_figure(result, "light").data
    assert (cancer.name, networks.name, smooth.name) == ("cancer", "smooth", "smooth")
    points = [point for point in result.points if point.task == "smooth"]
    assert list(networks.x) == [point.borne_db for point in points]
    assert list(networks.y) == [point.needed for point in points]
    assert smooth.x[0] == pytest.approx(sum(point.borne_db for point in points) / 2)
    assert (line.y[1] - line.y[0]) / (line.x[1] - line.x[0]) == pytest.approx(1 / 6.02)


def test_several_tolerances_of_one_task_are_told_apart():
    points = tuple(
        MarginPoint("mlp-smooth", "smooth", seed, loosen, 30 - 10 * loosen, 8 - int(loosen))
        for loosen in (1.0, 2.0)
        for seed in (0, 1)
    )
    result = MarginsResult(MarginsSpec(("mlp-smooth",), (0, 1), loosen=(1.0, 2.0)), points, ())
    assert margins_finding(result) == (
        "2 × tolerance: 10 dB and 6.0 bits suffice; 1 × tolerance: 20 dB and 7.0 bits"
    )
    (off,) = margins_notes(result)
    assert "needs 0.3 bits" in off  # 10 dB are 1.66 bits on the line, 1 bit here: a third off at each end
    assert "1 × tolerance: 20.0 dB, 7.0 bits" in margins_alt(result)


def test_notes_on_all_tasks_are_those_of_their_tolerance(result):
    assert all_tasks_notes(result)[0].startswith("**Cancer**, accuracy")
