"""A few samples to train on, some of them with a wrong label, and others to choose settings by; never test samples."""

from dataclasses import replace

import torch
from torch import Tensor

from qlab.checks import one_of, within
from qlab.tasks import CLASSIFICATION, TASKS, TaskData, validation_data

LARGEST = {"digits": 1000, "diabetes": 250}
"""Tasks whose training samples a small network can learn by heart, and how many of them validation leaves."""


def check_few_samples(task: str, n_train: int, label_noise: float) -> None:
    """Refuse a task that is not in LARGEST, too many samples, and wrong labels where there are none.

    >>> check_few_samples("diabetes", 300, 0.0)
    Traceback (most recent call last):
    ValueError: n_train must be a whole number from 20 to 250; got 300.
    """
    within("n_train", n_train, 20, LARGEST[one_of("task", task, LARGEST)])
    within("label_noise", label_noise, 0.0, 0.9 if TASKS[task].kind == CLASSIFICATION else 0.0)


def few_samples(task: str, n_train: int, label_noise: float, seed: int) -> TaskData:
    """Return `n_train` samples drawn from `seed`, with the validation samples in place of the test samples.

    The same share of labels (0..1) is wrong in both, each replaced by one of the other classes.

    >>> len(few_samples("digits", 50, 0.3, seed=0).test_x)
    200
    """
    data = TASKS[task].load()
    split = validation_data(data, len(data.train_x) - LARGEST[task])
    generator = torch.Generator().manual_seed(seed)
    chosen = torch.randperm(len(split.train_x), generator=generator)[:n_train]
    few = replace(split, train_x=split.train_x[chosen], train_y=split.train_y[chosen])
    if not label_noise:
        return few
    train_y, test_y = (
        _some_wrong(labels, label_noise, TASKS[task].outputs, generator)
        for labels in (few.train_y, few.test_y)
    )
    return replace(few, train_y=train_y, test_y=test_y)


def _some_wrong(labels: Tensor, share: float, classes: int, generator: torch.Generator) -> Tensor:
    wrong = torch.rand(len(labels), generator=generator) < share
    others = (labels + torch.randint(1, classes, labels.shape, generator=generator)) % classes
    return torch.where(wrong, others, labels)
