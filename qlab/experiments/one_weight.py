"""One weight on a grid: what theory says of its training, and what both experiments with it ask alike."""

from math import ceil

from qlab.checks import distinct, within


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
