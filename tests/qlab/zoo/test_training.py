"""Training: what it leaves alone, what repeats, and the size of its steps against Adam and the cosine."""

import copy

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import mse_loss

from qlab.tasks import TASKS, TaskData
from qlab.zoo import MODELS, TrainingSettings, count_correct, train

DATA = TASKS["digits"].load()
SHORT = TrainingSettings(epochs=2)


def start(name: str = "mlp-8") -> nn.Module:
    return MODELS[name].build(torch.Generator().manual_seed(0))


def weights(model: nn.Module) -> Tensor:
    return torch.cat([value.flatten().double() for value in model.state_dict().values()])


def ones(n: int) -> TaskData:
    """A task on which a model of one weight w outputs w."""
    return TaskData(torch.ones(n, 1), torch.zeros(n), torch.ones(1, 1), torch.zeros(1))


def mean_output(outputs: Tensor, _: Tensor) -> Tensor:
    """A loss whose gradient by w is always 1: Adam's steps are then its learning rates."""
    return outputs.mean()


@pytest.mark.parametrize("name", ["mlp-8", "dwcnn"])
def test_training_leaves_model_data_and_the_global_random_state_alone(name: str) -> None:
    model = start(name)
    before, random_state, samples = weights(model), torch.get_rng_state(), DATA.train_x.clone()
    trained = train(model, DATA, TrainingSettings(epochs=1), seed=0)
    assert torch.equal(weights(model), before)
    assert torch.equal(torch.get_rng_state(), random_state)
    assert torch.equal(DATA.train_x, samples)
    assert not torch.equal(weights(trained), before)


def test_the_trained_model_is_ready_to_be_asked() -> None:
    assert not any(
        layer.training for layer in train(start("dwcnn"), DATA, TrainingSettings(1), seed=0).modules()
    )


def test_the_same_seed_repeats_and_another_seed_does_not() -> None:
    first, again, other = (weights(train(start(), DATA, SHORT, seed=seed)) for seed in (0, 0, 1))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_only_the_training_part_is_read() -> None:
    blind = TaskData(DATA.train_x, DATA.train_y, DATA.test_x * torch.nan, DATA.test_y)
    assert torch.equal(
        weights(train(start(), DATA, SHORT, seed=0)), weights(train(start(), blind, SHORT, seed=0))
    )


def test_every_epoch_is_told_with_a_falling_loss() -> None:
    told: list[tuple[int, float]] = []
    train(start(), DATA, TrainingSettings(epochs=3), seed=0, on_epoch=lambda *news: told.append(news))
    assert [epoch for epoch, _ in told] == [1, 2, 3]
    assert told[0][1] > told[1][1] > told[2][1]


def test_the_told_loss_is_the_mean_over_samples_when_the_last_batch_is_short() -> None:
    data = TaskData(
        torch.ones(5, 1), torch.tensor([[0.0], [0], [0], [0], [10]]), torch.ones(1, 1), torch.ones(1, 1)
    )
    still = nn.Linear(1, 1)
    nn.init.zeros_(still.weight)
    nn.init.zeros_(still.bias)
    told: list[float] = []
    settings = TrainingSettings(1, learning_rate=1e-6, batch_size=2)
    train(still, data, settings, seed=0, loss=mse_loss, on_epoch=lambda _, loss: told.append(loss))
    # Two steps of 1e-6 in weight and in bias move the output 0 by 4e-6 before the last batch, and with it
    # the loss (10 - output)^2 / 5 by 20 * 4e-6 / 5.
    assert told[0] == pytest.approx(100 / 5, abs=20 * 4e-6 / 5 + 2e-6)


def test_who_listens_can_stop_it() -> None:
    def stop(epoch: int, loss: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        train(start(), DATA, SHORT, seed=0, on_epoch=stop)


@pytest.mark.parametrize(("epochs", "batch_size"), [(1, 8), (3, 8), (5, 3)])
def test_steps_follow_the_cosine(epochs: int, batch_size: int) -> None:
    # Sum of lr (1 + cos(pi t / T)) / 2 over t = 0..T-1 is lr (T + 1) / 2; Adam's epsilon takes 1e-8 of it.
    model, lr = nn.Linear(1, 1, bias=False), 0.01
    settings = TrainingSettings(epochs, lr, batch_size, weight_decay=0.0)
    moved = model.weight - train(model, ones(8), settings, seed=0, loss=mean_output).weight
    steps = epochs * -(-8 // batch_size)
    # Float32 keeps w, below 2 here, to 1.2e-7 at each step.
    assert moved.item() == pytest.approx(lr * (steps + 1) / 2, abs=1.2e-7 * (steps + 1) + 1e-7)


def test_weight_decay_is_decoupled_from_the_gradient() -> None:
    model = nn.Linear(1, 1, bias=False)
    settings = TrainingSettings(1, learning_rate=0.1, batch_size=8, weight_decay=0.5)
    after = train(model, ones(8), settings, seed=0, loss=lambda outputs, _: 0 * outputs.sum())
    assert after.weight.item() == pytest.approx(model.weight.item() * (1 - 0.1 * 0.5), rel=1e-6)


def test_another_loss_solves_a_regression() -> None:
    x = torch.randn(256, 3, generator=torch.Generator().manual_seed(0))
    truth = torch.tensor([[1.0], [-2.0], [0.5]])
    data = TaskData(x, x @ truth, x, x @ truth)
    settings = TrainingSettings(epochs=60, learning_rate=0.05, weight_decay=0.0)
    model = train(nn.Linear(3, 1), data, settings, seed=0, loss=mse_loss)
    torch.testing.assert_close(model.weight.detach().T, truth, atol=1e-3, rtol=0)


def test_count_correct_counts() -> None:
    answers = torch.eye(10)[DATA.test_y]
    wrong = copy.deepcopy(answers)
    wrong[:5] = answers[:5].roll(1, dims=1)
    assert count_correct(nn.Identity(), TASKS["digits"], answers, DATA.test_y) == 597
    assert count_correct(nn.Identity(), TASKS["digits"], wrong, DATA.test_y) == 592


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("epochs", value) for value in (0, 1.5, True)),
        *(("learning_rate", value) for value in (0.0, 2, float("nan"))),
        *(("batch_size", value) for value in (0, 32.0)),
        *(("weight_decay", value) for value in (-0.1, 1.1)),
    ],
)
def test_settings_refuse_what_cannot_train(field: str, value: float) -> None:
    with pytest.raises(ValueError, match=field):
        TrainingSettings(**{field: value})
