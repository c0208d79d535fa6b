"""Tables align, CSV is read back, and what JSON cannot hold is said to be missing."""

import csv
import io
import json
import math

from hypothesis import given
from hypothesis import strategies as st

from qlab.cli.output import as_csv, as_table, short, show

CELLS = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
ROWS = st.lists(st.fixed_dictionaries({"a": CELLS, "b": st.lists(st.integers())}), min_size=1)


@given(ROWS)
def test_csv_is_read_back(rows):
    read = list(csv.DictReader(io.StringIO(as_csv(rows), newline=""), strict=True))
    assert [row["a"] for row in read] == ["" if row["a"] is None else str(row["a"]) for row in rows]
    assert [json.loads(row["b"]) for row in read] == [row["b"] for row in rows]


def test_numbers_stand_to_the_right_and_words_to_the_left():
    text = as_table([{"name": "a", "n": 1, "x": 0.123456}, {"name": "bcdef", "n": 1000, "x": None}])
    assert text.splitlines() == ["name      n       x", "a         1  0.1235", "bcdef  1000       -"]


def test_nothing_to_show_is_no_error():
    assert as_table([]) == ""
    assert as_csv([]) == "\n"


def test_infinity_is_null_in_json_and_empty_in_csv(capsys):
    rows = [{"x": math.inf, "y": math.nan}]
    show(rows, "json")
    assert json.loads(capsys.readouterr().out) == [{"x": None, "y": None}]
    show(rows, "csv")
    assert capsys.readouterr().out == "x,y\n,\n"
    show(rows, None)
    assert capsys.readouterr().out.splitlines()[1] == "-  -"


def test_a_short_name_changes_with_what_a_receipt_says():
    receipt = {"experiment": "cliff", "measured": {"x": 1}, "duration_s": 1.0}
    assert short(receipt) != short(receipt | {"measured": {"x": 2}})
    assert short(receipt) == short(dict(reversed(receipt.items())))
