"""Cancer: is this breast tumor malignant or benign? The measurements come with scikit-learn."""

from functools import cache

from sklearn.datasets import load_breast_cancer
from torch.nn.functional import cross_entropy

from qlab.tasks.split import Arrays, fresh, split
from qlab.tasks.task import Task, TaskData

N_TEST = 171
MALIGNANT = 0


@cache
def _arrays() -> Arrays:
    x, y = load_breast_cancer(return_X_y=True)
    return split(x, y, N_TEST)


def load() -> TaskData:
    """Return 398 training and 171 test tumors, x (N, 30) float32 standardized, y (N,) int64: 0 is malignant.

    Wolberg, Mangasarian, Street & Street 1995, https://doi.org/10.24432/C5DW2B, as copied by
    `sklearn.datasets.load_breast_cancer`.

    >>> load().train_x.shape
    torch.Size([398, 30])
    """
    return fresh(_arrays())


CANCER = Task(
    name="cancer",
    title="Breast tumors",
    about=(
        "569 breast tumors, 212 of them malignant: 30 measures of cell nuclei in a microscope picture, outlined by "
        "hand at one hospital around 1990. A score here says nothing about today's patients elsewhere."
    ),
    kind="classification",
    chance=0.626,
    outputs=2,
    loss=cross_entropy,
    load=load,
    must_find=MALIGNANT,
)
