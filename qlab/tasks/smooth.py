"""Smooth: compute a known function of five numbers, closely. Nothing is measured, so nothing is noisy."""

from functools import cache

from sklearn.datasets import make_friedman1
from torch.nn.functional import mse_loss

from qlab.tasks.split import Arrays, fresh, split
from qlab.tasks.task import Task, TaskData

N_TRAIN, N_TEST = 1200, 600
DATA_SEED = 0


@cache
def _arrays() -> Arrays:
    x, y = make_friedman1(N_TRAIN + N_TEST, n_features=5, noise=0.0, random_state=DATA_SEED)
    return split(x, y, N_TEST)


def load() -> TaskData:
    """Return 1,200 training and 600 test points, x (N, 5) and y (N, 1) float32, both standardized.

    y = 10 sin(pi a b) + 20 (c - 1/2)^2 + 10 d + 5 e of five numbers drawn evenly from 0 to 1: Friedman 1991,
    Multivariate adaptive regression splines, https://doi.org/10.1214/aos/1176347963, equation 61 without noise.

    >>> load().train_y.shape
    torch.Size([1200, 1])
    """
    return fresh(_arrays())


SMOOTH = Task(
    name="smooth",
    title="A smooth function, closely",
    about=(
        "A formula of five numbers, computed, not measured: every answer is known exactly. An answer counts as right "
        "within a tenth of the standard deviation of all answers. A network is no sensible way to compute a known "
        "formula; it stands for tasks with tight margins, such as control."
    ),
    kind="regression",
    chance=0.073,
    outputs=1,
    loss=mse_loss,
    load=load,
    metric="share within tolerance",
    tolerance=0.1,
)
