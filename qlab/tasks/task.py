"""What every task is made of: data in a fixed split, a loss, what counts as a right answer, and what guessing scores.

One score fits all tasks: 1 minus the mean mistake. A mistake is a wrong answer (1) or a right one (0), or a squared
error. With wrong answers the score is the share that is right. With squared errors, and targets of variance 1 in the
training part, it is the R2 with that variance.
"""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from qlab.checks import within

Loss = Callable[[Tensor, Tensor], Tensor]
CLASSIFICATION, REGRESSION = "classification", "regression"


@dataclass(frozen=True)
class TaskData:
    """A task's samples: inputs x, float32 (N, ...), and targets y.

    Targets are int64 classes (N,), or for regression float32 (N, outputs) in standard deviations of the training
    part around its mean.
    """

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
        kind: "classification" or "regression".
        chance: what the best answer that ignores the input scores: the commonest class, or the training mean.
        outputs: how many numbers the model gives for a sample: one a class, or one a target.
        loss: (outputs, targets) -> mean loss, a scalar tensor that training minimizes.
        load: returns the data in its fixed split. Every call hands out new tensors, so that a caller who
            edits them edits only their own.
        metric: what the score is called.
        tolerance: regression only: how far an answer may be off and still be right, in standard deviations.
        squared: whether a mistake is a squared error; if not, it is a wrong answer.
        must_find: the class that must not be missed, if there is one; see `qlab.metrics.detection`.

    >>> from qlab.tasks import TASKS
    >>> TASKS["digits"].load().test_x.shape
    torch.Size([597, 64])
    """

    name: str
    title: str
    about: str
    kind: str
    chance: float
    outputs: int
    loss: Loss
    load: Callable[[], TaskData]
    metric: str = "accuracy"
    tolerance: float = 0.0
    squared: bool = False
    must_find: int | None = None

    def answers(self, outputs: Tensor) -> Tensor:
        """Return what a model's outputs (N, outputs) say: the class of the largest (N,), or the outputs themselves.

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["cancer"].answers(torch.tensor([[0.2, 0.9]]))
        tensor([1])
        """
        return outputs.argmax(dim=1) if self.kind == CLASSIFICATION else outputs

    def right(self, outputs: Tensor, truth: Tensor) -> Tensor:
        """Return which outputs (N, outputs) say what `truth` says, bool (N,): the class, or all within `tolerance`.

        With the answers of another network as `truth` it tells which of them are unchanged.

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["smooth"].right(torch.tensor([[0.03], [0.3]]), torch.zeros(2, 1))
        tensor([ True, False])
        """
        answers = self.answers(outputs)
        if self.kind == CLASSIFICATION:
            return answers == truth
        return ((answers - truth).abs() <= self.tolerance).all(dim=1)

    def mistakes(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Return the mistake in each of the outputs (N, outputs), float64 (N,).

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["diabetes"].mistakes(torch.tensor([[1.0]]), torch.tensor([[3.0]]))
        tensor([4.], dtype=torch.float64)
        """
        if self.squared:
            return (outputs.double() - targets.double()).square().mean(dim=1)
        return (~self.right(outputs, targets)).double()

    def score(self, outputs: Tensor, targets: Tensor) -> float:
        """Return 1 minus the mean mistake: 1 is perfect, and `chance` is what an answer without looking scores.

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["cancer"].score(torch.tensor([[0.2, 0.9], [0.2, 0.9]]), torch.tensor([1, 0]))
        0.5
        """
        return 1 - float(self.mistakes(outputs, targets).mean())


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
