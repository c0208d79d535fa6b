"""Search finds what was meant, says nothing where there is nothing, and bears any query."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.asked import checks_of
from pages.shared.catalog import LESSONS
from pages.shared.finding import everything
from qlab.course.bank import bank
from qlab.course.documents import QUESTION
from qlab.course.glossary import words
from qlab.course.search import EXCERPT, LONGEST, Document, Index, excerpt
from qlab.course.suggested import SUGGESTED

DOCUMENTS = everything()
INDEX = Index(DOCUMENTS)

WANTED = {  # what people type, and a document that must be among the first three
    "rounding": "Rounding error",
    "8 bit": "Bits",
    "int8": "Format",
    "fp8": "Floating point",
    "bfloat16": "Floating point",
    "why does accuracy drop": "lab/cliffs.py",
    "QAT": "QAT",
    "quantizaton aware traning": "QAT",
    "post training quantization": "PTQ",
    "quantisation": "Quantization",
    "bias": "Bias",
    "overfit": "Overfitting",
    "LLM": "Language model",
    "large language models": "learn/small_and_large.py",
    "why are big models robust": "learn/small_and_large.py",
    "outliers": "Crest factor",
    "zero point": "Zero-point",
    "what is a scale": "Scale",
    "per-channel scale": "Granularity",
    "confidence too high": "Confidence",
    "overconfident": "Calibration",
    "temperature scaling": "learn/failures.py?failures_part=Calibration",
    "small learning rate": "learn/recovery.py?recovery_part=How+large+steps",
    "weights oscillate": "Oscillation",
    "stuck weights": "Stall",
    "training on a subset": "lab/finetuning.py",
    "medical": "learn/tasks.py",
    "speech recognition": "learn/tasks.py",
    "wrong labels": "Label noise",
    "recover accuracy after quantization": "learn/recovery.py",
    "dithering": "learn/noise.py?noise_part=Dither",
    "1 bit network": "Binary",
    "int8 accumulator": "Accumulator",
    "shannon limit": "Rate and distortion",
    "who is hurt": "learn/failures.py?failures_part=Who+is+hurt",
    "model size": "Effective bits",
    "faster": "Fake quantize",
    "depthwise": "Convolution",
    "mnist": "Digits",
    "sharp threshold": "learn/the_cliff.py",
    "units": "learn/the_cliff.py?the_cliff_part=Units",
    "draw points": "lab/boundary.py",
    "error bars": "Band",
    "p value": "p-value",
    "float 16": "Floating point",
    "finetuning brings it back": "learn/recovery.py",
    "overfiting": "learn/regularizer.py",
    "ditherd": "Dither",
    "why fine-tuning helps": "lab/finetuning.py",
}


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
        ("stochstic roundng", "Stochastic rounding"),
        ("temprature", "Temperature"),
    ],
)
def test_typos_and_other_forms_of_a_word_find_it_first(query, link):
    assert INDEX.search(query)[0].document.link == link


@pytest.mark.parametrize(("query", "link"), WANTED.items())
def test_what_people_look_for_is_among_the_first_three(query, link):
    assert link in [found.document.link for found in INDEX.search(query)[:3]]


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
    held = "\n".join(document.title + document.text for document in DOCUMENTS)
    asked = [one for questions in bank().values() for one in questions]
    checks = [check for page in LESSONS for check in checks_of(page.path).values()]
    assert asked
    assert checks
    assert not any(option.why in held for one in (*asked, *checks) for option in one.options)


def test_the_excerpt_is_cut_and_may_be_empty():
    assert excerpt("", "scale") == ""
    assert len(excerpt("word " * 200, "word")) <= EXCERPT


def test_an_excerpt_is_a_whole_sentence_wherever_its_lines_end():
    assert excerpt("First this. A word that\nis broken here counts. Last.", "broken word") == (
        "A word that is broken here counts."
    )


def test_nothing_that_a_question_tells_of_what_was_measured_can_be_found():
    asked = [document.title for document in DOCUMENTS if document.kind == QUESTION]
    told = [question.ask for questions in bank().values() for question in questions if question.numbers]
    assert len(told) >= 20
    assert not set(asked) & {ask for ask in told if any(letter.isdigit() for letter in ask)}
