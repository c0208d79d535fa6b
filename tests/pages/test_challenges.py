"""Clip and Levels: the answer is not shown before it is given; then it is scored, kept, and there again."""

import pytest

from pages.shared import draw_levels
from qlab.challenges.clip import clip_challenge
from qlab.challenges.levels import levels_challenge
from tests.pages.challenging import kept, measured_again, metrics, opened
from tests.pages.visiting import clicked, figures, notices

pytestmark = pytest.mark.usefixtures("records")


@pytest.fixture
def browser(monkeypatch):
    """Be the browser's side of the levels: `sent` is what it sends with the next runs, `data` what it was given."""

    class Browser:
        def __init__(self):
            self.sent, self.data = [], []

        def __call__(self, data, **options):
            self.data.append(data)
            return {"levels": self.sent.pop() if self.sent else None}

    side = Browser()
    monkeypatch.setattr(draw_levels, "_component", side)
    return side


def sends(app, browser, steps):
    browser.sent.append(steps)
    app.run()
    assert not app.exception
    return app


def test_an_address_with_no_challenge_leads_to_the_first():
    first, none = opened(seed="3"), opened(seed="3", which="")
    assert [text.value for text in first.markdown] == [text.value for text in none.markdown] != []


def test_a_clip_is_scored_kept_measured_again_and_there_again(browser):
    app = opened(seed="3")
    assert not app.metric
    assert not app.get("plotly_chart")
    app = sends(app, browser, [60])
    (record,) = kept(app, "clip/3")
    assert record["answer"] == 60
    assert "best" in [trace.get("name") for trace in figures(app)[0]["data"]]
    assert app.caption[-1].value == f"Your best so far, of 100 points: Clip {record['points']}"
    assert metrics(app)["Points"] == f"{record['points']} of 100"
    measured_again(app, "clip")
    assert not app.switch_page("home.py").run().exception
    app = app.switch_page("lab/challenges.py").run()
    app.get_by_key("challenges_seed").set_value(3)
    assert metrics(app.run())["Points"] == f"{record['points']} of 100"
    app = clicked(app, "Play another")
    assert app.get_by_key("challenges_seed").value != 3
    assert not app.metric


def test_another_one_is_another_one(browser):
    app = clicked(opened(seed="3"), "Another one")
    assert app.get_by_key("challenges_seed").value != 3
    assert not app.metric


def test_levels_are_scored_against_the_best_ones_and_measured_again(browser):
    app = opened(which="Levels", seed="3")
    challenge = levels_challenge(3)
    app = sends(app, browser, [0, *browser.data[-1]["steps"][1:]])
    (record,) = kept(app, "levels/3")
    assert len(record["answer"]) == challenge.count
    assert record["answer"][0] == pytest.approx(challenge.ends[0], rel=5e-4)  # in four digits
    assert "best levels" in [trace.get("name") for trace in figures(app)[0]["data"]]
    score = measured_again(app, "levels")
    assert metrics(app)["Your error"] == f"{score['yours']:.3g}"
    assert metrics(app)["Least error"] == f"{score['best']:.3g}"


def test_what_is_sent_to_the_browser_is_the_question_and_not_the_answer(browser):
    for which, challenge in (("Clip", clip_challenge(3)), ("Levels", levels_challenge(3))):
        opened(which=which, seed="3")
        data = browser.data.pop()
        assert sum(data.pop("bars")["counts"]) == len(challenge.values)
        assert not browser.data
        for words in ("name", "commit", "percent", "least", "across"):
            del data[words]
        if which == "Clip":
            shares = challenge.levels(100) / challenge.reach
            lines, ends = tuple((0, share) for share in shares), (0.0, challenge.reach)
            assert data == {"steps": (100,), "last": 100, "ends": ends, "lines": lines}
        else:
            middles = [round(400 * (place + 0.5) / challenge.count) for place in range(challenge.count)]
            lines = tuple((place, 1.0) for place in range(challenge.count))
            assert data == {"steps": tuple(middles), "last": 400, "ends": challenge.ends, "lines": lines}


@pytest.mark.parametrize("sent", ["x", {"a": 1}, [], [1, 2], [0], [101], [1.5], [True], [None]])
def test_what_no_browser_of_ours_sends_is_refused_and_not_kept(browser, sent):
    app = sends(opened(seed="3"), browser, sent)
    assert notices(app)
    assert not app.metric
    assert not kept(app, "clip/3")
