"""The report: everything of mine is in it, and whatever I wrote is text in it."""

from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser

import pytest

from qlab.claims import STATEMENTS
from qlab.claims.ledger import read_ledger
from qlab.course.bank import bank
from qlab.course.lessons import lessons, steps
from qlab.course.progress import kept_answer
from qlab.course.question import Option, Question
from qlab.course.report import report
from qlab.course.report_lesson import Course
from qlab.course.sheet import Prediction
from qlab.records import Record

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TITLES = {"noise": "What quantization does", "the_cliff": "The cliff"}
ASKED = {"noise": (Prediction("noise_prediction", "Which step? **Choose one.**", ("A small one",)),)}
SURE = Question("noise", "choice", "Sure?", (Option("Yes", "It is.", right=True), Option("No", "It is not.")))
CHECKS = {"noise": {"noise_check": SURE}}


def kept(kind, item, value, attempt=1):
    return Record(kind, item, attempt, value, AT)


@cache
def course():
    return Course(TITLES, bank(), read_ledger(), ASKED, CHECKS)


def made(*records, **options):
    return report(records, course(), AT, **options)


class Page(HTMLParser):
    """What a browser makes of a page: its text, its tags with their attributes, and what is marked as the learner's."""

    def __init__(self, page):
        super().__init__()
        self.text, self.tags, self.mine, self._inside = "", [], [], False
        self.feed(page)

    def handle_data(self, data):
        self.text += data
        if self._inside:
            self.mine[-1] += data

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, *attributes))
        self._inside = ("class", "mine") in attributes
        if self._inside:
            self.mine.append("")

    def handle_endtag(self, tag):
        self._inside = False


@pytest.fixture(scope="module")
def choice():
    return next(question for question in bank()["noise"] if question.kind == "choice")


def test_an_answer_stands_with_its_question_verdict_and_explanation(choice):
    (right,) = choice.right
    for place in range(len(choice.options)):
        record = kept("answer", f"noise/{choice.key}", kept_answer(place, seed=1), attempt=place + 1)
        text = Page(made(record)).text
        assert choice.ask in text
        assert choice.options[place].why in text
        assert f"{'✓ Right:' if place == right else '✗ Not quite:'} {choice.options[place].text}" in text
        assert f"2026-11-21 09:30 UTC, attempt {place + 1}" in text
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
    for item in (f"noise/{choice.key}", "noise_check"):
        text = Page(made(kept("answer", item, value))).text
        assert "The question has changed since then." in text
        assert "✓" not in text


def test_a_check_within_a_lesson_is_judged_and_explained():
    assert "✓ Right: Yes" in (text := Page(made(kept("answer", "noise_check", "Yes"))).text)
    assert "It is." in text
    assert "✗ Not quite: No" in (text := Page(made(kept("answer", "noise_check", "No"))).text)
    assert "It is not." in text


def test_a_prediction_stands_beside_what_was_measured_and_nothing_measured_without_one():
    first, then = (
        kept("prediction", "noise_prediction", "Small"),
        kept("prediction", "noise_prediction", "Large", 2),
    )
    *others, last = (kept("prediction", key, "") for key in steps()["noise"] if key != "noise_prediction")
    text = Page(made(first, then, *others, last)).text
    assert "Which step? Choose one." in text
    assert "I said: first: Small; then: Large" in text
    sentences = [STATEMENTS[name].sentence for name in lessons()["noise"].statements]
    entries = [entry for entry in read_ledger() if entry.statement in lessons()["noise"].statements]
    assert len(entries) > len(sentences) > 0
    for words in (*sentences, *(entry.verdict.because for entry in entries)):
        assert words in text
    assert sentences[0] not in Page(made(kept("note", "noise", "words"))).text
    skipped = kept("prediction", "noise_prediction", "")
    assert sentences[0] in Page(made(skipped, *others, last)).text  # it was shown
    for begun, reached in (((first, *others, last), len(others) + 1), ((skipped, *others), len(others) + 1)):
        text = Page(made(*begun)).text
        assert f"all steps of this lesson: {reached} of {len(others) + 2} so far." in text
        assert not any(sentence in text for sentence in sentences)


def test_an_estimate_has_its_unit():
    guess = {"guess": 50.0, "low": 20.0, "high": 100.0}
    text = Page(made(kept("prediction", "overflow_prediction", guess))).text
    assert "about 50 %, between 20 and 100 %" in text


def test_what_nobody_asks_any_more_is_there_too():
    page = Page(
        made(
            kept("prediction", "dither_prediction", ""),
            kept("prediction", "the_cliff_curve", [99.0, 52.125]),
            kept("answer", "old_check", "Nothing reliable"),
            kept("nickname", "", "Ada"),
            kept("note", "noise", "first words"),
            kept("note", "noise", "A step\nof sigma.", 2),
        )
    )
    for words in ("By Ada", "A step\nof sigma.", "dither", "(skipped)", "99, 52.12", "old: Nothing reliable"):
        assert words in page.text
    assert "1 predicted" in page.text
    assert "first words" not in page.text
    assert ("polyline", ("points", "0,0.4 160,19.15")) in page.tags


def test_a_challenge_has_its_numbers_their_points_the_best_and_the_line_that_measures_it_again():
    tries = [
        kept("challenge", "bits/41", {"answer": [2, 4], "points": 9}),
        kept("challenge", "bits/41", {"answer": [3, 3], "points": 87}, 2),
        kept("challenge", "bits/7", {"answer": [4, 4], "points": 50}),
        kept("step", "bits/7", "enough"),
        kept("step", "culprit/3", "scale"),
        kept("challenge", "culprit/3", {"answer": "axis", "points": 0}),
    ]
    text = Page(made(*tries)).text
    for words in (
        "87 points at best in Bits",
        "Bits: at best 87 of 100 points",
        "419, 87",
        "qlab challenge bits 41 --answer=2,4 --answer=3,3",
        "Culprit: at best 0 of 100 points",
        "qlab challenge culprit 3 --answer=scale --answer=axis",
    ):
        assert words in text
    assert "--answer=enough" not in text


def test_without_a_figure_nothing_runs_and_nothing_comes_from_elsewhere():
    page = Page(made(kept("note", "noise", "words")))
    harmless = "html head meta title style body main h1 h2 h3 p table tr th td ul li b blockquote"
    assert {tag for tag, *_ in page.tags} <= set(harmless.split())
    assert not {name for _, *attributes in page.tags for name, _ in attributes} & {"src", "href", "onload"}
    assert "url(" not in page.text
