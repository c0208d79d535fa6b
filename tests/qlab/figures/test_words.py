"""Small words: what they make of every number."""

from math import inf

import pytest

from qlab.figures.words import bits_word, capital, decibels, listed


@pytest.mark.parametrize(("bits", "words"), [(1, "1 bit"), (2, "2 bits"), (16, "16 bits")])
def test_one_bit_is_singular(bits, words):
    assert bits_word(bits) == words


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_like_english(words, sentence):
    assert listed(words) == sentence


def test_only_the_first_letter_becomes_a_capital():
    assert (capital("at 3 bits MLP falls"), capital("")) == ("At 3 bits MLP falls", "")


def test_no_error_is_infinitely_many_decibels():
    assert (decibels(inf), decibels(-2.71)) == ("∞ dB", "-2.7 dB")
