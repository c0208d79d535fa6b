"""Diabetes: how far will this patient's disease have gone in a year? The patients come with scikit-learn."""

from functools import cache

from sklearn.datasets import load_diabetes
from torch.nn.functional import mse_loss

from qlab.tasks.split import Arrays, fresh, split
from qlab.tasks.task import Task, TaskData

N_TEST = 142


@cache
def _arrays() -> Arrays:
    x, y = load_diabetes(return_X_y=True)
    return split(x, y, N_TEST)


def load() -> TaskData:
    """Return 300 training and 142 test patients, x (N, 10) and y (N, 1) float32, both standardized.

    Efron et al. 2004, Least angle regression, https://doi.org/10.1214/009053604000000067, as copied by
    `sklearn.datasets.load_diabetes`.

    >>> load().train_y.shape
    torch.Size([300, 1])
    """
    return fresh(_arrays())


DIABETES = Task(
    name="diabetes",
    title="Diabetes patients",
    about=(
        "442 patients with ten measures each, such as age, blood pressure and blood serum, and a score from 25 to 346 "
        "for how far the disease went in the year after. Ten measures leave more than half of it unexplained, "
        "whatever the model."
    ),
    kind="regression",
    chance=0.143,
    outputs=1,
    loss=mse_loss,
    load=load,
    metric="1 - mean squared error",
    tolerance=0.1,
    squared=True,
)
