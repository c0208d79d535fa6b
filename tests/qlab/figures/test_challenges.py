"""Pictures of challenges: Plotly knows all of them, and what is best is drawn only once it may be seen."""

import plotly.graph_objects as go
import pytest

from qlab.challenges.budget import budget_challenge
from qlab.challenges.clip import clip_challenge
from qlab.challenges.levels import levels_challenge
from qlab.figures.challenges import budget_figure, clip_figure, values_figure


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_knows_every_picture(theme):
    clip, levels, budget = clip_challenge(0), levels_challenge(0), budget_challenge(0)
    for picture in (
        values_figure(clip.values, clip.levels(50), "Where?", theme),
        values_figure(levels.values, [0.0], "There", theme, levels.best),
        clip_figure(clip, 50, theme),
        budget_figure(budget, budget.greedy, theme),
    ):
        go.Figure(picture.to_dict())


def test_the_best_levels_are_drawn_only_when_given():
    challenge = levels_challenge(0)
    asked = values_figure(challenge.values, [0.0], "Where?", "light")
    told = values_figure(challenge.values, [0.0], "There", "light", challenge.best)
    assert len(asked.layout.shapes) == 1
    assert [shape["x0"] for shape in told.layout.shapes[1:]] == list(challenge.best)


def test_the_title_says_how_far_from_the_least_error():
    challenge = clip_challenge(0)
    ratio = challenge.error(20) / challenge.error(challenge.best)
    assert f"{ratio:.2f} times" in clip_figure(challenge, 20, "light").layout.title.text


def test_the_points_of_all_allocations_are_those_within_the_budget():
    challenge = budget_challenge(0)
    everyone = budget_figure(challenge, challenge.best, "light").data[0]
    assert len(everyone.x) == (challenge.costs <= challenge.budget).sum()
    assert max(everyone.x) <= challenge.budget / sum(challenge.measured.sizes)
    assert max(everyone.y) == pytest.approx(100 * challenge.accuracy(challenge.best))
