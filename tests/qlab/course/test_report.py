"""The report: everything of mine is in it, and whatever I wrote is text in it."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qlab.claims.ledger import read_ledger
from qlab.course.bank import bank
from qlab.course.progress import kept_answer
from qlab.course.report import report
from qlab.course.report_parts import NUMBERS, kept_measurement
from qlab.records import Record

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TITLES = {"noise": "What quantization does", "the_cliff": "The cliff"}


def kept(kind, item, value, attempt=1):
    return Record(kind, item, attempt, value, AT)


ASKS = {"noise_prediction": "Which step? **Choose one.**"}


def made(*records):
    return report(records, bank(), read_ledger(), TITLES, ASKS, AT)


class Page(HTMLParser):
    """What a browser makes of a page: its text, and its tags with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(page)

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, *attributes))


@pytest.fixture(scope="module")
def choice():
    return next(question for question in bank()["noise"] if question.kind == "choice")


def test_an_answer_stands_with_its_question_verdict_and_explanation(choice):
    (right,) = choice.right
    for place in range(len(choice.options)):
        record = kept("answer", f"noise/{choice.key}", kept_answer(place, seed=1), attempt=2)
        text = Page(made(record)).text
        assert choice.ask in text
        assert choice.options[place].why in text
        assert f"{'✓ Right:' if place == right else '✗ Not quite:'} {choice.options[place].text}" in text
        assert "2026-11-21 09:30 UTC, attempt 2." in text
        assert f"{int(place == right)} of " in text


def test_the_last_of_several_answers_counts(choice):
    (right,) = choice.right
    wrong = (right + 1) % len(choice.options)
    item = f"noise/{choice.key}"
    text = Page(
        made(kept("answer", item, kept_answer(wrong, 1)), kept("answer", item, kept_answer(right, 1), 2))
    ).text
    assert "✓ Right:" in text
    assert "✗" not in text


def test_a_question_with_measured_numbers_names_the_lines_that_measured_them():
    question = next(question for question in bank()["the_cliff"] if question.numbers)
    statement, case, _ = (part.strip() for part in next(iter(question.numbers.values())).split("|"))
    entry = next(entry for entry in read_ledger() if (entry.statement, entry.case) == (statement, case))
    text = Page(made(kept("answer", f"the_cliff/{question.key}", kept_answer(0, seed=1)))).text
    assert entry.receipt.command in text


@pytest.mark.parametrize("value", ["gone", {"answer": 99, "seed": 1}, {"answer": None}, [], None, 3])
def test_an_answer_that_fits_its_question_no_longer_is_shown_and_not_right(choice, value):
    text = Page(made(kept("answer", f"noise/{choice.key}", value))).text
    assert "The question has changed since then." in text
    assert "✓" not in text


def test_predictions_notes_checks_and_measurements_are_there():
    text = Page(
        made(
            kept("nickname", "", "Ada"),
            kept("note", "noise", "first words"),
            kept("note", "noise", "A step\nof sigma.", 2),
            kept("prediction", "noise_prediction", "A step of about sigma"),
            kept("prediction", "dither_prediction", ""),
            kept("prediction", "the_cliff_curve", [99.0, 52.125]),
            kept("answer", "noise_check", "Nothing reliable"),
            kept(
                "measurement",
                "weights/0",
                kept_measurement("qlab run weights --bits 3", {"sqnr_db": 14.91234}),
            ),
        )
    ).text
    for words in ("Of Ada", "A step\nof sigma.", "A step of about sigma", "dither", "(skipped)", "99, 52.12"):
        assert words in text
    for words in ("Nothing reliable", "qlab run weights --bits 3", "sqnr_db", "14.91"):
        assert words in text
    assert "Which step? Choose one." in text
    assert "2 predicted" in text
    assert "first words" not in text


@pytest.mark.parametrize("value", [{"answer": [1], "points": 87}, 87])
def test_a_challenge_has_its_points(value):
    text = Page(made(kept("challenge", "levels/41", value))).text
    assert all(words in text for words in ("levels", "41", "87"))


def test_a_long_measurement_says_how_many_numbers_it_leaves_out():
    value = kept_measurement("qlab run cliff", {f"n{i}": i for i in range(NUMBERS + 7)})
    text = Page(made(kept("measurement", "cliff/0", value))).text
    assert f"n{NUMBERS - 1}" in text
    assert "7 more numbers come with the line" in text


def test_nothing_in_it_runs_or_comes_from_elsewhere():
    page = Page(made(kept("note", "noise", "words")))
    harmless = "html head meta title style body main h1 h2 p table tr th td blockquote"
    assert {tag for tag, *_ in page.tags} <= set(harmless.split())
    assert not {name for _, *attributes in page.tags for name, _ in attributes} & {"src", "href", "onload"}
    assert "url(" not in page.text


def everywhere(words):
    """Return a page with the words wherever a learner can have written something."""
    records = [
        kept("nickname", "", words),
        kept("note", "noise", words),
        kept("prediction", words, words),
        kept("answer", words, words),
        kept("challenge", f"{words}/{words}", {"points": words}),
        kept("measurement", words, {"command": words, "numbers": {words: words}, "left_out": 0}),
    ]
    return report(records, {"noise": ()}, [], TITLES, {}, AT)


@settings(max_examples=60)
@example("<script>alert(1)</script>")
@example("</blockquote><img src=x onerror=alert(1)>")
@example("{{ 7 * 7 }}{% for x in y %}")
@example("\"'&lt;&#0;\x00\ud800\u202e]]>-->")
@given(words=st.text(st.characters(), min_size=1, max_size=60))
def test_hostile_words_stay_words(words):
    page = everywhere(words)
    assert Page(page).tags == Page(everywhere("x")).tags
    shown = re.sub("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]", "\ufffd", words)
    assert Page(page).text.count(shown) >= 5
    assert page.encode()
