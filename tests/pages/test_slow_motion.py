"""Slow motion: the learner goes forward and back by buttons or slider, no further than there are steps."""

from tests.pages.test_lessons import opened


def shown(app):
    return next(text.value for text in app.markdown if text.value.startswith("The loss sees code"))


def test_the_learner_goes_step_by_step_and_chooses_how_the_weight_is_kept():
    app = opened("stability")
    app.get_by_key("stability_prediction_skipped").set_value(True)
    app.run()
    assert app.get_by_key("slow_motion_back").disabled
    assert shown(app).endswith("the move is lost.")
    app.get_by_key("slow_motion_stored").set_value("latent").run()
    app.get_by_key("slow_motion_next").click().run()
    assert not app.exception
    assert shown(app).endswith("That crosses a threshold: the code becomes 2.")
    app.get_by_key("slow_motion_step").set_value(38).run()
    assert app.get_by_key("slow_motion_next").disabled
    app.get_by_key("slow_motion_back").click().run()
    assert app.get_by_key("slow_motion_step").value == 37
