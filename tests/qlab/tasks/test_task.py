"""What holds for every task: data, guessing, right answers, scores; calibration and validation samples."""

import math

import pytest
import torch
from sklearn.metrics import accuracy_score, mean_squared_error
from torch.nn.functional import one_hot

from qlab.tasks import TASKS, Task, calibration_inputs, validation_data
from qlab.tasks.guessing import guess

DIGITS = TASKS["digits"]
EACH = pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)


def test_every_task_is_found_by_its_name() -> None:
    assert [task.name for task in TASKS.values()] == list(TASKS)


@EACH
def test_chance_is_what_the_best_answer_that_ignores_the_input_scores(task: Task) -> None:
    data = task.load()
    assert task.chance == pytest.approx(task.score(guess(task, data), data.test_y), abs=1e-3)


@EACH
def test_data_fits_the_task(task: Task) -> None:
    data, kind = task.load(), task.kind
    for x, y in ((data.train_x, data.train_y), (data.test_x, data.test_y)):
        assert x.dtype == (torch.int64 if kind == "language" else torch.float32)
        assert y.dtype == (torch.float32 if kind == "regression" else torch.int64)
        expected = {"language": x.shape, "regression": (len(x), task.outputs), "classification": (len(x),)}
        assert y.shape == expected[kind]
    if kind != "regression":
        assert data.train_y.unique().tolist() == list(range(task.outputs))
    if kind == "classification":
        assert data.test_y.unique().tolist() == list(range(task.outputs))


@EACH
def test_no_caller_can_damage_the_data_of_another(task: Task) -> None:
    first, untouched = task.load(), task.load()
    for tensor in vars(first).values():
        tensor.zero_()
    assert all(torch.equal(tensor, getattr(untouched, name)) for name, tensor in vars(task.load()).items())


@EACH
def test_the_truth_scores_best_and_is_right_everywhere(task: Task) -> None:
    truth = task.load().test_y
    sure = 1e3  # of a logit: the probability of anything else is 0 in float64
    outputs = truth if task.kind == "regression" else sure * one_hot(truth, task.outputs).double()
    assert task.score(outputs, truth) == (0 if task.kind == "language" else 1)
    assert task.right(outputs, truth).all()
    assert task.right(outputs, truth).numel() == task.count(truth)


def test_the_score_of_a_text_is_its_cross_entropy_in_bits() -> None:
    task = TASKS["text"]
    truth = task.load().test_y[:5]
    outputs = torch.randn(*truth.shape, 96, generator=torch.Generator().manual_seed(0))
    assert task.score(outputs, truth) == pytest.approx(
        task.loss(outputs, truth).item() / math.log(2), rel=1e-6
    )
    assert task.mistakes(outputs, truth).shape == (5,)


@pytest.mark.parametrize("name", ["digits", "cancer", "wine", "moons"])
def test_the_score_of_a_classification_is_scikit_learns_accuracy(name: str) -> None:
    task = TASKS[name]
    truth = task.load().test_y
    outputs = torch.randn(len(truth), task.outputs, generator=torch.Generator().manual_seed(0))
    assert task.score(outputs, truth) == pytest.approx(accuracy_score(truth, outputs.argmax(1)))
    assert task.right(outputs, truth).sum() == accuracy_score(truth, outputs.argmax(1), normalize=False)


def test_the_score_of_diabetes_is_r2_with_the_variance_of_the_training_part() -> None:
    truth = TASKS["diabetes"].load().test_y
    outputs = 0.5 * truth + 0.1
    assert TASKS["diabetes"].score(outputs, truth) == pytest.approx(
        1 - mean_squared_error(truth, outputs), rel=1e-6
    )


def test_smooth_is_right_up_to_its_tolerance() -> None:
    smooth, truth = TASKS["smooth"], torch.tensor([[1.0], [1.0], [1.0]])
    off = torch.tensor([[0.0], [0.99], [-1.01]]) * smooth.tolerance
    assert smooth.right(truth + off, truth).tolist() == [True, True, False]
    assert smooth.score(truth + off, truth) == pytest.approx(2 / 3)


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
