"""What every task is made of: data in a fixed split, a loss, what counts as a right answer, and what guessing scores.

A mistake is a wrong answer (1) or a right one (0), or a squared error, and the score is 1 minus the mean mistake. With
wrong answers that is the share that is right; with squared errors, and targets of variance 1 in the training part, it
is the R2 with that variance. A language model is never simply right: its mistake is its surprise in bits, and its score
is the mean of those, where less is better.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from qlab.metrics.language import surprise_bits

Loss = Callable[[Tensor, Tensor], Tensor]
CLASSIFICATION, REGRESSION, LANGUAGE = "classification", "regression", "language"


@dataclass(frozen=True)
class TaskData:
    """A task's samples: inputs x, float32 (N, ...), and targets y.

    Targets are int64 classes (N,), or for regression float32 (N, outputs) in standard deviations of the training
    part around its mean. In language, a sample is a window of T characters: x and y are int64 classes (N, T).
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
        kind: "classification", "regression" or "language", which classifies at every position.
        chance: what the best answer that ignores the input scores; see `qlab.tasks.guessing`.
        outputs: how many numbers the model gives for an answer: one a class, or one a target.
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
        """Return what a model's outputs (N, ..., outputs) say: the class of the largest (N, ...), or the outputs.

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["cancer"].answers(torch.tensor([[0.2, 0.9]]))
        tensor([1])
        """
        return outputs if self.kind == REGRESSION else outputs.argmax(dim=-1)

    def right(self, outputs: Tensor, truth: Tensor) -> Tensor:
        """Return which answers are what `truth` says, bool (N, ...): the class, or all outputs within `tolerance`.

        With the answers of another network as `truth` it tells which of them are unchanged.

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["smooth"].right(torch.tensor([[0.03], [0.3]]), torch.zeros(2, 1))
        tensor([ True, False])
        """
        answers = self.answers(outputs)
        if self.kind != REGRESSION:
            return answers == truth
        return ((answers - truth).abs() <= self.tolerance).all(dim=1)

    def count(self, targets: Tensor) -> int:
        """Return how many answers the targets (N, ...) ask for: one a sample, or in language one a character.

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["text"].count(torch.zeros(2, 64)), TASKS["smooth"].count(torch.zeros(2, 1))
        (128, 2)
        """
        return targets.numel() if self.kind == LANGUAGE else len(targets)

    def mistakes(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Return the mistake in each of N outputs, float64 (N,); in language, the mean over the window.

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["diabetes"].mistakes(torch.tensor([[1.0]]), torch.tensor([[3.0]]))
        tensor([4.], dtype=torch.float64)
        """
        if self.kind == LANGUAGE:
            return torch.from_numpy(surprise_bits(outputs, targets).mean(axis=1))
        if self.squared:
            return (outputs.double() - targets.double()).square().mean(dim=1)
        return (~self.right(outputs, targets)).double()

    def score(self, outputs: Tensor, targets: Tensor) -> float:
        """Return what outputs are worth: 1 minus their mean mistake, or in language their bits per character.

        >>> import torch
        >>> from qlab.tasks import TASKS
        >>> TASKS["cancer"].score(torch.tensor([[0.2, 0.9], [0.2, 0.9]]), torch.tensor([1, 0]))
        0.5
        """
        return self.score_of(float(self.mistakes(outputs, targets).mean()))

    def score_of(self, mistake: float) -> float:
        """Return the score that belongs to a mean mistake.

        >>> from qlab.tasks import TASKS
        >>> TASKS["digits"].score_of(0.25), TASKS["text"].score_of(2.5)
        (0.75, 2.5)
        """
        return mistake if self.kind == LANGUAGE else 1 - mistake
