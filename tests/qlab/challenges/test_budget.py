"""Every allocation is measured as the lab does, none within the budget beats the best, and all kinds come up."""

import numpy as np
import pytest

from qlab.challenges.allocations import MODELS, Allocations, measured_allocations
from qlab.challenges.budget import BudgetChallenge, _drawn, budget_challenge, score_budget
from qlab.experiments.subject import load_subject
from qlab.quantizer import QuantSpec
from qlab.recipe import LayerRecipe, Recipe, weight_format


@pytest.mark.parametrize("model", MODELS)
def test_every_allocation_was_measured_as_the_lab_measures_it(model):
    measured = measured_allocations(model, 0, (1, 5))
    subject = load_subject(model, 0)
    for place in (0, len(measured.correct) // 3, len(measured.correct) - 1):
        allocation = tuple(measured.allocations[place].tolist())
        overrides = zip(measured.layers, allocation, strict=True)
        recipe = Recipe(
            overrides=tuple((name, LayerRecipe(QuantSpec(weight_format(bits)))) for name, bits in overrides)
        )
        # Convolutions laid out otherwise sum in another order, which may take one sample over the border.
        apart = abs(measured.correct[place] - subject.outcome(subject.quantized(recipe)).correct)
        assert apart <= (model != "deep-5x32")
    assert not measured.correct.flags.writeable


def by_hand(budget, correct):
    """Return a challenge with 1 or 2 bits for a layer of one weight and a layer of ten, and these right answers."""
    measured = Allocations("by hand", 0, (1, 2), ("small", "large"), (1, 10), np.array(correct), 20, 0.1)
    return BudgetChallenge(0, budget, measured)


def test_of_equals_the_cheapest_is_best_and_greedy_looks_at_the_gain_for_a_bit():
    correct = [10, 15, 15, 14]  # with (1, 1), (1, 2), (2, 1), (2, 2) bits, which cost 11, 21, 12, 22
    assert by_hand(22, correct).best == (2, 1)
    assert by_hand(11, correct).best == (1, 1)
    assert by_hand(12, correct).greedy == by_hand(12, correct).best == (2, 1)  # to the last bit
    # 5 for ten more bits are less than 2 for one; then the large layer's bit costs more than is left.
    trapped = by_hand(21, [10, 15, 12, 20])
    assert (trapped.greedy, trapped.best) == ((2, 1), (1, 2))
    assert "ends at 60.0 %" in score_budget(trapped, (1, 2)).because
    assert score_budget(by_hand(21, [2, 15, 12, 20]), (1, 1)).points == 0  # chance gets 2 of 20 right


def test_the_budget_lies_between_two_even_allocations_and_near_neither():
    challenge = budget_challenge(0)
    fewest, weights = challenge.measured.choices[0], sum(challenge.measured.sizes)
    beyond = challenge.budget / weights - (fewest + 1)
    assert beyond == pytest.approx(_drawn(0)[3] / 10, abs=1 / weights)
    assert 0.15 < beyond < 0.85


def test_no_allocation_within_the_budget_beats_the_best_and_greedy_is_one_of_them():
    challenge = budget_challenge(0)
    choices = challenge.measured.choices
    affordable = challenge.measured.correct[challenge.costs <= challenge.budget] / challenge.measured.n_test
    assert challenge.accuracy(challenge.best) == affordable.max()
    for found in (challenge.best, challenge.greedy):
        assert challenge.cost(found) <= challenge.budget
    assert score_budget(challenge, challenge.best).points == 100
    assert score_budget(challenge, (choices[0],) * len(challenge.measured.layers)).points < 15
    place = len(challenge.measured.allocations) // 2
    allocation = challenge.measured.allocations[place].tolist()
    assert challenge.accuracy(allocation) == challenge.measured.correct[place] / challenge.measured.n_test
    with pytest.raises(ValueError, match="allocation must cost at most"):
        score_budget(challenge, (choices[-1],) * len(challenge.measured.layers))
    for wrong in ((choices[0],), (9,) * len(challenge.measured.layers)):
        with pytest.raises(ValueError, match="bits"):
            score_budget(challenge, wrong)
