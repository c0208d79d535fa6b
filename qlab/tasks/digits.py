"""Digits: which of ten digits is in this 8x8 picture? The pictures come with scikit-learn."""

from functools import cache

from sklearn.datasets import load_digits
from torch.nn.functional import cross_entropy

from qlab.tasks.split import Arrays, fresh, split
from qlab.tasks.task import Task, TaskData

N_TEST = 597
DARKEST = 16  # a pixel counts the inked points of a 4x4 block


@cache
def _arrays() -> Arrays:
    pixels, labels = load_digits(return_X_y=True)
    return split(pixels / DARKEST, labels, N_TEST, standardize=False)


def load() -> TaskData:
    """Return 1,200 training and 597 test pictures, x (N, 64) float32 from 0 (paper) to 1 (ink), y (N,) int64.

    The split is stratified and always the same. Every call returns new tensors.
    Alpaydin & Kaynak 1998, https://doi.org/10.24432/C50P49, as copied by `sklearn.datasets.load_digits`.

    >>> data = load()
    >>> data.train_x.shape, data.train_y.dtype, float(data.train_x.max())
    (torch.Size([1200, 64]), torch.int64, 1.0)
    """
    return fresh(_arrays())


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
    outputs=10,
    loss=cross_entropy,
    load=load,
)
