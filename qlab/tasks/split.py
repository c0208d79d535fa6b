"""Splitting samples into a training and a test part, always the same, and handing out copies."""

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from sklearn.model_selection import train_test_split

from qlab.tasks.task import TaskData

SPLIT_SEED = 0
Arrays = tuple[NDArray[np.generic], ...]
"""Read-only train_x, train_y, test_x, test_y; a task keeps them, for making them takes up to 30 ms."""


def split(x: ArrayLike, y: ArrayLike, n_test: int, *, standardize: bool = True) -> Arrays:
    """Return samples x (N, features) and y (N,) shuffled and split, with `n_test` in the test part.

    Whole numbers in y are classes: they stay, and each has its share in both parts. Others are targets of a
    regression and become (N, 1), standardized: minus the mean of the training part, over its standard deviation. So
    does every feature unless `standardize` is False. The test part has no say in any of it.

    >>> train_x, train_y, test_x, test_y = split([[1.0], [2.0], [3.0], [6.0]], [0, 1, 0, 1], 2)
    >>> sorted(train_x.ravel().tolist()), len(test_x), train_y.dtype
    ([-1.0, 1.0], 2, dtype('int64'))
    """
    x, y = np.asarray(x, np.float64), np.asarray(y)
    classes = np.issubdtype(y.dtype, np.integer)
    train_x, test_x, train_y, test_y = train_test_split(
        x, y, test_size=n_test, stratify=y if classes else None, random_state=SPLIT_SEED
    )
    if standardize:
        train_x, test_x = _standardized(train_x, test_x)
    if classes:
        train_y, test_y = train_y.astype(np.int64), test_y.astype(np.int64)
    else:
        train_y, test_y = (part.astype(np.float32)[:, None] for part in _standardized(train_y, test_y))
    arrays = (train_x.astype(np.float32), train_y, test_x.astype(np.float32), test_y)
    for array in arrays:
        array.flags.writeable = False
    return arrays


def _standardized(train: NDArray[np.float64], test: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / deviation, (test - mean) / deviation


def fresh(arrays: Arrays) -> TaskData:
    """Return the arrays of a split as new tensors, which are the caller's to change.

    >>> fresh(split([[1.0], [2.0], [3.0], [6.0]], [0, 1, 0, 1], 2)).test_x.shape
    torch.Size([2, 1])
    """
    return TaskData(*(torch.from_numpy(array.copy()) for array in arrays))
