"""Every word of the lab is explained, once, and a teacher's mistake is refused in a sentence."""

import re
from pathlib import PurePath

import pytest

from pages.shared.catalog import INSTRUMENTS, LESSONS
from qlab.course.glossary import find_word, read_glossary, words
from qlab.measurement import spec_of
from qlab.sketches import is_sketch, sketch_of

LISTED = """format, level, grid, bits, scale, zero_point, qmin, qmax, narrow range, full range, axis, granularity,
group_size, block_size, symmetric, affine, calibration, range method, clipping error, rounding error, fake_quantize,
STE, latent weight, PTQ, QAT, recipe, SQNR, dB, NLL, ECE, Brier, flips, receipt, code, threshold, layer, noise,
inference, classification, regression, language model, redundancy, generalization, histogram"""
PAGES = {PurePath(page.path).stem for page in (*LESSONS, *INSTRUMENTS)}
GOOD = '[[word]]\nname = "Step"\nabout = "How far. Half of it counts."\npage = "noise"\n'


@pytest.mark.parametrize("listed", re.split(r",\s*", LISTED))
def test_every_word_that_the_lab_agreed_on_is_explained(listed):
    assert find_word(listed) is not None


@pytest.mark.parametrize("word", words().values(), ids=lambda word: word.name)
def test_a_word_says_what_it_is_and_how_to_read_it(word):
    assert 2 <= len(re.findall(r"[.?!;)](?:\s|$)", word.about)) <= 6
    assert 40 <= len(word.about) <= 400
    assert word.page in PAGES
    assert word.name not in word.see
    assert len(set(word.see)) == len(word.see) <= 4
    if word.plot:
        assert 40 <= len(word.alt) <= 300
        (sketch_of if is_sketch(word.plot) else spec_of)(word.plot)


def test_words_go_from_a_to_z():
    names = [name.casefold() for name in words()]
    assert names == sorted(names)
    assert len(names) > 100


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "word"),
        ("word = 3", "must hold words"),
        ("[[word]]\nname = 'Step'", "about; it is missing"),
        (GOOD.replace("How far. Half of it counts.", " "), "must hold text"),
        (GOOD + 'plot = "weights"', "alt must say"),
        (GOOD + 'see = ["Stride"]', "see must name words; got 'Stride'"),
        (GOOD + GOOD, "'step' leads to two"),
        (GOOD + GOOD.replace("Step", "Stride") + 'also = ["step"]', "'step' leads to two"),
        ("[[word", "must hold words"),
    ],
)
def test_a_mistake_is_refused_in_a_sentence_that_names_the_file(tmp_path, text, complaint):
    file = tmp_path / "words.toml"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"^words\.toml:? .*" + re.escape(complaint)) as refused:
        read_glossary(file)
    assert "\n" not in str(refused.value).strip()


def test_a_good_file_is_read(tmp_path):
    file = tmp_path / "words.toml"
    file.write_text(GOOD + '[knobs]\nbits = "How many."\n')
    (step,), knobs = read_glossary(file)
    assert (step.name, step.page, knobs) == ("Step", "noise", {"bits": "How many."})
