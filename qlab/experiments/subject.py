"""Who is on the bench: a shipped checkpoint with its test set, its calibration inputs and its float answers."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from torch import Tensor, nn

from qlab.checks import one_of
from qlab.experiments.outcome import Outcome, logits_of, measure_outcome
from qlab.observe import quantizable_layers
from qlab.quantized import quantize_model
from qlab.recipe import Recipe
from qlab.tasks import CLASSIFICATION, TASKS, Task, TaskData, calibration_inputs
from qlab.zoo import MODELS, load_model

CALIBRATION_SAMPLES = 256
CLASSIFIERS = tuple(name for name, card in MODELS.items() if TASKS[card.task].kind == CLASSIFICATION)
"""Networks of the zoo that have what an `Outcome` measures: accuracy, confidence, flips.

Language models are left out: they answer at every character, and an Outcome of 25,600 answers is slow for a knob.
"""


@dataclass(frozen=True, eq=False)
class Subject:
    """A float network and everything that a measurement compares it with."""

    model: nn.Module
    task: Task
    data: TaskData
    calibration: Tensor
    float_logits: np.ndarray
    labels: np.ndarray

    @property
    def float_outcome(self) -> Outcome:
        """Return the measures of the float network itself: no flips, no noise."""
        return measure_outcome(self.float_logits, self.float_logits, self.labels)

    def outcome(self, model: nn.Module) -> Outcome:
        """Return the measures of another network on the same test set, against this one."""
        return measure_outcome(logits_of(model, self.data.test_x), self.float_logits, self.labels)

    def quantized(self, recipe: Recipe) -> nn.Module:
        """Return the network quantized by `recipe`, with the lab's calibration inputs."""
        return quantize_model(self.model, recipe, self.calibration)


def load_subject(model: str, seed: int) -> Subject:
    """Load a checkpoint and run it once on its test set.

    Raises:
        ValueError: if there is no such checkpoint, or its file is missing or damaged.

    >>> load_subject("mlp-16", 0).float_logits.shape
    (597, 10)
    """
    network = load_model(model, seed)
    task = TASKS[MODELS[model].task]
    data = task.load()
    logits = logits_of(network, data.test_x)
    inputs = calibration_inputs(task, min(CALIBRATION_SAMPLES, len(data.train_x)))
    return Subject(network, task, data, inputs, logits, data.test_y.numpy())


@cache
def layer_names(model: str) -> tuple[str, ...]:
    """Return the layers of a network of the zoo that can be quantized, from input to output.

    >>> layer_names("mlp-16")
    ('hidden1', 'hidden2', 'output')
    """
    return tuple(quantizable_layers(MODELS[one_of("model", model, MODELS)].architecture()))


def check_checkpoint(model: str, seed: int) -> None:
    """Refuse a model that the zoo does not have, or a seed that it was not trained with."""
    one_of("model", model, MODELS)
    one_of(f"seed of {model}", seed, MODELS[model].seeds)


def check_classifier(model: str, seed: int) -> None:
    """Refuse a checkpoint that does not exist, or one whose answers are no classes."""
    one_of("model", model, CLASSIFIERS)
    check_checkpoint(model, seed)


def check_layer(model: str, seed: int, layer: str) -> None:
    """Refuse a checkpoint that does not exist, or a layer that it does not have."""
    check_checkpoint(model, seed)
    one_of(f"layer of {model}", layer, layer_names(model))
