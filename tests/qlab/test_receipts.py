"""Receipts: what they say is complete, and what differs is named."""

import json
import math
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.plain import from_plain, to_plain
from qlab.receipts import VERSIONS_OF, Receipt, command, differences, versions

NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1).map(lambda name: f"a{name}")
VALUES = st.integers() | st.floats(allow_nan=False) | st.text() | st.lists(st.integers())


@given(st.dictionaries(NAMES, VALUES))
def test_a_shell_reads_the_command_as_it_was_meant(spec):
    words = shlex.split(command("cliff", spec))
    assert words[:3] == ["qlab", "run", "cliff"]
    assert len(words) == 3 + 2 * len(spec)


def test_versions_are_those_that_are_installed():
    import torch

    assert versions()["torch"] == torch.__version__
    assert set(versions()) == {"python", *VERSIONS_OF}


def test_a_receipt_survives_a_file():
    receipt = Receipt(
        "cliff", {"bits": [4]}, 597, {"a": "0f"}, versions(), 0.25, "qlab", {"n": 3, "x": 0.1, "y": None}
    )
    again = from_plain(Receipt, json.loads(json.dumps(to_plain(receipt), allow_nan=False)), "receipt")
    assert again == receipt
    assert [type(figure) for figure in again.measured.values()] == [int, float, type(None)]


FIGURES = st.dictionaries(NAMES, st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.none())


@given(FIGURES)
def test_nothing_differs_from_itself(figures):
    assert differences(figures, dict(figures)) == []


@given(FIGURES, NAMES, st.integers() | st.none())
def test_what_is_on_one_side_only_is_named(figures, name, value):
    without = {key: figure for key, figure in figures.items() if key != name}
    assert differences(without | {name: value}, without) == [f"{name} was {value}, is now missing"]
    assert differences(without, without | {name: value}) == [f"{name} was missing, is now {value}"]


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        (0.5, 0.50004, True),  # 0.00004 < 0.000001 + 0.0001 * 0.5
        (0.5, 0.50006, False),
        (0.0, 1e-7, True),
        (0.0, 1e-5, False),
        (-20.0, -20.001, True),
        (580, 581, False),
        (1_000_000, 1_000_001, False),  # counts must agree, however large
        (580.0, 580, True),  # a count that went through a language without whole numbers
        (None, None, True),
        (None, 0.5, False),
        (0.5, None, False),
        (0, None, False),
        (math.nan, 0.5, False),
        (math.inf, 0.5, False),
        ("0a", "0a", True),
        ("0a", "0b", False),
        ("0.5", 0.5, False),
    ],
)
def test_measures_may_differ_by_float_sums_and_counts_may_not(was, now, same):
    assert (differences({"x": was}, {"x": now}) == []) is same


def test_differences_are_sorted_sentences():
    assert differences({"b": 1, "a": 2}, {"b": 3, "a": 4}) == ["a was 2, is now 4", "b was 1, is now 3"]
