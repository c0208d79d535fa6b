"""Whatever a learner typed is text in their report: it adds no element, no attribute, and nothing that runs."""

import re
from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from qlab.course.report import report
from qlab.course.report_lesson import Course
from qlab.records import Record
from tests.qlab.course.test_report import AT, TITLES, Page, kept

NOTES = 100  # a report
ANY = st.characters(exclude_categories=())


def shown(words):
    """Return words as HTML can hold them, with its line ends."""
    return re.sub("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]", "\ufffd", words)


def everywhere(words):
    """Return a page with the words wherever a learner can have written something."""
    records = [
        kept("nickname", "", words),
        kept("note", "noise", words),
        kept("prediction", words, words),
        kept("answer", words, words),
        kept("challenge", "culprit/7", {"answer": words, "points": 7}),
        kept("measurement", words, {"command": words, "numbers": {words: words}, "left_out": 0}),
    ]
    return report(records, Course(TITLES, {"noise": ()}, [], {}, {}), AT)


@settings(max_examples=60)
@example("<script>alert(1)</script>")
@example("</blockquote><img src=x onerror=alert(1)>")
@example("{{ 7 * 7 }}{% for x in y %}")
@example("\"'&lt;&#0;\x00\ud800\u202e]]>-->")
@given(words=st.text(ANY, min_size=1, max_size=60))
def test_hostile_words_stay_words(words):
    page = everywhere(words)
    assert Page(page).tags == Page(everywhere("x")).tags
    assert Page(page).text.count(shown(words)) >= 5
    assert page.encode()


def of_notes(notes):
    """Return a report with a lesson for each note, the first of which is the nickname, too."""
    titles = {f"lesson {number}": f"Lesson {number}" for number in range(len(notes))}
    records = [Record("note", name, 1, note, AT) for name, note in zip(titles, notes, strict=True)]
    course = Course(titles, dict.fromkeys(titles, ()), [], {}, {})
    return report([kept("nickname", "", notes[0]), *records], course, AT)


@cache
def harmless_tags():
    return Page(of_notes(["x"] * NOTES)).tags


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.text(ANY, min_size=1), min_size=NOTES, max_size=NOTES))
def test_ten_thousand_hostile_notes_are_in_reports_as_text(texts):
    seen = Page(of_notes(texts))
    assert seen.tags == harmless_tags()
    assert seen.mine == [shown(text) for text in (texts[0], *texts)]
