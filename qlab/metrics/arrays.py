"""What every measure accepts: numbers from numpy or torch, checked in one place and turned to float64.

Torch is needed for its name only, so a page that must paint at once can measure without importing it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from torch import Tensor

Values: TypeAlias = "Tensor | npt.ArrayLike"
Float64: TypeAlias = npt.NDArray[np.float64]
Int64: TypeAlias = npt.NDArray[np.int64]

LARGEST = float(np.finfo(np.float32).max)  # squares and differences of such values stay finite in float64
ROW_SUM_TOLERANCE = 1e-5  # a float32 softmax over 1,000 classes misses 1 by about 1e-6


def _as_numpy(values: Values) -> npt.NDArray[np.generic]:
    if hasattr(values, "detach"):
        detached = values.detach().cpu()
        return np.asarray(
            detached.double() if detached.is_floating_point() else detached
        )  # numpy has no bf16
    return np.asarray(values)


def as_float64(argument: str, values: Values) -> Float64:
    """Return `values` (any shape, any real dtype) as float64; they may share memory, so never write there.

    Raises:
        ValueError: if there are no values, if they are not real numbers, or if one is NaN, infinite or
            larger than float32 can hold: a broken network cannot be measured.

    >>> as_float64("x", [1, 2])
    array([1., 2.])
    """
    array = _as_numpy(values)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{argument} must hold real numbers; got dtype {array.dtype}.")
    if array.size == 0:
        raise ValueError(f"{argument} must hold at least one value; got shape {array.shape}.")
    numbers = array.astype(np.float64, copy=False)
    if not np.all(np.abs(numbers) <= LARGEST):
        nan = np.count_nonzero(np.isnan(numbers))
        huge = np.count_nonzero(np.abs(numbers) > LARGEST)
        raise ValueError(
            f"{argument} must hold finite numbers of at most {LARGEST:.2g} in size; got {nan} NaN and {huge} "
            f"infinite or larger among {numbers.size}; look for a zero scale or an overflow before measuring."
        )
    return numbers


def as_pair(
    first: str, x: Values, second: str, y: Values, read: Callable[[str, Values], Float64] = as_float64
) -> tuple[Float64, Float64]:
    """Return two arrays, each as `read` returns it, to be compared value by value; refuse unequal shapes.

    Raises:
        ValueError: as `read`, or for unequal shapes.

    >>> as_pair("x", [1], "y", [2])
    (array([1.]), array([2.]))
    """
    a, b = read(first, x), read(second, y)
    if a.shape != b.shape:
        raise ValueError(f"{first} and {second} must have the same shape; got {a.shape} and {b.shape}.")
    return a, b


def as_table(argument: str, values: Values) -> Float64:
    """Return `values` as a float64 table (n, classes), one row per sample.

    Raises:
        ValueError: as `as_float64`, or if `values` is not two-dimensional.

    >>> as_table("logits", [[1, 2, 3]]).shape
    (1, 3)
    """
    table = as_float64(argument, values)
    if table.ndim != 2:
        raise ValueError(f"{argument} must have the shape (n, classes); got {table.shape}.")
    return table


def as_probs(argument: str, values: Values) -> Float64:
    """Return `values` as a table (n, classes) whose rows are probabilities.

    Raises:
        ValueError: as `as_table`, or if a value is negative or a row's sum is not 1 within 1e-5.

    >>> as_probs("probs", [[0.25, 0.75]])
    array([[0.25, 0.75]])
    """
    table = as_table(argument, values)
    sums = table.sum(axis=1)
    worst = sums[np.argmax(np.abs(sums - 1))]
    if table.min() < 0 or abs(worst - 1) > ROW_SUM_TOLERANCE:
        raise ValueError(
            f"{argument} must hold probabilities, rows of values from 0 to 1 that sum to 1; got a least "
            f"value of {table.min():.6g} and a row sum of {worst:.6g}; use softmax(logits) first."
        )
    return table


def as_labels(values: Values, table: Float64) -> Int64:
    """Return the labels (n,) that belong to a table (n, classes): one whole class number per row.

    Raises:
        ValueError: if the labels are not whole numbers, not one per row, or outside 0..classes-1.

    >>> as_labels([1, 0], np.zeros((2, 3)))
    array([1, 0])
    """
    labels = _as_numpy(values)
    rows, classes = table.shape
    if labels.dtype.kind not in "iu":
        raise ValueError(f"labels must be whole class numbers; got dtype {labels.dtype}.")
    if labels.shape != (rows,):
        raise ValueError(f"labels must be one per sample, shape ({rows},); got {labels.shape}.")
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError(f"labels must be from 0 to {classes - 1}; got {labels.min()}..{labels.max()}.")
    return labels.astype(np.int64, copy=False)
