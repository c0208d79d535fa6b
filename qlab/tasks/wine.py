"""Wine: which of three growers made this wine? The chemistry comes with scikit-learn."""

from functools import cache

from sklearn.datasets import load_wine
from torch.nn.functional import cross_entropy

from qlab.tasks.split import Arrays, fresh, split
from qlab.tasks.task import Task, TaskData

N_TEST = 54


@cache
def _arrays() -> Arrays:
    x, y = load_wine(return_X_y=True)
    return split(x, y, N_TEST)


def load() -> TaskData:
    """Return 124 training and 54 test wines, x (N, 13) float32 standardized, y (N,) int64.

    Aeberhard & Forina 1992, https://doi.org/10.24432/C5PC7J, as copied by `sklearn.datasets.load_wine`.

    >>> load().train_x.shape
    torch.Size([124, 13])
    """
    return fresh(_arrays())


WINE = Task(
    name="wine",
    title="Wines of three growers",
    about=(
        "178 Italian wines from three growers, each with 13 chemical measures. With 54 wines in the test part, one "
        "wine more or less is 1.9 points of accuracy."
    ),
    kind="classification",
    chance=0.389,
    outputs=3,
    loss=cross_entropy,
    load=load,
)
