"""Word errors against cases known by heart and the distance as it is defined: by the shortest way of all."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.metrics.word_errors import edit_distance, word_error_rate

WORDS = st.lists(st.integers(0, 2), max_size=6).map(tuple)


@cache
def by_definition(said: Sequence[int], understood: Sequence[int]) -> int:
    """Return the distance by trying every first step."""
    if not said or not understood:
        return len(said) + len(understood)
    if said[0] == understood[0]:
        return by_definition(said[1:], understood[1:])
    ways = ((said[1:], understood), (said, understood[1:]), (said[1:], understood[1:]))
    return 1 + min(by_definition(*way) for way in ways)


@given(WORDS, WORDS)
def test_it_is_the_shortest_of_all_ways(said: tuple[int, ...], understood: tuple[int, ...]) -> None:
    assert edit_distance(said, understood) == by_definition(said, understood)


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("", "abc", 3), ("sunday", "saturday", 3), ("abcdef", "bcdefa", 2)],
)
def test_distances_known_by_heart(one: str, other: str, steps: int) -> None:
    assert edit_distance(one, other) == edit_distance(other, one) == steps


def test_the_rate_counts_words_of_all_strings_alike() -> None:
    assert word_error_rate([[1, 2, 3], [4]], [[1, 2, 3], [5]]) == 0.25
    assert word_error_rate([[1]], [[2, 3, 4]]) == 3


def test_nothing_said_and_strings_without_a_partner_are_refused() -> None:
    with pytest.raises(ValueError, match="number of words said must be a whole number from 1"):
        word_error_rate([[]], [[1]])
    with pytest.raises(ValueError, match="number of strings understood"):
        word_error_rate([[1]], [])
