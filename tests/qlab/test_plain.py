"""Plain values survive a trip through JSON unchanged, and what JSON cannot hold is refused or said to be missing."""

import json
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qlab.experiments.cliff import CliffSpec
from qlab.plain import to_plain

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
)


@given(PLAIN)
def test_plain_values_stay_as_they_are(value):
    assert to_plain(value) == value


@given(PLAIN)
def test_json_holds_them(value):
    assert json.loads(json.dumps(to_plain(value), allow_nan=False)) == value


@pytest.mark.parametrize("missing", [math.nan, math.inf, -math.inf, np.float32("nan")])
def test_what_is_not_a_number_is_none(missing):
    assert to_plain([missing, np.array([missing])]) == [None, [None]]


def test_a_spec_becomes_a_dict_of_lists():
    assert to_plain(CliffSpec(bits=(4,)))["bits"] == [4]


def test_a_tensor_is_refused():
    with pytest.raises(ValueError, match=r"value must be made of plain values.*got Tensor"):
        to_plain({"weight": torch.zeros(1)})
