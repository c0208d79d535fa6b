"""Refusals are sentences: each must name the argument, the rule and the value it got."""

import math
import re

import numpy as np
import pytest

from qlab.checks import distinct, instance, one_of, within


def exactly(sentence):
    return f"^{re.escape(sentence)}$"


def test_what_is_allowed_comes_back_unchanged():
    assert one_of("bits", 8, (4, 8)) == 8
    assert within("bits", 1, 1, 16) == 1
    assert within("bits", 16, 1, 16) == 16
    assert within("share", 1, 0.0, 1.0) == 1  # a whole number is a number too


@pytest.mark.parametrize("value", [0, 17, 8.0, True, "8", None, math.nan])
def test_a_whole_bound_takes_only_whole_numbers_inside(value):
    with pytest.raises(
        ValueError, match=exactly(f"bits must be a whole number from 1 to 16; got {value!r}.")
    ):
        within("bits", value, 1, 16)


@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan, math.inf, False, "0.5"])
def test_a_real_bound_takes_only_numbers_inside(value):
    with pytest.raises(ValueError, match=exactly(f"share must be a number from 0.0 to 1.0; got {value!r}.")):
        within("share", value, 0.0, 1.0)


@pytest.mark.parametrize("value", ["floor ", "", None, 3, ["floor"]])
def test_an_unknown_choice_is_refused_with_the_known_ones(value):
    with pytest.raises(
        ValueError, match=exactly(f"rounding must be one of nearest_even, floor; got {value!r}.")
    ):
        one_of("rounding", value, ("nearest_even", "floor"))


@pytest.mark.parametrize("value", [True, 1.0, "1"])
def test_what_only_equals_a_choice_is_none(value):
    with pytest.raises(ValueError, match=exactly(f"seed must be one of 0, 1, 2; got {value!r}.")):
        one_of("seed", value, (0, 1, 2))


def test_a_kind_is_refused_by_the_name_it_goes_by():
    assert instance("name", "int8", str, "text") == "int8"
    with pytest.raises(ValueError, match=exactly("name must be text; got [1, 2].")):
        instance("name", [1, 2], str, "text")


def test_choices_may_be_a_generator():
    assert one_of("bits", 3, (bits for bits in range(5))) == 3


@pytest.mark.parametrize("values", [(), (8, 4), [8, 4], ("a", "b"), (None, 0)])
def test_distinct_values_come_back(values):
    assert distinct("bits", values) is values


@pytest.mark.parametrize("values", [(8, 4, 8), [1, 1.0], "84", 8, None])
def test_values_that_stand_twice_are_refused(values):
    with pytest.raises(
        ValueError, match=exactly(f"bits must be a list in which nothing stands twice; got {values!r}.")
    ):
        distinct("bits", values)


def test_a_refusal_stays_one_sentence_however_long_the_value():
    for refuse in (
        lambda: one_of("a", "x" * 10_000, "bc"),
        lambda: within("a", "x" * 10_000, 0, 1),
        lambda: instance("a", np.zeros((9, 9)), str, "text"),
    ):
        with pytest.raises(ValueError, match=r"^a must be .{1,100}$"):
            refuse()
