"""Plane: two classes of points in the plane, so that a network's whole decision fits into a picture."""

from collections.abc import Callable
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import make_circles, make_moons
from torch.nn.functional import cross_entropy

from qlab.tasks.split import Arrays, fresh, split
from qlab.tasks.task import Task, TaskData

N_TRAIN, N_TEST = 600, 600
DATA_SEED = 0
Points = tuple[NDArray[np.float64], NDArray[np.int64]]


def _spirals(n: int, noise: float, random_state: int) -> Points:
    """Return two spirals of 1.5 turns, one the other turned by half a turn, with Gaussian noise on both axes."""
    random = np.random.default_rng(random_state)
    labels = np.arange(n) % 2
    turn = np.sqrt(random.uniform(0, 1, n))  # the root spreads the points evenly along the arm
    angle = 3 * np.pi * turn + np.pi * labels
    points = turn[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return points + random.normal(0, noise, (n, 2)), labels


SHAPES: dict[str, Callable[[], Points]] = {
    "moons": partial(make_moons, N_TRAIN + N_TEST, noise=0.15, random_state=DATA_SEED),
    "circles": partial(make_circles, N_TRAIN + N_TEST, noise=0.1, factor=0.5, random_state=DATA_SEED),
    "spirals": partial(_spirals, N_TRAIN + N_TEST, noise=0.04, random_state=DATA_SEED),
}


@cache
def _arrays(shape: str) -> Arrays:
    return split(*SHAPES[shape](), N_TEST)


def load(shape: str) -> TaskData:
    """Return 600 training and 600 test points of a shape in SHAPES, x (N, 2) float32 standardized, y (N,) 0 or 1.

    >>> load("moons").train_x.shape
    torch.Size([600, 2])
    """
    return fresh(_arrays(shape))


def _task(shape: str, words: str) -> Task:
    return Task(
        name=shape,
        title=f"Two {shape} in the plane",
        about=(
            f"1,200 points drawn at random from {words}, with a little noise. A toy for looking at decision "
            "boundaries: no score on it says anything about a real task."
        ),
        kind="classification",
        chance=0.5,
        outputs=2,
        loss=cross_entropy,
        load=partial(load, shape),
    )


PLANE = (
    _task("moons", "two interleaved half circles"),
    _task("circles", "two circles, one inside the other"),
    _task("spirals", "two interleaved spirals of one and a half turns"),
)
