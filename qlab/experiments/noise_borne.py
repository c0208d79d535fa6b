"""The noise that answers bear: how much can be added to a network's outputs before its skill suffers."""

import torch
from torch import Tensor

from qlab.experiments.task_line import KEEP
from qlab.tasks import Task

LOUDEST, FAINTEST, HALVINGS = -10.0, 60.0, 7
"""Noise is looked for between these, in dB of the outputs' SQNR, by halving: to half a decibel."""


def borne_db(task: Task, outputs: Tensor, targets: Tensor, guessed: float, *, seed: int) -> float:
    """Return the lowest SQNR of `outputs` with Gaussian noise at which they keep KEEP of their skill, in dB.

    Args:
        task: whose answers they are.
        outputs: the float network's.
        targets: what is right.
        guessed: the mean mistake of guessing.
        seed: of the noise, which is the same at every loudness.

    >>> from qlab.tasks import TASKS
    >>> sure, task = torch.tensor([[9.0, 0.0], [0.0, 9.0]] * 50), TASKS["cancer"]
    >>> 4 < borne_db(task, sure, torch.tensor([0, 1] * 50), 0.5, seed=0) < 8
    True
    """
    noise = torch.randn(outputs.shape, generator=torch.Generator().manual_seed(seed), dtype=outputs.dtype)
    noise *= outputs.square().mean().sqrt()
    best = float(task.mistakes(outputs, targets).mean())
    loud, faint = LOUDEST, FAINTEST
    for _ in range(HALVINGS):
        middle = (loud + faint) / 2
        mistake = float(task.mistakes(outputs + noise * 10 ** (-middle / 20), targets).mean())
        enough = guessed - mistake >= KEEP * (guessed - best)
        loud, faint = (loud, middle) if enough else (middle, faint)
    return faint
