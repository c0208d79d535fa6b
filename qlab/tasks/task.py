"""What every task is made of: data in a fixed split, a loss, and the score of blind guessing."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from qlab.checks import within

Loss = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class TaskData:
    """A task's samples: inputs x, float32 (N, ...), and targets y; for classification int64 classes (N,)."""

    train_x: Tensor
    train_y: Tensor
    test_x: Tensor
    test_y: Tensor


@dataclass(frozen=True)
class Task:
    """A task in plain words, with the function that loads it.

    Attributes:
        name: the key in `TASKS`.
        title: what a menu shows.
        about: where the data comes from, and what a score on it does not say.
        kind: what is predicted, such as "classification".
        chance: the score of blind guessing, from 0 to 1.
        n_classes: how many answers there are, which is the length of the model's output.
        loss: (outputs, targets) -> mean loss, a scalar tensor that training minimizes.
        load: returns the data in its fixed split. Every call hands out new tensors, so that a caller who
            edits them edits only their own.

    >>> from qlab.tasks import TASKS
    >>> TASKS["digits"].load().test_x.shape
    torch.Size([597, 64])
    """

    name: str
    title: str
    about: str
    kind: str
    chance: float
    n_classes: int
    loss: Loss
    load: Callable[[], TaskData]


def calibration_inputs(task: Task, n: int = 256) -> Tensor:
    """Return the first `n` training inputs, (n, ...): what ranges of activations are measured on.

    The split is shuffled, so the first are as good as any, and everyone calibrates on the same.

    Raises:
        ValueError: unless `n` is a whole number from 1 to the length of the training part.

    >>> from qlab.tasks import TASKS
    >>> calibration_inputs(TASKS["digits"], 32).shape
    torch.Size([32, 64])
    """
    train_x = task.load().train_x
    return train_x[: within("n", n, 1, len(train_x))].clone()


def validation_data(data: TaskData, n: int = 200) -> TaskData:
    """Return the training part split again: its last `n` samples stand where the test samples were.

    For choosing anything (an epoch, a learning rate, a clip): the real test set is not in what is returned,
    so no choice can lean on it.

    Raises:
        ValueError: unless `n` is a whole number from 1 to the length of the training part less one.

    >>> from qlab.tasks import TASKS
    >>> split = validation_data(TASKS["digits"].load())
    >>> len(split.train_x), len(split.test_x)
    (1000, 200)
    """
    cut = len(data.train_x) - within("n", n, 1, len(data.train_x) - 1)
    return TaskData(data.train_x[:cut], data.train_y[:cut], data.train_x[cut:], data.train_y[cut:])
