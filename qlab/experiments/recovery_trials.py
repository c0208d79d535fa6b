"""Trials of fine-tuning: one network's accuracies, and what the networks of all seeds recover under one setting."""

from collections import deque
from dataclasses import dataclass
from statistics import fmean

from qlab.experiments.subject import Subject
from qlab.finetune import finetuning_steps
from qlab.metrics.means import mean_interval
from qlab.recipe import Recipe
from qlab.tasks import TaskData
from qlab.zoo import TrainingSettings

LEAST_LOSS = 0.02
"""Of accuracy: where a network lost less, a share of it says nothing; 600 test samples move by as much by chance."""


@dataclass(frozen=True)
class Trial:
    """Test accuracies (0..1) of one network: in float, quantized, then fine-tuned, and of its float control."""

    seed: int
    bits: int
    fraction: float
    learning_rate: float
    in_float: float
    before: float
    after: float
    control: float

    @property
    def recovered(self) -> float:
        """Return (after - before) / (float - before); what it means where little was lost is not its matter."""
        lost = self.in_float - self.before
        return (self.after - self.before) / lost if lost else 0.0


@dataclass(frozen=True)
class Setting:
    """The trials of all seeds with the same bits, share of data and learning rate."""

    bits: int
    fraction: float
    learning_rate: float
    trials: tuple[Trial, ...]

    def mean(self, arm: str) -> float:
        """Return the mean over seeds of a field of Trial."""
        return fmean(getattr(trial, arm) for trial in self.trials)

    @property
    def recovered(self) -> tuple[float, float, float] | None:
        """Return the recovered fraction, mean and 95 % interval over seeds; None where a seed lost under LEAST_LOSS."""
        if any(trial.in_float - trial.before < LEAST_LOSS for trial in self.trials):
            return None
        return self.mean("recovered"), *mean_interval([trial.recovered for trial in self.trials])


def tuned_accuracy(
    subject: Subject, recipe: Recipe, data: TaskData, settings: TrainingSettings, seed: int
) -> float:
    """Return the test accuracy after fine-tuning under `recipe`; with a recipe of FLOAT32, of the float control.

    >>> from qlab.experiments.subject import load_subject
    >>> mlp = load_subject("mlp-16", 0)
    >>> tuned_accuracy(mlp, Recipe(), mlp.data, TrainingSettings(1), 0) > 0.9
    True
    """
    loss, inputs = subject.task.loss, subject.calibration
    steps = finetuning_steps(
        subject.model, recipe, data, settings, seed=seed, loss=loss, calibration_inputs=inputs
    )
    return subject.outcome(deque(steps, maxlen=1)[0].eval()).accuracy
