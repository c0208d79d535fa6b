"""Trials of fine-tuning: one network's accuracies, and what the networks of all seeds recover under one setting."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import torch
from torch import nn

from qlab.experiments.crowd import crowd, crowd_answers, crowd_data, crowd_loss, crowd_recipe
from qlab.experiments.subject import Subject
from qlab.finetune import finetuning_steps
from qlab.metrics.means import mean_interval
from qlab.quantized import quantize_model
from qlab.recipe import LayerRecipe, Recipe
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


class Bench:
    """The networks of all seeds side by side: each with its own start and samples, tested on the same test set."""

    def __init__(self, subjects: Sequence[Subject], starts: Sequence[nn.Module]) -> None:
        """Make a crowd of the starts; `subjects` are what they are called, tested and calibrated by."""
        self.task, self.test = subjects[0].task, subjects[0].data
        self.network = crowd(starts)
        self.inputs = torch.stack([subject.calibration for subject in subjects], dim=1)

    def quantized(self, recipe: Recipe) -> list[float]:
        """Return each network's test accuracy once it is quantized."""
        return self._accuracies(quantize_model(self.network, crowd_recipe(recipe), self.inputs))

    def tuned(
        self,
        recipe: Recipe,
        parts: Sequence[TaskData],
        settings: TrainingSettings,
        *,
        on_levels: bool = False,
    ) -> list[float]:
        """Return each network's test accuracy after fine-tuning under `recipe`; of FLOAT32, of the float control.

        Args:
            recipe: what is quantized meanwhile.
            parts: each network's samples.
            settings: how to train.
            on_levels: whether the latent weights start from their levels, not from the float weights.
        """
        each, start = crowd_recipe(recipe), self.network
        if on_levels and recipe != Recipe():
            start = quantize_model(start, Recipe(LayerRecipe(weights=each.layers.weights)), self.inputs)
        steps = finetuning_steps(
            start, each, crowd_data(parts), settings, seed=0, loss=crowd_loss(self.task.loss),
            calibration_inputs=self.inputs,
        )  # fmt: skip
        return self._accuracies(deque(steps, maxlen=1)[0])

    def _accuracies(self, network: nn.Module) -> list[float]:
        answers = crowd_answers(network, self.test.test_x)
        return [self.task.score(outputs, self.test.test_y) for outputs in answers]
