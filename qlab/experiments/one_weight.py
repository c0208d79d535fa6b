"""One weight on a grid: how it is trained, what theory says of that, and what both experiments with it ask alike."""

from math import ceil

import torch
from torch import Tensor

from qlab.checks import distinct, within
from qlab.rounding import round_values

STORED = {
    "nearest": "on the grid, rounded to nearest after each step",
    "stochastic": "on the grid, rounded up or down by chance after each step",
    "latent": "in float, seen through the grid",
}
"""How the weight is kept from one step to the next."""


def descend(
    start: float,
    target: float,
    learning_rates: tuple[float, ...],
    steps: int,
    stored: str,
    *,
    levels: int = 1,
    draws: int = 1,
    seed: int = 0,
) -> tuple[Tensor, Tensor]:
    """Train a weight by gradient descent on (seen - target)^2 / 2, where `seen` is the weight on its level.

    Levels are 1 / `levels` apart; the gradient `seen - target` moves the weight as if rounding were not there.

    Returns:
        What is kept and what the loss sees, before the first step and after each: (steps + 1, rates, draws) float64.

    >>> descend(1.0, 2.5, (0.28,), 1, "latent")[0].flatten().tolist()
    [1.0, 1.42]
    """
    rates = torch.tensor(learning_rates, dtype=torch.float64)[:, None]
    generator = torch.Generator().manual_seed(seed)
    rounding = "stochastic" if stored == "stochastic" else "nearest_even"
    moved = torch.full((len(rates), draws), start, dtype=torch.float64)
    seen = [round_values(moved * levels) / levels]
    kept = [moved if stored == "latent" else seen[0]]
    for _ in range(steps):
        moved = kept[-1] - rates * (seen[-1] - target)
        seen.append(round_values(moved * levels, rounding, generator=generator) / levels)
        kept.append(moved if stored == "latent" else seen[-1])
    return torch.stack(kept), torch.stack(seen)


def check_rates(learning_rates: tuple[float, ...]) -> None:
    """Refuse learning rates that are no list of 1 to 10 different numbers from 0.001 to 1.

    >>> check_rates((2.0,))
    Traceback (most recent call last):
    ValueError: learning_rate must be a number from 0.001 to 1.0; got 2.0.
    """
    within("number of learning_rates", len(distinct("learning_rates", learning_rates)), 1, 10)
    for rate in learning_rates:
        within("learning_rate", rate, 0.001, 1.0)


def stall_level(learning_rate: float, levels: int) -> float:
    """Return where rounding to nearest stops a weight on its way from 0 to 1, its levels 1 / `levels` apart.

    With the gradient w - 1 it is the first level with 1 - w < step / (2 learning_rate): from there on an update is
    shorter than half the distance between two levels, and no update jumps over it. Where an update is exactly half
    of it, ties to even may move the weight once more.

    >>> [stall_level(rate, 16) for rate in (0.3, 0.12, 0.07, 0.03)]
    [0.9375, 0.75, 0.5625, 0.0]
    """
    missing = ceil(1 / (2 * learning_rate)) - 1  # the largest whole number below 1 / (2 learning_rate)
    return max(0, levels - missing) / levels


def flips_expected(target: float) -> float:
    """Return how often a code changes per step in the long run, for codes 1 apart: 2 min(f, 1 - f), f = target mod 1.

    With the loss (code - target)^2 / 2 the code has to be `target` on average, so the weight is at the farther of
    the two codes for a share min(f, 1 - f) of the steps. It leaves that code at once: one change there, one back.
    The learning rate cancels.

    >>> [flips_expected(target) for target in (2.0, 2.25, 2.5)]
    [0.0, 0.5, 1.0]
    """
    return 2 * min(target % 1, 1 - target % 1)
