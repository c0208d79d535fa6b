"""What is exported is read back, by readers of the tests' own, and is what was there."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.course.bank import bank
from qlab.course.gift import gift
from qlab.course.moodle import moodle_xml
from qlab.course.question import Option, Question

PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)
OPTIONS = st.lists(st.builds(Option, PRINTED, PRINTED), min_size=2, max_size=5, unique_by=lambda o: o.text)


@st.composite
def any_question(draw):
    """Draw a question of any kind whose texts hold every sign of GIFT and of XML."""
    kind = draw(st.sampled_from(["choice", "choices", "number", "order"]))
    if kind == "number":
        answer, tolerance = draw(st.integers(-999, 999)), draw(st.floats(0, 9))
        return Question("q", kind, draw(PRINTED), answer=answer, tolerance=tolerance, why=draw(PRINTED))
    options = draw(OPTIONS)
    right = {"order": 0, "choice": 1, "choices": draw(st.integers(1, len(options)))}[kind]
    marked = [Option(o.text, o.why, right=place < right) for place, o in enumerate(options)]
    return Question("q", kind, draw(PRINTED), tuple(marked), why=draw(PRINTED))


def plain(text):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


PART = r"((?:\\.|[^\\~=#{}:])*)"  # text in which GIFT's own signs are escaped


def read_gift(text):
    """Return (ask, answers, why) of the only question in a GIFT file; an answer is (mark, text, feedback)."""
    found = re.search(rf"::q::\[markdown\]{PART}\{{(.*?)(?:\n####{PART})?\n\}}", text, re.S)
    ask, body, why = found.groups()
    number = re.fullmatch(r"#(.*):(.*)", body)
    answers = re.findall(rf"\n(=|~%.*?%|~){PART}(?:#{PART})?(?=\n|$)", body)
    return (
        plain(ask),
        number.groups() if number else [(mark, plain(said), plain(back)) for mark, said, back in answers],
        plain(why or ""),
    )


@given(question=any_question())
def test_gift_is_read_back(question):
    ask, answers, why = read_gift(gift("noise", [question]))
    assert (ask, why) == (question.ask, question.why)
    if question.kind == "number":
        assert tuple(map(float, answers)) == (question.answer, question.tolerance)
    elif question.kind == "order":
        assert [said for _, said, _ in answers] == [
            f"{option.text} -> {place}" for place, option in enumerate(question.options, 1)
        ]
    else:
        assert [(said, back) for _, said, back in answers] == [(o.text, o.why) for o in question.options]
        assert [right_in_gift(mark) for mark, _, _ in answers] == [o.right for o in question.options]


def right_in_gift(mark):
    return mark == "=" or (mark.startswith("~%") and float(mark.strip("~%")) > 0)


@given(question=any_question())
def test_moodle_xml_is_read_back(question):
    read = ElementTree.fromstring(moodle_xml("noise", [question]).encode())
    (element,) = (one for one in read.findall("question") if one.get("type") != "category")
    assert element.findtext("questiontext/text") == question.ask
    assert element.findtext("generalfeedback/text") == question.why
    if question.kind == "number":
        answer = element.find("answer")
        assert float(answer.findtext("text")) == question.answer
        assert float(answer.findtext("tolerance")) == question.tolerance
    elif question.kind == "order":
        pairs = [
            (one.findtext("text"), one.findtext("answer/text")) for one in element.findall("subquestion")
        ]
        assert pairs == [(option.text, str(place)) for place, option in enumerate(question.options, 1)]
    else:
        assert element.findtext("single") == str(question.kind != "choices").lower()
        answers = element.findall("answer")
        assert [(a.findtext("text"), a.findtext("feedback/text")) for a in answers] == [
            (option.text, option.why) for option in question.options
        ]
        assert [float(a.get("fraction")) > 0 for a in answers] == [o.right for o in question.options]


@given(question=any_question().filter(lambda question: question.kind == "choices"))
def test_all_right_options_together_bring_the_whole_mark_and_all_wrong_ones_cost_it(question):
    marks = [float(mark.strip("~%")) for mark, _, _ in read_gift(gift("noise", [question]))[1]]
    assert sum(mark for mark in marks if mark > 0) == pytest.approx(100, abs=0.001)
    wrong = [mark for mark in marks if mark < 0]
    assert not wrong or sum(wrong) == pytest.approx(-100, abs=0.001)


@pytest.mark.parametrize("lesson", sorted(bank()))
def test_the_bank_is_exported_whole(lesson):
    questions = bank()[lesson]
    assert gift(lesson, questions).count("[markdown]") == len(questions)
    read = ElementTree.fromstring(moodle_xml(lesson, questions).encode())
    assert [one.findtext("name/text") for one in read.findall("question")][1:] == [q.key for q in questions]
