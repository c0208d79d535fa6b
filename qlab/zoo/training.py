"""Training: Adam with a cosine schedule, from values to a new model."""

import copy
from collections.abc import Callable, Iterator
from itertools import islice

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from qlab.checks import MAX_SEED, instance, within
from qlab.tasks import Loss, Task, TaskData
from qlab.zoo.settings import TrainingSettings

OnEpoch = Callable[[int, float], None]


def steps_per_epoch(data: TaskData, settings: TrainingSettings) -> int:
    """Return how many batches one pass over the training part takes, the last one perhaps short.

    >>> from qlab.tasks import TASKS
    >>> steps_per_epoch(TASKS["digits"].load(), TrainingSettings(batch_size=32))
    38
    """
    return -(-len(data.train_x) // settings.batch_size)


def check_training(
    model: nn.Module, data: TaskData, settings: TrainingSettings, seed: int, loss: Loss
) -> None:
    """Refuse what `train` could not use, before it starts.

    Raises:
        ValueError: naming the argument.

    >>> from qlab.tasks import TASKS
    >>> check_training(nn.Linear(64, 10), TASKS["digits"].load(), TrainingSettings(), -1, cross_entropy)
    Traceback (most recent call last):
    ValueError: seed must be a whole number from 0 to 2147483647; got -1.
    """
    instance("model", model, nn.Module, "a torch nn.Module")
    instance("data", data, TaskData, "a TaskData, as a task's load() returns it")
    instance("settings", settings, TrainingSettings, "TrainingSettings")
    within("seed", seed, 0, MAX_SEED)
    instance("loss", loss, Callable, "a function (outputs, targets) -> mean loss")  # type: ignore[arg-type]


def training_steps(
    model: nn.Module, data: TaskData, settings: TrainingSettings, *, seed: int, loss: Loss
) -> Iterator[tuple[float, int]]:
    """Train `model` itself, in place, and yield each step's (mean loss, samples). Who stops asking stops it.

    `train` is this on a copy; its text says what the steps are.

    >>> from qlab.tasks import TASKS
    >>> net = nn.Linear(64, 10)
    >>> steps = training_steps(net, TASKS["digits"].load(), TrainingSettings(), seed=0, loss=cross_entropy)
    >>> next(steps)[1]
    32
    """
    check_training(model, data, settings, seed, loss)
    generator = torch.Generator().manual_seed(seed)
    adam = torch.optim.AdamW(model.parameters(), settings.learning_rate, weight_decay=settings.weight_decay)
    total = settings.epochs * steps_per_epoch(data, settings)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, T_max=total)
    for _ in range(settings.epochs):
        order = torch.randperm(len(data.train_x), generator=generator)
        for batch in torch.split(order, settings.batch_size):
            model.train()
            adam.zero_grad()
            batch_loss = loss(model(data.train_x[batch]), data.train_y[batch])
            batch_loss.backward()  # type: ignore[no-untyped-call]
            adam.step()
            schedule.step()
            yield batch_loss.item(), len(batch)


def train(
    model: nn.Module,
    data: TaskData,
    settings: TrainingSettings,
    *,
    seed: int,
    loss: Loss = cross_entropy,
    on_epoch: OnEpoch | None = None,
) -> nn.Module:
    """Return a trained copy of `model` in eval mode; `model` and the global random state stay as they are.

    Adam with decoupled weight decay (Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2) and a cosine
    without restarts, one step a batch (2017, arXiv:1608.03983, equation 5). Only the training part of `data`
    is read. The same arguments give the same weights on one machine with one thread count; float sums take
    another order elsewhere, so there it is another, equally good model.

    Args:
        model: the start, trained or not.
        data: the samples; (N, ...) inputs that `model` takes, and targets that `loss` takes.
        settings: how long, how fast, in what batches.
        seed: of the order of the samples.
        loss: the task's `loss`.
        on_epoch: called after each epoch with its number, from 1, and its mean loss. It may raise to stop.

    Raises:
        ValueError: for an argument of another kind, or a seed that is not a whole number from 0.

    >>> from qlab.tasks import TASKS
    >>> from qlab.zoo import MODELS
    >>> start = MODELS["mlp-4"].build(torch.Generator().manual_seed(0))
    >>> losses = []
    >>> net = train(start, TASKS["digits"].load(), TrainingSettings(epochs=2), seed=0,
    ...             on_epoch=lambda epoch, loss: losses.append(loss))
    >>> losses[1] < losses[0]
    True
    """
    check_training(model, data, settings, seed, loss)
    model = copy.deepcopy(model)
    steps = training_steps(model, data, settings, seed=seed, loss=loss)
    for epoch in range(1, settings.epochs + 1):
        losses = [
            loss_value * samples for loss_value, samples in islice(steps, steps_per_epoch(data, settings))
        ]
        if on_epoch is not None:
            on_epoch(epoch, sum(losses) / len(data.train_x))
    return model.eval()


def count_correct(model: nn.Module, task: Task, x: Tensor, y: Tensor) -> int:
    """Return how many of the inputs x (N, ...) the model, in the mode it is in, answers right by `task.right`.

    >>> from qlab.tasks import TASKS
    >>> count_correct(nn.Identity(), TASKS["cancer"], torch.tensor([[0.1, 0.9], [0.8, 0.2]]), torch.tensor([1, 1]))
    1
    """
    with torch.inference_mode():
        return int(task.right(model(x), y).sum())
