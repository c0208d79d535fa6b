"""Plain values become dataclasses again; nothing is rounded or guessed, and every refusal is one sentence."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlab.plain import from_plain, to_plain


@dataclass(frozen=True)
class Thing:
    name: str
    bits: tuple[int, ...] = (8,)
    rate: float = 0.5
    full: bool = False
    notes: dict[str, str] | None = None
    figures: dict[str, int | float | None] | None = None
    rest: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        if self.rate > 1:
            raise ValueError(f"rate must be at most 1; got {self.rate}; lower it.")


FINITE = st.floats(max_value=1, allow_nan=False, allow_infinity=False)


@given(
    st.builds(
        Thing,
        name=st.text(),
        bits=st.lists(st.integers()).map(tuple),
        rate=FINITE,
        full=st.booleans(),
        notes=st.none() | st.dictionaries(st.text(), st.text()),
        figures=st.none() | st.dictionaries(st.text(), st.integers() | FINITE | st.none()),
    )
)
def test_there_and_back_through_json(thing):
    assert from_plain(Thing, json.loads(json.dumps(to_plain(thing))), "thing") == thing


def test_numbers_may_come_as_text():
    assert from_plain(Thing, {"name": "4", "bits": ["4", "-2"], "rate": "1e-3"}, "thing") == Thing(
        "4", (4, -2), 0.001
    )


def test_a_whole_number_will_do_for_a_measure():
    rate = from_plain(Thing, {"name": "", "rate": 1}, "thing").rate
    assert isinstance(rate, float)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"bits": [4.7]}, "bits must be a whole number; got 4.7."),
        ({"bits": [4.0]}, "bits must be a whole number; got 4.0."),
        ({"bits": [True]}, "bits must be a whole number; got True."),
        ({"bits": ["four"]}, "bits must be a whole number; got 'four'."),
        ({"bits": ["", "4"]}, "bits must be a whole number; got ''."),
        ({"bits": [None]}, "bits must be a whole number; got None."),
        ({"bits": "84"}, "bits must be a list; got '84'."),
        ({"bits": 8}, "bits must be a list; got 8."),
        ({"bits": {"8": 4}}, "bits must be a list; got {'8': 4}."),
        ({"rate": "fast"}, "rate must be a number; got 'fast'."),
        ({"rate": 10**400}, "rate must be a number; got 1000"),
        ({"rate": False}, "rate must be a number; got False."),
        ({"rate": 2}, "rate must be at most 1; got 2.0; lower it."),
        ({"name": 3}, "name must be text; got 3."),
        ({"name": None}, "name must be text; got None."),
        ({"full": "False"}, "full must be true or false; got 'False'."),
        ({"full": 1}, "full must be true or false; got 1."),
        ({"notes": {"a": 3}}, "a of notes must be text; got 3."),
        ({"notes": [1]}, "notes must be an object with named fields."),
        ({"figures": {"a": "1"}}, "a of figures must be a number or null; got '1'."),
        ({"figures": {"a": True}}, "a of figures must be a number or null; got True."),
        (
            {"extra": 1, "more": 2},
            "thing must have no fields but name, bits, rate, full, notes, figures, rest; ",
        ),
        ([], "thing must be an object with named fields; got []."),
        ("name", "thing must be an object with named fields; got 'name'."),
        (None, "thing must be an object with named fields; got None."),
    ],
)
def test_a_refusal_names_the_field_the_rule_and_the_value(values, message):
    given_values = {"name": "a"} | values if isinstance(values, dict) else values
    with pytest.raises(ValueError, match=f"^{re.escape(message)}") as refusal:
        from_plain(Thing, given_values, "thing")
    assert "\n" not in str(refusal.value)


def test_a_missing_field_is_named():
    with pytest.raises(ValueError, match=r"^thing must have the field name; it is missing\.$"):
        from_plain(Thing, {}, "thing")


def test_a_long_value_is_cut_short():
    with pytest.raises(ValueError, match="must be a list") as refusal:
        from_plain(Thing, {"name": "a", "bits": "9" * 10_000}, "thing")
    assert len(str(refusal.value)) < 100
