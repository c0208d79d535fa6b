"""Search finds what was meant, says nothing where there is nothing, and bears any query."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.catalog import INSTRUMENTS, LESSONS
from qlab.course.bank import bank
from qlab.course.documents import QUESTION, documents
from qlab.course.glossary import words
from qlab.course.search import EXCERPT, LONGEST, Document, Index, excerpt
from qlab.course.suggested import SUGGESTED

PAGES = {page.path: (page.title, page.question) for page in (*LESSONS, *INSTRUMENTS)}
DOCUMENTS = documents(PAGES, bank())
INDEX = Index(DOCUMENTS)


@pytest.mark.parametrize("suggested", SUGGESTED, ids=lambda suggested: suggested.lesson)
def test_a_suggested_question_finds_its_lesson_first(suggested):
    first = INDEX.search(suggested.asked)[0]
    assert (first.document.kind, first.document.link) == ("Lesson", f"learn/{suggested.lesson}.py")
    assert suggested.asked in first.document.text


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("larger netwroks robust", "learn/small_and_large.py"),
        ("which taks are sensitiv", "learn/tasks.py"),
        ("finetuning brings it back", "learn/recovery.py"),
        ("stochstic roundng", "Stochastic rounding"),
        ("temprature", "Temperature"),
        ("overfiting", "learn/regularizer.py"),
        ("ditherd", "Dither"),
    ],
)
def test_typos_and_other_forms_of_a_word_find_it_first(query, link):
    assert INDEX.search(query)[0].document.link == link


@pytest.mark.parametrize("word", words().values(), ids=lambda word: word.name)
def test_a_word_is_found_first_by_each_of_its_names(word):
    for name in (word.name, *word.also):
        assert INDEX.search(f" {name.upper()} ")[0].document.link == word.name


@pytest.mark.parametrize("query", ["", "  \n\t", "the", "???", "xyzzy qwrtz"])
def test_nothing_is_found_by_nothing(query):
    assert INDEX.search(query) == ()


@given(st.text(max_size=2000) | st.text("<>&\"'{}$%\\\x00\ud800 ab", max_size=400))
def test_any_query_is_answered_the_same_way_twice(query):
    found = INDEX.search(query)
    assert found == INDEX.search(query)
    scores = [one.score for one in found]
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores)
    assert all(a >= b - 1e-8 for a, b in pairwise(scores))
    assert all(len(one.excerpt) <= EXCERPT for one in found)


def test_of_a_very_long_query_the_beginning_counts():
    assert INDEX.search("dither " * 100_000) == INDEX.search(("dither " * 100_000)[:LONGEST])
    assert INDEX.search("dither" + " " * LONGEST + "temperature")[0].document.link == "Dither"


def test_equal_documents_keep_their_order_and_few_are_given():
    same = [Document("Word", "Dither", "noise", str(place)) for place in range(5)]
    found = Index(same).search("dither", most=3)
    assert [one.document.link for one in found] == ["0", "1", "2"]


def test_documents_without_words_are_refused():
    for nothing in ([], [Document("Word", "", "", "")]):
        with pytest.raises(ValueError, match="documents must hold words"):
            Index(nothing)


def test_answers_cannot_be_found():
    held = "\n".join(document.title + document.text for document in DOCUMENTS if document.kind == QUESTION)
    whys = [option.why for questions in bank().values() for one in questions for option in one.options]
    assert whys
    assert not any(why in held for why in whys)


def test_the_excerpt_is_cut_and_may_be_empty():
    assert excerpt("", "scale") == ""
    assert len(excerpt("word " * 200, "word")) <= EXCERPT
