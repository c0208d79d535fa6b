"""The harm to one network: which answers changed, which were lost, by class and from hard to easy."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from qlab.metrics.by_chance import holm, p_of_even
from qlab.metrics.classification import predictions
from qlab.metrics.paired import mcnemar, paired_bootstrap

QUARTERS = 4


@dataclass(frozen=True)
class Group:
    """The samples of one class, or one quarter of all, of one seed's network.

    Attributes:
        seed: which network.
        kind: "class", or "quarter": the float network's margin sorts the samples, 0 has the smallest margins.
        index: which class or quarter.
        samples: how many there are.
        changed: how many answers are not the float network's.
        lost: how many answers were right in float and no longer are.
        gained: how many were wrong in float and are right now.
        p: of McNemar's exact test whether as many were lost as gained, by Holm's method over the kind.
    """

    seed: int
    kind: str
    index: int
    samples: int
    changed: int
    lost: int
    gained: int
    p: float


@dataclass(frozen=True)
class Network:
    """One seed's network: accuracy before and after, in 0..1.

    `low` and `high` are the 95 % paired bootstrap interval of the difference; `p_even` says how likely chance spreads
    the lost answers so unevenly over the classes.
    """

    seed: int
    float_accuracy: float
    accuracy: float
    low: float
    high: float
    p_even: float


def quarter_of(logits: np.ndarray) -> np.ndarray:
    """Return in which quarter each sample's margin lies, (n,): 0 where the best two logits are closest.

    >>> quarter_of(np.array([[0.0, 4.0], [0.0, 1.0], [3.0, 0.0], [2.0, 0.0]])).tolist()
    [3, 0, 2, 1]
    """
    best = np.sort(logits, axis=1)
    order = np.argsort(best[:, -1] - best[:, -2], kind="stable")
    quarters = np.empty(len(order), np.int64)
    quarters[order] = np.arange(len(order)) * QUARTERS // len(order)
    return quarters


def _groups(seed: int, kind: str, where: np.ndarray, count: int, answers: np.ndarray) -> Iterator[Group]:
    """Count what happened in each of `count` groups; `answers` are (before, after, labels), (3, n)."""
    before, after, labels = answers
    was, now = before == labels, after == labels
    inside = [where == index for index in range(count)]
    p_values = holm([mcnemar(was[some], now[some]) if some.any() else 1.0 for some in inside])
    for index, (some, p) in enumerate(zip(inside, p_values, strict=True)):
        changed, lost, gained = (
            int((some & what).sum()) for what in (before != after, was & ~now, now & ~was)
        )
        yield Group(seed, kind, index, int(some.sum()), changed, lost, gained, p)


def harm(
    float_logits: np.ndarray, logits: np.ndarray, labels: np.ndarray, *, seed: int
) -> tuple[Network, list[Group]]:
    """Return what a change of the logits (n, classes) did to a network that gave `float_logits`, in all and by group.

    >>> logits = np.array([[2.0, 0.0], [0.0, 1.0], [0.0, 3.0], [4.0, 0.0]])
    >>> network, groups = harm(logits, -logits, np.array([0, 1, 1, 0]), seed=0)
    >>> network.accuracy, [group.lost for group in groups]
    (0.0, [2, 2, 1, 1, 1, 1])
    """
    before, after = predictions(float_logits), predictions(logits)
    was, now = before == labels, after == labels
    answers = np.stack([before, after, labels])
    classes = list(_groups(seed, "class", labels, float_logits.shape[1], answers))
    quarters = _groups(seed, "quarter", quarter_of(float_logits), QUARTERS, answers)
    were_right = [int(was[labels == group.index].sum()) for group in classes]
    p_even = p_of_even([group.lost for group in classes], were_right, seed=seed)
    low, high = paired_bootstrap(was, now, seed=seed)
    network = Network(seed, float(was.mean()), float(now.mean()), low, high, p_even)
    return network, [*classes, *quarters]
