"""Each way to predict: asked, hinted at, voted again, shown; nothing measured is sent before the learner is sure."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.predicting.charts import sizes_chart
from pages.shared.predicting.drawing import TOLERANCE
from qlab.course import quantities
from qlab.course.drawn_curve import compare, remarks
from qlab.course.estimate import said
from qlab.course.lessons import hint_for
from qlab.course.quantities import QUANTITIES
from qlab.records import Visit
from tests.pages.visiting import PATIENCE, ROUTER

pytestmark = pytest.mark.usefixtures("records")

NUMBER, CURVE = "noise_through_prediction", "small_and_large_prediction"
PAGES = {NUMBER: "learn/noise_through.py", CURVE: "learn/small_and_large.py"}
FIRST, SECOND = {"guess": 20.0, "low": 15.0, "high": 30.0}, {"guess": 10.0, "low": 5.0, "high": 15.0}
RISING, FLAT = [30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0], [90.0] * 7


def opened(key: str, **address: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
    app.query_params.update(address)
    app.run().switch_page(PAGES[key]).run()
    assert not app.exception
    return app


def visit_of(app: AppTest) -> Visit:
    return app.session_state["keeping_visit"]


def texts(app: AppTest) -> str:
    return " ".join(text.value for kind in (app.markdown, app.text) for text in kind)


def sent(app: AppTest) -> str:
    """Return all that the browser gets."""
    return " ".join(str(getattr(node, "proto", "")) for node in app.main)


def answer(app: AppTest, attempt: int, guess: float | None, low: float, high: float) -> AppTest:
    form = f"{NUMBER}_{attempt}"
    app.get_by_key(f"{form}_guess").set_value(guess)
    app.get_by_key(f"{form}_range").set_value((low, high))
    next(button for button in app.button if button.form_id == form).click()
    app.run()
    assert not app.exception
    return app


def draw(app: AppTest, heights: list[float]) -> AppTest:
    """Keep a curve as the chart does."""
    visit_of(app).keep("prediction", CURVE, heights)
    return app.run()


def chart(app: AppTest) -> dict:
    protos = [one.proto for one in app.get("bidi_component")]
    (data,) = [json.loads(one.json) for one in protos if one.component_name == "qlab_draw_curve"]
    return data


def measured_number() -> tuple[str, str]:
    measured, _ = QUANTITIES[NUMBER].measured()
    return said(measured.value, QUANTITIES[NUMBER].unit), f"{measured.value:.2f}"


def test_a_number_is_estimated_hinted_at_estimated_again_and_only_then_shown():
    app = opened(NUMBER)
    assert app.get_by_key(f"{NUMBER}_1_guess").value is None
    for attempt, vote in enumerate((FIRST, SECOND), start=1):
        assert not app.get("plotly_chart")
        assert not any(number in sent(app) for number in measured_number())
        app = answer(app, attempt, **vote)
        assert (hint_for(NUMBER) in texts(app)) == (attempt == 1)
    assert measured_number()[0] in texts(app)
    assert "First you said **20 dB**, from 15 to 30 dB." in texts(app)
    assert "Your range, 5 to 15 dB, holds it." in texts(app)
    assert len(app.get("plotly_chart")) > 1
    assert visit_of(app).all("prediction", NUMBER) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("vote", "complaint"),
    [
        ((None, 5.0, 15.0), "Type your best guess first."),
        ((20.0, 0.0, 60.0), "Now narrow the range"),
        ((20.0, 30.0, 40.0), "Your guess, 20, lies outside your range, 30 to 40 dB. Move"),
        ((float("nan"), 30.0, 40.0), "Type your best guess first."),
        ((20.0, float("nan"), 40.0), "Now narrow the range"),
        ((20.0, 40.0, 30.0), "low must not be above high, 30; got 40"),
    ],
)
def test_what_is_no_estimate_is_told_and_not_kept(vote, complaint):
    app = answer(opened(NUMBER), 1, *vote)
    assert complaint in texts(app)
    assert visit_of(app).all("prediction", NUMBER) == []


def test_a_vote_in_an_old_window_is_no_second_one(records):
    app = opened(NUMBER)
    visit_of(app).keep("nickname", "", "Ada")
    Visit(records, visit_of(app).code).keep("prediction", NUMBER, SECOND)
    app = answer(app, 1, **FIRST)
    assert visit_of(app).all("prediction", NUMBER) == [SECOND]
    assert "You say: **10 dB**" in texts(app)
    assert hint_for(NUMBER) in texts(app)
    assert not app.get("plotly_chart")


def test_a_vote_waits_while_the_database_is_away(tmp_path):
    app = answer(opened(NUMBER), 1, **FIRST)
    (tmp_path / "folder").rename(tmp_path / "away")
    app = answer(app, 2, **SECOND)
    assert "Not saved" in app.error[0].value
    assert not visit_of(app).saved
    assert visit_of(app).all("prediction", NUMBER) == [FIRST, SECOND]
    assert measured_number()[0] in texts(app)


def test_a_curve_is_drawn_hinted_at_drawn_again_and_only_then_shown():
    app = opened(CURVE)
    assert chart(app) | {"drawn": None, "measured": None, "button": "This is my curve"} == chart(app)
    app = draw(app, RISING)
    assert (chart(app)["drawn"], chart(app)["measured"]) == (RISING, None)
    assert chart(app)["button"] == "Show what was measured"
    assert hint_for(CURVE) in texts(app)
    assert not app.get("plotly_chart")
    app = draw(app, FLAT)
    curve, _ = sizes_chart(3).measure()
    assert (chart(app)["drawn"], chart(app)["measured"]["mean"]) == (FLAT, list(curve.mean))
    assert chart(app)["button"] == ""
    seen, before = compare(FLAT, curve, TOLERANCE), compare(RISING, curve, TOLERANCE)
    assert all(sentence in texts(app) for sentence in remarks(seen, curve, "units"))
    assert f"Your first curve was {before.distance:.0f} points off on average." in texts(app)
    assert round(before.distance) != round(seen.distance)
    assert app.get("plotly_chart")


@pytest.mark.parametrize("key", PAGES)
def test_a_skip_is_remembered_and_shows_what_was_measured(key):
    app = opened(key)
    app.get_by_key(f"{key}_skipped").set_value(True).run()
    for page in (app, opened(key, resume=visit_of(app).code)):
        assert visit_of(page).all("prediction", key) == [""]
        assert "You did not predict." in texts(page)
        assert f"{key}_receipt" in [expander.key for expander in page.expander]
        assert page.get("plotly_chart")
        if key == CURVE:
            assert (chart(page)["drawn"], len(chart(page)["measured"]["mean"])) == (None, 7)
        else:
            assert measured_number()[0] in texts(page)


@pytest.mark.parametrize(("key", "votes"), [(NUMBER, (FIRST, SECOND)), (CURVE, (RISING, FLAT))])
def test_another_device_goes_on_where_this_one_stopped(key, votes):
    app = opened(key)
    for number, vote in enumerate(votes, start=1):
        visit_of(app).keep("prediction", key, vote)
        again = opened(key, resume=visit_of(app).code)
        assert visit_of(again).all("prediction", key) == list(votes[:number])
        assert bool(again.get("plotly_chart")) == (number == 2)
        if key == NUMBER and number == 1:
            assert again.get_by_key(f"{key}_2_range").value == (FIRST["low"], FIRST["high"])


@pytest.mark.parametrize(
    ("key", "before"), [(NUMBER, "About 12 dB."), (CURVE, "The one with 64"), (CURVE, [1.0])]
)
def test_who_predicted_when_it_was_asked_in_another_way_is_not_asked_again(key, before):
    app = opened(key)
    visit_of(app).keep("prediction", key, before)
    app.run()
    assert not app.exception
    assert "You predicted when this was asked in another way." in texts(app)
    assert app.get("plotly_chart")


def test_ranges_are_counted_once_there_are_two():
    app = opened(NUMBER)
    for key in (NUMBER, "recovery_prediction"):
        for _ in range(2):
            visit_of(app).keep("prediction", key, {"guess": 1.0, "low": 0.0, "high": 13.0})
    app.run()
    assert "Your ranges held the measured number 1 of 2 times." in texts(app)


@pytest.mark.parametrize("votes", [("",), (FIRST, SECOND)])
def test_a_ledger_without_the_number_is_told(monkeypatch, votes):
    app = opened(NUMBER)
    for vote in votes:
        visit_of(app).keep("prediction", NUMBER, vote)
    monkeypatch.setattr(quantities, "_receipts", dict)
    app.run()
    assert not app.exception
    assert "case must be one of the ledger; got depth-adds-up, 'A random chain'." in texts(app)


def test_a_link_may_lead_past_the_question_and_keeps_nothing():
    app = opened(CURVE, **{f"{CURVE}_skipped": "true"})
    assert app.get("plotly_chart")
    assert visit_of(app).all("prediction", CURVE) == []
