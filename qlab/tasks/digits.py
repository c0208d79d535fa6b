"""Digits: which of ten digits is in this 8x8 picture? The pictures come with scikit-learn."""

from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn.functional import cross_entropy

from qlab.tasks.task import Task, TaskData

N_TEST = 597
SPLIT_SEED = 0
DARKEST = 16  # a pixel counts the inked points of a 4x4 block


@cache
def _arrays() -> tuple[NDArray[np.generic], ...]:
    """Read-only train_x, train_y, test_x, test_y; scikit-learn takes 30 ms to read them, so they are kept."""
    pixels, labels = load_digits(return_X_y=True)
    x = (pixels / DARKEST).astype(np.float32)
    train_x, test_x, train_y, test_y = train_test_split(
        x, labels.astype(np.int64), test_size=N_TEST, stratify=labels, random_state=SPLIT_SEED
    )
    arrays = (train_x, train_y, test_x, test_y)
    for array in arrays:
        array.flags.writeable = False
    return arrays


def load() -> TaskData:
    """Return 1,200 training and 597 test pictures, x (N, 64) float32 from 0 (paper) to 1 (ink), y (N,) int64.

    The split is stratified and always the same. Every call returns new tensors.
    Alpaydin & Kaynak 1998, https://doi.org/10.24432/C50P49, as copied by `sklearn.datasets.load_digits`.

    >>> data = load()
    >>> data.train_x.shape, data.train_y.dtype, float(data.train_x.max())
    (torch.Size([1200, 64]), torch.int64, 1.0)
    """
    return TaskData(*(torch.from_numpy(array.copy()) for array in _arrays()))


DIGITS = Task(
    name="digits",
    title="Handwritten digits",
    about=(
        "1,797 handwritten digits, each 8x8 pixels with 17 gray levels, written by 13 people. "
        "Pictures by the same people are in the training part and in the test part, so a score here "
        "promises little for a stranger's handwriting."
    ),
    kind="classification",
    chance=0.1,
    n_classes=10,
    loss=cross_entropy,
    load=load,
)
