"""Every lesson: nothing is drawn before a prediction, then each case with its verdict; the check explains itself."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.catalog import LESSONS
from pages.shared.lesson import CHIPS
from qlab.claims import STATEMENTS
from qlab.course.bank import bank
from tests.pages.visiting import PATIENCE, ROUTER, settled

PAGES = ROUTER.parent
ASKS = re.compile(r"if predict\(|choose\(")  # a lesson asks itself, or leaves that to its parts
STEMS = [Path(page.path).stem for page in LESSONS if ASKS.search((PAGES / page.path).read_text())]


def opened(stem: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    app.switch_page(f"learn/{stem}.py").run()
    assert not app.exception
    return app


@pytest.mark.parametrize("stem", STEMS)
def test_a_lesson_asks_first_and_then_shows_and_judges_every_case(stem):
    app = opened(stem)
    assert not app.get("plotly_chart")
    app.get_by_key(f"{stem}_prediction_skipped").set_value(True)
    app = settled(app.run())
    assert not app.exception
    badges = [text.value for text in app.markdown if "-badge[" in text.value]
    judged = [badge for badge in badges if any(words in badge for _, _, words in CHIPS.values())]
    assert len(judged) >= 2
    assert len(app.get("plotly_chart")) >= 2


def test_a_prediction_is_repeated_and_a_check_explains_right_and_wrong():
    app = opened("noise")
    app.get_by_key("noise_prediction").set_value("A step of about sigma").run()
    assert any("You say: **A step of about sigma**" in text.value for text in app.markdown)
    assert not app.get("plotly_chart")
    app.get_by_key("noise_prediction_sure").click().run()
    for answer, verdict in (
        ("Nothing reliable", "**Yes.**"),
        ("The error is step²/12, as always", "**Not quite.**"),
    ):
        app.get_by_key("noise_check").set_value(answer).run()
        assert any(text.value.startswith(verdict) for text in app.markdown)


def test_the_ledger_shows_every_claim_and_its_sources():
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    app.switch_page("learn/ledger.py").run()
    assert not app.exception
    assert [heading.value.split()[0] for heading in app.subheader] == [f"C{n}" for n in range(1, 8)]
    others = [expander for expander in app.expander if expander.label == "What others found"]
    assert len(others) == 7


@pytest.mark.parametrize("page", ["ledger", "which_bits"])
def test_each_verdict_says_how_to_judge_it_again(page):
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE).run()
    app.switch_page(f"learn/{page}.py").run()
    app.session_state["kind-decides_commands"] = True
    app.run()
    assert not app.exception
    told = [code.value for code in app.code]
    assert told[0] == "qlab claims kind-decides"
    assert len(told) == 1 + len(STATEMENTS["kind-decides"].cases)
    assert all(line.startswith("qlab run tolerance") for line in told[1:])


def test_every_lesson_ends_with_its_own_questions():
    lessons = {stem: (PAGES / "learn" / f"{stem}.py").read_text() for stem in STEMS}
    assert set(lessons) <= set(bank())
    for stem, source in lessons.items():
        assert source.rstrip().endswith(f'quiz("{stem}")')
        assert len(bank()[stem]) >= 6
