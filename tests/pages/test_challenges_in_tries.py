"""Bits and Culprit: a few measurements and no more, in however many windows; who has enough may say so."""

import pytest

from qlab.challenges.budget import budget_challenge
from qlab.challenges.culprit import GIVE_UP, culprit_challenge
from qlab.challenges.measures import MEASURES
from qlab.challenges.tells import TELLS
from tests.pages.challenging import kept, labels, measured_again, metrics, opened
from tests.pages.visiting import clicked, figures

pytestmark = pytest.mark.usefixtures("records")


def test_bits_over_the_budget_cannot_be_measured_and_the_best_of_three_counts():
    app = opened(which="Bits", seed="0")
    challenge = budget_challenge(0)
    fewest, *_, most = challenge.measured.choices
    for layer in challenge.measured.layers:
        app.get_by_key(f"challenges_bits_0_{layer}").set_value(most)
    app.run()
    assert "bits too many" in " ".join(text.value for text in app.markdown)
    assert next(button for button in app.button if button.label.startswith("Measure")).disabled
    for attempt, bits in enumerate((fewest, fewest + 1, fewest), start=1):
        assert not app.metric
        for layer in challenge.measured.layers:
            app.get_by_key(f"challenges_bits_0_{layer}").set_value(bits)
        app = clicked(app.run(), f"Measure, {attempt} of 3")
    best = max(record["points"] for record in kept(app, "bits/0"))
    assert len(kept(app, "bits/0")) == 3
    assert metrics(app)["Points"] == f"{best} of 100"
    assert {"greedy", "exhaustive"} <= {trace.get("name") for trace in figures(app)[0]["data"]}
    score = measured_again(app, "bits")
    assert metrics(app)["Yours"] == f"{100 * score['yours']:.1f} %"


def test_who_has_enough_sees_the_best_bits_after_one_try():
    app = opened(which="Bits", seed="0")
    assert "Enough: show me the best" not in labels(app)
    app = clicked(app, "Measure, 1 of 3")
    assert not app.metric
    app = clicked(app, "Enough: show me the best")
    assert metrics(app)["Points"] == f"{kept(app, 'bits/0')[0]['points']} of 100"
    assert not [label for label in labels(app) if label.startswith("Measure")]


def test_who_finds_the_best_bits_at_once_is_done():
    app, challenge = opened(which="Bits", seed="0"), budget_challenge(0)
    for layer, bits in zip(challenge.measured.layers, challenge.best, strict=True):
        app.get_by_key(f"challenges_bits_0_{layer}").set_value(bits)
    app = clicked(app.run(), "Measure, 1 of 3")
    assert metrics(app)["Points"] == "100 of 100"
    assert not [label for label in labels(app) if label.startswith("Measure")]


def test_who_saw_the_best_bits_has_no_more_tries_in_a_second_window():
    here = clicked(opened(which="Bits", seed="0"), "Measure, 1 of 3")
    there = opened(resume=here.session_state["keeping_visit"].code, which="Bits", seed="0")
    here = clicked(here, "Enough: show me the best")
    challenge = budget_challenge(0)
    for layer, bits in zip(challenge.measured.layers, challenge.best, strict=True):
        there.get_by_key(f"challenges_bits_0_{layer}").set_value(bits)
    there = clicked(there.run(), "Measure, 2 of 3")
    assert kept(there, "bits/0") == kept(here, "bits/0")
    assert metrics(there) == metrics(here)


def test_a_culprit_is_named_after_measuring_and_then_explained():
    app = opened(which="Culprit", seed="0")
    culprit = culprit_challenge(0).culprit
    app.get_by_key("challenges_culprit_0").set_value(culprit)
    app.run()
    assert next(button for button in app.button if button.label == "Measure first").disabled
    app = clicked(app, "Measure, 1 of 3")
    assert not kept(app, "culprit/0")
    assert not app.metric
    app = clicked(app, "This is the culprit")
    assert metrics(app)["Points"] == "100 of 100"
    assert any(TELLS[culprit].why in text.value for text in app.markdown)
    assert kept(app, "culprit/0") == [{"answer": culprit, "points": 100}]
    assert "Measure, 2 of 3" not in labels(app)
    measured_again(app, "culprit")


def test_who_gives_up_is_told_and_has_no_points():
    app = clicked(opened(which="Culprit", seed="0"), "I give up: tell me")
    assert metrics(app) == {"Points": "0 of 100", "Measurements": "0 of 3"}
    assert "You gave up." in [text.value for text in app.markdown]
    assert kept(app, "culprit/0") == [{"answer": GIVE_UP, "points": 0}]
    measured_again(app, "culprit")


def test_a_second_window_has_no_measurements_and_no_answer_of_its_own():
    culprit = culprit_challenge(0).culprit
    here = clicked(opened(which="Culprit", seed="0"), "Measure, 1 of 3")
    code = here.session_state["keeping_visit"].code
    there = opened(resume=code, which="Culprit", seed="0")  # it knows of one measurement
    for attempt in (2, 3):
        here = clicked(here, f"Measure, {attempt} of 3")
    assert "Measure, 4 of 3" not in labels(here)
    assert not [label for label in labels(here) if label.startswith("Measure")]
    assert "No measurements are left. **Now name the culprit.**" in [text.value for text in here.markdown]
    late = opened(resume=code, which="Culprit", seed="0")  # as after a reload, or on a phone
    assert not [label for label in labels(late) if label.startswith("Measure")]

    there = clicked(there, "Measure, 2 of 3")
    assert there.session_state["keeping_visit"].all("step", "culprit/0") == list(MEASURES)[:3]
    late.get_by_key("challenges_culprit_0").set_value(culprit)
    late = clicked(late.run(), "This is the culprit")
    assert kept(late, "culprit/0") == [{"answer": culprit, "points": 60}]
    here = clicked(here, "I give up: tell me")
    assert kept(here, "culprit/0") == kept(late, "culprit/0")
    assert metrics(here)["Points"] == "60 of 100"


def test_after_the_answer_a_second_window_cannot_add_a_measurement_to_it():
    here = clicked(opened(which="Culprit", seed="0"), "Measure, 1 of 3")
    there = opened(resume=here.session_state["keeping_visit"].code, which="Culprit", seed="0")
    here.get_by_key("challenges_culprit_0").set_value(culprit_challenge(0).culprit)
    here = clicked(here.run(), "This is the culprit")
    there = clicked(there, "Measure, 2 of 3")
    assert len(there.session_state["keeping_visit"].all("step", "culprit/0")) == 1
    assert metrics(there) == metrics(here) == {"Points": "100 of 100", "Measurements": "1 of 3"}
