"""The page of challenges: the answer is not shown before it is given; then it is scored, kept, and there again."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import keeping
from qlab.challenges.budget import budget_challenge
from qlab.challenges.culprit import culprit_challenge
from qlab.challenges.levels import levels_challenge
from qlab.challenges.tells import TELLS
from tests.pages.visiting import PATIENCE, ROUTER, clicked, figures


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Give the pages a database of this test's own."""
    monkeypatch.setenv("QLAB_DATABASE", f"sqlite:///{tmp_path}/records.db")
    keeping.records.cache_clear()
    yield
    keeping.records().close()
    keeping.records.cache_clear()


def opened(**address):
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    app.query_params.update({f"challenges_{name}": value for name, value in address.items()})
    app.switch_page("lab/challenges.py").run()
    assert not app.exception
    return app


def kept(app, item):
    return app.session_state["keeping_visit"].all("challenge", item)


def lines(app):
    return [trace.get("name") for trace in figures(app)[0]["data"]]


def points(app):
    return app.metric[0].value


def test_a_clip_is_scored_kept_and_there_again(records):
    app = opened(seed="3")
    assert not app.metric
    assert "best" not in lines(app)
    app.slider[0].set_value(60)
    app = clicked(app.run(), "This is my clip")
    (record,) = kept(app, "clip/3")
    assert record["answer"] == 60
    assert points(app) == f"{record['points']} of 100"
    assert "best" in lines(app)
    assert app.caption[-1].value == f"Your best so far, of 100 points: Clip {record['points']}"
    assert not app.switch_page("home.py").run().exception
    app = app.switch_page("lab/challenges.py").run()
    app.get_by_key("challenges_seed").set_value(3)
    assert points(app.run()) == f"{record['points']} of 100"


def test_another_one_is_another_one(records):
    app = clicked(opened(seed="3"), "Another one")
    assert app.get_by_key("challenges_seed").value != 3
    assert not app.metric


def test_levels_are_scored_against_the_best_ones(records):
    app = opened(which="Levels", seed="3")
    assert "best levels" not in lines(app)
    app = clicked(app, "These are my levels")
    (record,) = kept(app, "levels/3")
    assert len(record["answer"]) == levels_challenge(3).count
    assert points(app) == f"{record['points']} of 100"
    assert "best levels" in lines(app)


def test_bits_over_the_budget_cannot_be_measured_and_the_best_of_three_counts(records):
    app = opened(which="Bits", seed="0")
    challenge = budget_challenge(0)
    for layer in challenge.measured.layers:
        app.get_by_key(f"challenges_bits_0_{layer}").set_value(5)
    app.run()
    assert "bits too many" in " ".join(text.value for text in app.markdown)
    assert next(button for button in app.button if button.label.startswith("Measure")).disabled
    for attempt, bits in enumerate((2, 3, 2), start=1):
        assert not app.metric
        for layer in challenge.measured.layers:
            app.get_by_key(f"challenges_bits_0_{layer}").set_value(bits)
        app = clicked(app.run(), f"Measure, {attempt} of 3")
    best = max(record["points"] for record in kept(app, "bits/0"))
    assert len(kept(app, "bits/0")) == 3
    assert points(app) == f"{best} of 100"
    assert {"greedy", "exhaustive"} <= set(lines(app))


def test_a_culprit_is_named_after_measuring_and_then_explained(records):
    app = opened(which="Culprit", seed="0")
    culprit = culprit_challenge(0).culprit
    assert "What went wrong?" not in [radio.label for radio in app.radio]
    app = clicked(app, "Measure, 1 of 3")
    assert not kept(app, "culprit/0")
    app.get_by_key("challenges_culprit_0").set_value(culprit)
    assert not app.metric
    app = clicked(app.run(), "This is the culprit")
    assert points(app) == "100 of 100"
    assert any(TELLS[culprit].why in text.value for text in app.markdown)
    assert kept(app, "culprit/0") == [{"answer": culprit, "points": 100}]
    assert "Measure, 2 of 3" not in [button.label for button in app.button]
