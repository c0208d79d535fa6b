"""Challenge: spend a budget of bits over the layers of a network, against greedy and exhaustive search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from qlab.challenges.allocations import CHOICES, MODELS, Allocations, measured_allocations
from qlab.challenges.score import Score, drawer, error_points
from qlab.checks import one_of
from qlab.zoo import MODELS as ZOO

TENTHS = range(2, 9)
"""Tenths of a bit that the mean budget has beyond a whole number: at one, spending evenly would leave nothing over."""
Allocation = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class BudgetChallenge:
    """A network, how many bits its weights may take in all, and what every allocation of bits reaches.

    Attributes:
        budget: the bits that all weights together may take.
        measured: the network, and the right answers of every allocation.
    """

    seed: int
    budget: int
    measured: Allocations

    def cost(self, allocation: Sequence[int]) -> int:
        """Return the bits that all weights take."""
        return int(np.dot(allocation, self.measured.sizes))

    @cached_property
    def costs(self) -> np.ndarray:
        """Return the cost of every allocation."""
        return np.asarray(self.measured.allocations @ np.array(self.measured.sizes))

    def accuracy(self, allocation: Sequence[int]) -> float:
        """Return the measured accuracy of an allocation.

        Raises:
            ValueError: for one with bits that are no choice, or not one for each layer.
        """
        place, choices = 0, self.measured.choices
        for bits in allocation:
            place = place * len(choices) + choices.index(one_of("bits of a layer", bits, choices))
        if len(allocation) != len(self.measured.layers):
            raise ValueError(
                f"allocation must have bits for {len(self.measured.layers)} layers; got {len(allocation)}."
            )
        return float(self.measured.correct[place] / self.measured.n_test)

    def rows(self) -> list[dict[str, Any]]:
        """Return every allocation within the budget with its cost and accuracy."""
        return [
            dict(zip(self.measured.layers, bits, strict=True))
            | {"bits": cost, "accuracy": correct / self.measured.n_test}
            for bits, cost, correct in zip(
                self.measured.allocations.tolist(),
                self.costs.tolist(),
                self.measured.correct.tolist(),
                strict=True,
            )
            if cost <= self.budget
        ]

    @cached_property
    def best(self) -> Allocation:
        """Return the most accurate allocation within the budget; of equals the cheapest."""
        within_budget = np.where(self.costs <= self.budget, self.measured.correct, -1)
        place = np.lexsort((self.costs, -within_budget))[0]
        return tuple(self.measured.allocations[place].tolist())

    @cached_property
    def greedy(self) -> Allocation:
        """Return what greedy search finds: from the fewest bits up, one bit at a time where it gains most for its cost.

        It looks one step ahead only, and ends where no layer can have another bit.
        """
        now = (self.measured.choices[0],) * len(self.measured.layers)
        while steps := [step for step in self._steps(now) if self.cost(step) <= self.budget]:
            here, cost = self.accuracy(now), self.cost(now)
            now = max(steps, key=lambda step: (self.accuracy(step) - here) / (self.cost(step) - cost))
        return now

    def _steps(self, allocation: Allocation) -> Iterator[Allocation]:
        for place, bits in enumerate(allocation):
            if bits < self.measured.choices[-1]:
                yield (*allocation[:place], bits + 1, *allocation[place + 1 :])


def budget_challenge(seed: int) -> BudgetChallenge:
    """Return the challenge with this seed: a second or two of measuring, the first time its network comes up.

    Raises:
        ValueError: for a seed outside 0..LAST_SEED.

    >>> challenge = budget_challenge(0)
    >>> challenge.accuracy(challenge.best) >= challenge.accuracy(challenge.greedy)
    True
    """
    model, model_seed, choices, tenths = _drawn(seed)
    measured = measured_allocations(model, model_seed, choices)
    weights = sum(measured.sizes)
    return BudgetChallenge(seed, (choices[0] + 1) * weights + tenths * weights // 10, measured)


def _drawn(seed: int) -> tuple[str, int, tuple[int, ...], int]:
    """Return a network, its seed, the bits that its layers may have, and the tenths of a bit in the mean budget."""
    generator = drawer("budget", seed)
    model = str(generator.choice(MODELS))
    model_seed = int(generator.choice(ZOO[model].seeds))
    choices = CHOICES[int(generator.integers(len(CHOICES)))]
    return model, model_seed, choices, int(generator.choice(TENTHS))


def score_budget(challenge: BudgetChallenge, allocation: Sequence[int]) -> Score:
    """Return the score of an allocation, by its wrong answers against those of what exhaustive search finds.

    Raises:
        ValueError: for an allocation over the budget, or one that `BudgetChallenge.accuracy` refuses.
    """
    yours, best, greedy = map(challenge.accuracy, (allocation, challenge.best, challenge.greedy))
    if challenge.cost(allocation) > challenge.budget:
        raise ValueError(
            f"allocation must cost at most {challenge.budget} bits; got {challenge.cost(allocation)}; take some back."
        )
    ways = int((challenge.costs <= challenge.budget).sum())
    found = (
        "Greedy search, which gives one bit at a time to where it gains most, finds one as accurate."
        if greedy == best
        else f"Greedy search, which gives one bit at a time to where it gains most, ends at {100 * greedy:.1f} %: "
        "a layer's bit may be worth little until another layer has its own."
    )
    because = (
        f"Exhaustive search tried all {ways:,} allocations within the budget. {found} The best of so many is also a "
        "little lucky with these test samples."
    )
    points = error_points(1 - yours, 1 - best, 1 - challenge.measured.chance)
    return Score(yours, best, points, because)
