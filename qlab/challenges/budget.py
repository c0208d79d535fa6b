"""Challenge: spend a budget of bits over the layers of a network, against greedy and exhaustive search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from qlab.challenges.allocations import BITS, MODEL, Allocations, measured_allocations
from qlab.challenges.score import Score, drawer
from qlab.checks import one_of
from qlab.experiments.sizes import share_kept
from qlab.zoo import MODELS

BUDGETS = (2.75, 3.25, 3.5, 3.75)
"""Mean bits of a weight. At whole numbers spending evenly would leave nothing over."""
Allocation = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class BudgetChallenge:
    """A network, how many bits its weights may take in all, and what every allocation within BITS reaches.

    Attributes:
        model_seed: which checkpoint of MODEL.
        budget: the bits that all weights together may take.
        measured: the right answers of every allocation.
    """

    seed: int
    model_seed: int
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
            ValueError: for one with other bits than BITS, or not one for each layer.
        """
        place = 0
        for bits in allocation:
            place = place * len(BITS) + BITS.index(one_of("bits of a layer", bits, BITS))
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
        now = (BITS[0],) * len(self.measured.layers)
        while steps := [step for step in self._steps(now) if self.cost(step) <= self.budget]:
            here, cost = self.accuracy(now), self.cost(now)
            now = max(steps, key=lambda step: (self.accuracy(step) - here) / (self.cost(step) - cost))
        return now

    def _steps(self, allocation: Allocation) -> Iterator[Allocation]:
        for place, bits in enumerate(allocation):
            if bits < BITS[-1]:
                yield (*allocation[:place], bits + 1, *allocation[place + 1 :])


def budget_challenge(seed: int) -> BudgetChallenge:
    """Return the challenge with this seed: a second of measuring, the first time.

    Raises:
        ValueError: for a seed outside 0..LAST_SEED.

    >>> challenge = budget_challenge(0)
    >>> challenge.accuracy(challenge.best) > challenge.accuracy(challenge.greedy)
    True
    """
    generator = drawer("budget", seed)
    model_seed, mean_bits = int(generator.choice(MODELS[MODEL].seeds)), float(generator.choice(BUDGETS))
    all_of = measured_allocations(model_seed)
    return BudgetChallenge(seed, model_seed, int(mean_bits * sum(all_of.sizes)), all_of)


def score_budget(challenge: BudgetChallenge, allocation: Sequence[int]) -> Score:
    """Return the score of an allocation: its share of what exhaustive search reaches above chance.

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
    points = round(100 * max(0.0, share_kept(yours, best, challenge.measured.chance)))
    return Score(yours, best, points, because)
