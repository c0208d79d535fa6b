"""Every allocation is measured as the lab does, none within the budget beats the best, and all kinds come up."""

import pytest

from qlab.challenges.allocations import MODELS, measured_allocations
from qlab.challenges.budget import budget_challenge, score_budget
from qlab.experiments.subject import load_subject
from qlab.quantizer import QuantSpec
from qlab.recipe import LayerRecipe, Recipe, weight_format


@pytest.mark.parametrize("model", MODELS)
def test_every_allocation_was_measured_as_the_lab_measures_it(model):
    measured = measured_allocations(model, 0, (2, 5))
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
