"""What a learner predicts and answers is kept, said to be kept, and deleted when they ask."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import keeping
from qlab.course.bank import bank
from qlab.course.lessons import hint_for, steps
from qlab.course.progress import kept_answer
from qlab.records import Records, Visit
from qlab.records.database import database_url
from tests.pages.visiting import PATIENCE, ROUTER


def opened(page, **address):
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
    app.query_params.update(address)
    app.run().switch_page(page).run()
    assert not app.exception
    return app


def visit_of(app) -> Visit:
    return app.session_state["keeping_visit"]


def said(app):
    return " ".join(text.value for kind in (app.markdown, app.error, app.caption) for text in kind)


def open_quiz(app, lesson):
    assert "Once you have seen something measured, there are questions" in said(app)
    app.get_by_key(f"{lesson}_prediction_skipped").set_value(True).run()
    app.session_state[f"{lesson}_quiz"] = True
    return app.run()


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception
    return app


def test_a_prediction_is_there_after_a_reload_on_another_device(records):
    app = opened("learn/regularizer.py")
    key = "regularizer_prediction"
    option = app.get_by_key(key).options[0]
    app.get_by_key(key).set_value(option).run()
    code = visit_of(app).code
    again = opened("learn/regularizer.py", resume=code.replace(" ", "-"))
    assert f"You say: **{option}**" in said(again)
    assert "resume" not in again.query_params
    assert Visit(records, code).all("prediction", key) == [option]


def test_with_the_first_thing_kept_one_hears_of_the_code_and_then_no_more(records):
    app = opened("learn/regularizer.py")
    key = "regularizer_prediction"
    assert not app.toast
    app.get_by_key(key).set_value(app.get_by_key(key).options[0]).run()
    assert [toast.value for toast in app.toast] == [keeping.FIRST_KEPT]
    app.get_by_key(f"{key}_sure").click().run()
    assert not app.toast


@pytest.mark.parametrize("changes", [False, True])
def test_after_a_hint_one_may_think_again_and_both_votes_are_kept(records, changes):
    key = "regularizer_prediction"
    app = opened("learn/regularizer.py")
    first, second = app.get_by_key(key).options[:2]
    app.get_by_key(key).set_value(first).run()
    assert hint_for(key) in said(app)
    assert not app.get("plotly_chart")
    if changes:
        app.get_by_key(f"{key}_again").set_value(second).run()
    app.get_by_key(f"{key}_sure").click().run()
    assert app.get("plotly_chart")
    assert Visit(records, visit_of(app).code).all("prediction", key) == [first, second if changes else first]
    assert ("First you said:" in said(app)) == changes


def test_a_skip_is_remembered_as_a_skip(records):
    app = opened("learn/regularizer.py")
    app.get_by_key("regularizer_prediction_skipped").set_value(True).run()
    assert visit_of(app).all("prediction", "regularizer_prediction") == [""]
    again = opened("learn/regularizer.py", resume=visit_of(app).code)
    assert "You did not predict." in said(again)


def test_every_attempt_at_a_question_is_kept_and_the_last_counts(records):
    app = open_quiz(opened("learn/noise.py"), "noise")
    question = next(question for question in bank()["noise"] if question.kind == "choice")
    item, (right,) = f"noise/{question.key}", question.right
    wrong = (right + 1) % len(question.options)
    for attempt, place in enumerate((wrong, right), start=1):
        app.get_by_key(f"quiz_{item}_{attempt}_answer").set_value(place)
        form = f"quiz_{item}_{attempt}"
        next(button for button in app.button if button.form_id == form).click()
        app.run()
        assert question.options[place].why in said(app)
        if place == wrong:
            assert "✗ Not quite." in said(app)
            app.get_by_key(f"quiz_{item}_retry").click().run()
    assert [kept["answer"] for kept in visit_of(app).all("answer", item)] == [wrong, right]
    assert "✓ Right." in said(app)


def test_an_answer_that_was_not_given_is_asked_for(records):
    app = open_quiz(opened("learn/noise.py"), "noise")
    next(button for button in app.button if button.label == "Check").click()
    app.run()
    assert "Choose an answer first." in said(app)
    assert [record.kind for record in visit_of(app).kept] == ["prediction"]


def test_the_page_says_not_saved_while_it_cannot_save_and_saves_when_it_can(records, tmp_path):
    way = tmp_path / "folder"
    way.touch()  # where the folder of the database should be
    app = opened("learn/regularizer.py")
    app.get_by_key("regularizer_prediction_skipped").set_value(True).run()
    assert "**Not saved: the folder of the database cannot be made.**" in said(app)
    assert "You did not predict." in said(app)
    way.unlink()
    app.session_state["keeping_tried"] = -keeping.RETRY_S
    app.run()
    app.run()
    assert "Not saved" not in said(app)
    assert Visit(records, visit_of(app).code).all("prediction", "regularizer_prediction") == [""]


def test_nobody_goes_on_as_somebody_else_while_something_waits_to_be_saved(records, tmp_path):
    way = tmp_path / "folder"
    way.touch()
    app = opened("learn/regularizer.py")
    app.get_by_key("regularizer_prediction_skipped").set_value(True).run()
    app.switch_page("progress.py").run()
    app.get_by_key("mine_typed").set_value("zoo " * 11 + "wrong")
    press(app, "Go on where I was")
    assert any("not saved yet" in warning.value for warning in app.warning)
    assert visit_of(app).all("prediction", "regularizer_prediction") == [""]


def test_progress_shows_what_is_done_and_what_comes_next(records):
    assert "Nothing is kept of you so far." in said(opened("progress.py"))
    app = opened("learn/regularizer.py")
    app.get_by_key("regularizer_prediction_skipped").set_value(True).run()
    app = app.switch_page("progress.py").run()
    assert visit_of(app).code in [block.value for block in app.get("code")]
    bars = [bar.proto.text for bar in app.get("progress")]
    assert bars[0].startswith("1 of ")
    assert bars[0].endswith("· 0 predicted")
    assert len(bars) == 1 + len(bank())


def test_progress_counts_steps_questions_and_challenges_and_goes_on_where_one_was(records):
    visit = Visit(records)
    question = next(question for question in bank()["tasks"] if question.kind == "choice")
    visit.keep("challenge", "clip/3", {"answer": 40, "points": 81})
    for vote in ("Digits", "Text"):
        visit.keep("prediction", "tasks_prediction", vote)
    visit.keep("answer", f"tasks/{question.key}", kept_answer(min(question.right), seed=1))
    app = opened("progress.py", resume=visit.code)
    bars = [bar.proto.text for bar in app.get("progress")]
    expected = f"1 of {len(steps()['tasks'])} steps seen · 1 of {len(bank()['tasks'])} questions right"
    assert bars[0].endswith("· 1 predicted")
    assert expected in bars
    assert bars[-1] == "At best 81 of 100 points · 1 played"
    assert next(link.proto.page for link in app.get("page_link") if "**" in link.proto.label) == "tasks"


def test_a_question_waits_for_the_step_whose_answer_it_tells(records):
    early, late = steps()["noise"][:2]
    waiting = [question.ask for question in bank()["noise"] if question.after not in ("", early)]
    app = opened("learn/noise.py")
    app.get_by_key(early).set_value(app.get_by_key(early).options[0]).run()
    app.session_state["noise_quiz"] = True
    assert "Once you have seen something measured" in said(app.run())
    app.get_by_key(f"{early}_sure").click().run()
    assert waiting
    assert not any(ask in said(app) for ask in waiting)
    assert f"{len(waiting)} more come with the steps" in said(app)
    visit_of(app).keep("prediction", late, "")
    told = said(app.run())
    assert all(q.ask in told for q in bank()["noise"] if q.after in ("", early, late))


def test_a_slip_in_a_teachers_file_is_told_where_its_questions_would_be(records, monkeypatch):
    monkeypatch.setattr("pages.shared.quiz.problems", lambda: {"noise": "noise.toml: key must be short."})
    app = opened("learn/noise.py")
    app.get_by_key("noise_prediction_skipped").set_value(True).run()
    assert [warning.value for warning in app.warning] == [
        "noise.toml: key must be short. Until that is mended, this lesson has no questions."
    ]


def test_a_review_asks_anew_and_says_why_before_one_goes_on(records):
    long_ago = datetime.now(UTC) - timedelta(days=3)
    question = next(question for question in bank()["tasks"] if question.kind == "choice")
    wrong = next(place for place in range(len(question.options)) if place not in question.right)
    with Records(database_url(), now=lambda: long_ago) as before:
        visit = Visit(before)
        visit.keep("answer", f"tasks/{question.key}", kept_answer(wrong, seed=1))
    app = opened("progress.py", resume=visit.code)
    assert question.ask in said(app)
    assert question.options[wrong].why not in said(app)
    (radio,) = app.radio
    radio.set_value(min(question.right))
    press(app, "Check")
    assert "✓ Right." in said(app)
    press(app, "Go on")
    assert question.ask not in said(app)
    assert visit_of(app).all("answer", f"tasks/{question.key}")[-1]["answer"] in question.right


def test_a_code_that_is_none_or_nobodys_is_told(records):
    for typed, complaint in (
        ("one two", "must have 12 words"),
        ("zoo " * 11 + "wrong", "Nobody has this code"),
    ):
        app = opened("progress.py")
        app.text_input[0].set_value(typed)
        press(app, "Go on where I was")
        assert any(complaint in warning.value for warning in app.warning)
        assert app.get_by_key("mine_typed").value == typed


def test_a_code_of_nobody_leaves_one_who_one_is(records):
    app = opened("learn/regularizer.py")
    app.get_by_key("regularizer_prediction_skipped").set_value(True).run()
    code = visit_of(app).code
    app.switch_page("progress.py").run()
    app.get_by_key("mine_typed").set_value("zoo " * 11 + "wrong")
    press(app, "Go on where I was")
    assert visit_of(app).code == code


def test_who_becomes_somebody_else_is_told_the_way_back(records):
    other = Visit(records)
    other.keep("nickname", "", "Ada")
    app = opened("progress.py", resume=other.code)
    assert not app.info
    mine = Visit(records)
    mine.keep("nickname", "", "Bob")
    app.get_by_key("mine_typed").set_value(mine.code)
    press(app, "Go on where I was")
    assert visit_of(app).code == mine.code
    assert "to go back" in app.info[0].value
    assert app.get("code")[0].value == other.code
    app.get_by_key("mine_typed").set_value(mine.code)
    press(app, "Go on where I was")
    assert not app.info


def test_a_vote_in_an_old_window_after_all_was_deleted_has_a_new_code_and_one_hears_of_it(records):
    key = "regularizer_prediction"
    app = opened("learn/regularizer.py")
    option = app.get_by_key(key).options[0]
    app.get_by_key(key).set_value(option).run()
    old = visit_of(app).code
    Visit(records, old).forget()
    app.get_by_key(f"{key}_sure").click().run()
    assert [toast.value for toast in app.toast] == [keeping.FIRST_KEPT]
    assert visit_of(app).code not in {None, old}
    assert f"You say: **{option}**" in said(app)
    assert hint_for(key) in said(app)


def test_everything_is_taken_along_as_it_is_kept(records):
    app = opened("learn/regularizer.py")
    app.get_by_key("regularizer_prediction_skipped").set_value(True).run()

    def script():
        import json

        import streamlit as st

        from pages.shared.keeping.mine import everything

        st.code(json.dumps(everything()))

    copy = AppTest.from_function(script)
    copy.session_state["keeping_visit"] = visit_of(app)
    (entry,) = json.loads(copy.run().code[0].value)
    assert (entry["kind"], entry["item"], entry["value"]) == ("prediction", "regularizer_prediction", "")


def test_the_tests_keep_nothing_of_the_user_who_runs_them():
    assert "qlab-records-" in str(database_url().database)
