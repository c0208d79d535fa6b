"""Calibration and validation samples, and the table of tasks."""

import pytest
import torch

from qlab.tasks import TASKS, calibration_inputs, validation_data

DIGITS = TASKS["digits"]


def test_every_task_is_found_by_its_name_and_says_what_guessing_scores() -> None:
    for name, task in TASKS.items():
        assert task.name == name
        assert task.chance == pytest.approx(1 / task.n_classes)


def test_the_loss_of_even_logits_is_that_of_guessing() -> None:
    loss = DIGITS.loss(torch.zeros(3, 10), torch.tensor([0, 5, 9]))
    assert loss.item() == pytest.approx(-torch.log(torch.tensor(DIGITS.chance)).item())


def test_calibration_inputs_are_the_first_of_the_training_part() -> None:
    assert torch.equal(calibration_inputs(DIGITS), DIGITS.load().train_x[:256])
    assert torch.equal(calibration_inputs(DIGITS, 1200), DIGITS.load().train_x)


def test_calibration_inputs_hold_no_memory_beyond_what_they_show() -> None:
    assert calibration_inputs(DIGITS, 2).untyped_storage().nbytes() == 2 * 64 * 4


@pytest.mark.parametrize("n", [0, -1, 1201, 2.0, True])
def test_calibration_refuses_samples_that_are_not_there(n: int) -> None:
    with pytest.raises(ValueError, match="n must be a whole number from 1 to 1200"):
        calibration_inputs(DIGITS, n)


def test_validation_data_is_the_training_part_split_again_without_any_test_sample() -> None:
    data = DIGITS.load()
    split = validation_data(data, 300)
    assert len(split.test_x) == 300
    assert torch.equal(torch.cat([split.train_x, split.test_x]), data.train_x)
    assert torch.equal(torch.cat([split.train_y, split.test_y]), data.train_y)


@pytest.mark.parametrize("n", [0, 1200, 1.5])
def test_validation_refuses_to_leave_nothing(n: int) -> None:
    with pytest.raises(ValueError, match="n must be a whole number from 1 to 1199"):
        validation_data(DIGITS.load(), n)
