"""Slow motion: nothing is drawn beyond the step; arrows are the gradient and the move; the story is what happens."""

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from qlab.experiments.one_weight import STORED
from qlab.experiments.oscillation import OscillationSpec, measure_oscillation
from qlab.figures.slow_motion import slow_motion_figure
from qlab.figures.slow_motion_findings import slow_motion_alt, slow_motion_finding, slow_motion_story
from qlab.figures.style import PALETTES

RESULTS = {s: measure_oscillation(OscillationSpec(2.2, steps=100, stored=s)) for s in STORED}
WORDS = {"nearest": "the move is lost", "stochastic": "back to", "latent": "the small move is kept"}


@pytest.mark.parametrize("theme", PALETTES)
def test_plotly_knows_all_that_is_drawn(theme):
    go.Figure(slow_motion_figure(RESULTS["latent"], 3, theme).to_plotly_json())


@pytest.mark.parametrize("stored", STORED)
def test_it_ends_at_the_step_with_the_gradient_and_the_move(stored):
    result = RESULTS[stored]
    for step in (0, 7):
        drawn = slow_motion_figure(result, step, "light")
        now, after = result.slow_motion[step : step + 2]
        assert all(list(trace.x) == list(range(step + 1)) for trace in drawn.data)
        gradient, move = (arrow for arrow in drawn.layout.annotations if arrow.showarrow)
        assert (gradient.ay, gradient.y) == (now.code, pytest.approx(2.2))
        assert (move.ay, move.y) == (now.kept, pytest.approx(now.kept - 0.28 * now.gradient))
        if stored == "latent":
            assert move.y == pytest.approx(after.kept)


def test_where_the_gradient_is_nothing_there_is_no_arrow():
    rests = measure_oscillation(OscillationSpec(2.0, steps=100))
    assert not [
        arrow for arrow in slow_motion_figure(rests, 20, "light").layout.annotations if arrow.showarrow
    ]
    assert slow_motion_story(rests, 20).startswith("The code 2 is the target")


@pytest.mark.parametrize("stored", STORED)
def test_the_story_says_whether_the_code_changes(stored):
    moments = RESULTS[stored].slow_motion
    for now, after in pairwise(moments):
        told = slow_motion_story(RESULTS[stored], now.step)
        assert (WORDS[stored] in told) != after.flipped
        assert f"The loss sees code {now.code}; the target is 2.2" in told


def test_changes_are_counted_up_to_the_step():
    assert slow_motion_finding(RESULTS["latent"], 2) == "Step 2: code 2, changed 1 time"
    assert slow_motion_finding(RESULTS["nearest"], 30) == "Step 30: code 1, changed 0 times"
    assert slow_motion_finding(RESULTS["latent"], 2) in slow_motion_alt(RESULTS["latent"], 2)
