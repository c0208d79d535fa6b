"""A crowd is its members, each alone: the same answers, the same levels, the same steps."""

from itertools import islice

import pytest
import torch
from torch import nn

from qlab.experiments.crowd import crowd, crowd_answers, crowd_data, crowd_loss, crowd_recipe
from qlab.finetune import finetuning_steps, share_of_training
from qlab.quantized import quantize_model
from qlab.recipe import Recipe, bits_recipe
from qlab.tasks import TASKS
from qlab.zoo import TrainingSettings, load_model

DIGITS = TASKS["digits"]
MEMBERS = [load_model("mlp-16", seed) for seed in (0, 1, 2)]
INPUTS = DIGITS.load().train_x[:64]
RECIPES = [Recipe(), *(bits_recipe(bits, quantize) for bits in (3, 1) for quantize in ("weights", "both"))]


def side_by_side(x: torch.Tensor) -> torch.Tensor:
    return x.unsqueeze(1).expand(-1, len(MEMBERS), -1)


@pytest.mark.parametrize("recipe", RECIPES)
def test_quantized_members_answer_as_they_do_alone(recipe):
    """To float rounding; a value that it moves across a threshold would show as a whole step."""
    together = quantize_model(crowd(MEMBERS), crowd_recipe(recipe), side_by_side(INPUTS))
    for member, answers in zip(MEMBERS, crowd_answers(together, INPUTS), strict=True):
        alone = quantize_model(member, recipe, INPUTS)(INPUTS)
        torch.testing.assert_close(answers, alone, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("recipe", [Recipe(), bits_recipe(3)])
def test_members_are_trained_as_they_are_alone(recipe):
    """Ten steps with the same order of samples, each member with samples of its own."""
    parts = [share_of_training(DIGITS.load(), 0.5, seed) for seed in range(3)]
    settings = TrainingSettings(1, 1e-3, batch_size=8)
    together = finetuning_steps(
        crowd(MEMBERS), crowd_recipe(recipe), crowd_data(parts), settings, seed=4,
        loss=crowd_loss(DIGITS.loss), calibration_inputs=side_by_side(INPUTS),
    )  # fmt: skip
    answers = crowd_answers(next(islice(together, 10, None)), INPUTS)
    for member, part, answer in zip(MEMBERS, parts, answers, strict=True):
        steps = finetuning_steps(
            member, recipe, part, settings, seed=4, loss=DIGITS.loss, calibration_inputs=INPUTS
        )
        alone = next(islice(steps, 10, None)).eval()
        with torch.no_grad():
            torch.testing.assert_close(answer, alone(INPUTS), rtol=1e-3, atol=1e-3)
            assert not torch.allclose(answer, member(INPUTS), atol=1e-2)


def test_only_plain_stacks_can_stand_side_by_side():
    with pytest.raises(ValueError, match="Linear and ReLU in turn"):
        crowd([nn.Sequential(nn.Conv2d(1, 2, 3))])
