"""Parts of the training part: what ranges are measured on, and what choices are made on."""

from torch import Tensor

from qlab.checks import within
from qlab.tasks.task import Task, TaskData


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
