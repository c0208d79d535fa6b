"""What measures accept and refuse: the sentences name the argument, the rule and the value."""

import math

import numpy as np
import pytest
import torch

from qlab.metrics.arrays import Values, as_float64, as_labels, as_pair, as_probs, as_table

TABLE = np.array([[0.0, 1.0], [1.0, 0.0]])


@pytest.mark.parametrize(
    "values",
    [
        [1, 2],
        (1.0, 2.0),
        np.array([1, 2], np.uint8),
        np.array([1, 2], np.float16),
        torch.tensor([1, 2]),
        torch.tensor([1.0, 2.0], dtype=torch.bfloat16),
        torch.tensor([1.0, 2.0], requires_grad=True),
        torch.tensor([1.0, 9.0, 2.0])[::2],
    ],
    ids=["list", "tuple", "uint8", "float16", "int tensor", "bfloat16", "with grad", "strided"],
)
def test_every_real_kind_becomes_the_same_float64(values: Values) -> None:
    array = as_float64("x", values)
    assert array.dtype == np.float64
    assert array.tolist() == [1.0, 2.0]


def test_the_limits_of_float32_pass_and_the_next_float64_does_not() -> None:
    largest = float(np.finfo(np.float32).max)
    assert as_float64("x", [largest, -largest, 1e-300]).tolist() == [largest, -largest, 1e-300]
    with pytest.raises(ValueError, match="got 0 NaN and 1 infinite or larger among 2"):
        as_float64("x", [0.0, math.nextafter(largest, math.inf)])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([], r"x must hold at least one value; got shape \(0,\)"),
        (np.zeros((3, 0)), r"x must hold at least one value; got shape \(3, 0\)"),
        (["a"], "x must hold real numbers; got dtype <U1"),
        ([None], "x must hold real numbers; got dtype object"),
        ([1j], "x must hold real numbers; got dtype complex128"),
        ([math.nan, 1.0, -math.inf], r"x must hold finite numbers.*; got 1 NaN and 1 infinite.*zero scale"),
    ],
)
def test_what_is_not_a_finite_number_is_refused(values: Values, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        as_float64("x", values)


def test_pairs_and_tables_need_their_shapes() -> None:
    with pytest.raises(ValueError, match=r"a and b must have the same shape; got \(2,\) and \(2, 2\)"):
        as_pair("a", [1, 2], "b", TABLE)
    with pytest.raises(ValueError, match=r"logits must have the shape \(n, classes\); got \(3,\)"):
        as_table("logits", [1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([0.0, 1.0], "labels must be whole class numbers; got dtype float64"),
        ([True, False], "labels must be whole class numbers; got dtype bool"),
        (torch.tensor([0.0, 1.0]), "labels must be whole class numbers; got dtype float64"),
        ([0], r"labels must be one per sample, shape \(2,\); got \(1,\)"),
        ([[0], [1]], r"labels must be one per sample, shape \(2,\); got \(2, 1\)"),
        ([0, 2], r"labels must be from 0 to 1; got 0\.\.2"),
        ([-1, 0], r"labels must be from 0 to 1; got -1\.\.0"),
    ],
)
def test_labels_must_be_one_class_number_per_sample(labels: Values, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        as_labels(labels, TABLE)


@pytest.mark.parametrize("dtype", [torch.uint8, torch.int32, torch.int64])
def test_labels_of_any_integer_kind_become_int64(dtype: torch.dtype) -> None:
    labels = as_labels(torch.tensor([1, 0], dtype=dtype), TABLE)
    assert labels.dtype == np.int64
    assert labels.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("probs", "got"),
    [
        ([[0.5, 0.6]], "row sum of 1.1"),
        ([[-0.5, 1.5]], "least value of -0.5"),
        ([[0.5, 0.5], [0.2, 0.2]], "row sum of 0.4"),
    ],
)
def test_rows_must_be_probabilities(probs: Values, got: str) -> None:
    with pytest.raises(ValueError, match=f"probs must hold probabilities.*{got}.*use softmax"):
        as_probs("probs", probs)


def test_float32_probabilities_of_a_thousand_classes_pass() -> None:
    logits = torch.randn(50, 1000, generator=torch.Generator().manual_seed(0))
    assert as_probs("probs", torch.softmax(logits, 1)).shape == (50, 1000)
