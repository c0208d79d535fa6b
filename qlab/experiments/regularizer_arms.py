"""Arms against overfitting: few bits, noise in their place, and the remedies that everyone knows, trained alike.

All start from the same random weights and see the same few samples in the same order. Seeds are a crowd.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from qlab.experiments.crowd import crowd, crowd_answers, crowd_data, crowd_loss, crowd_recipe
from qlab.experiments.few_samples import few_samples
from qlab.finetune import finetuning_steps
from qlab.observe import quantizable_layers
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.recipe import Recipe, bits_recipe
from qlab.tasks import CLASSIFICATION, TASKS, Task
from qlab.zoo import TrainingSettings
from qlab.zoo.mlp import mlp
from qlab.zoo.model_card import initialized
from qlab.zoo.training import steps_per_epoch, training_steps

BATCH = 64  # samples a step


@dataclass(frozen=True)
class Trained:
    """One network as it was chosen: its score on what it was trained on, on validation and on test samples.

    The score is the accuracy (0..1), or for regression R2: the share of the variance that the answers explain.
    """

    arm: str
    seed: int
    train: float
    validation: float
    test: float


class WeightNoise(nn.Module):
    """While it trains, add Gaussian noise to a crowd's weights, drawn afresh each step; the gradient passes it by.

    For each member its variance is that of the rounding error which `spec` would make of these weights, measured.
    """

    def __init__(self, spec: QuantSpec, generator: torch.Generator) -> None:
        super().__init__()
        self.spec, self.generator = spec, generator

    def forward(self, latent: Tensor) -> Tensor:
        """Return the weights (members, out, in) with noise, or in eval mode as they are."""
        if not self.training:
            return latent
        error = fake_quantize(latent, self.spec) - latent.detach()
        size = error.square().mean(dim=(1, 2), keepdim=True).sqrt()
        return latent + size * torch.randn(latent.shape, generator=self.generator)


def _noisy(network: nn.Module, recipe: Recipe) -> nn.Module:
    """Put WeightNoise on every layer of a crowd that nobody else holds, in place of the recipe's quantizers."""
    generator = torch.Generator().manual_seed(0)
    for layer in quantizable_layers(network).values():
        noise = WeightNoise(recipe.layers.weights, generator)
        parametrize.register_parametrization(layer, "weight", noise, unsafe=True)
    return network


class Ground:
    """What all arms share: each seed's few samples, with validation in place of test, the real test samples, epochs."""

    def __init__(
        self, task: str, n_train: int, label_noise: float, seeds: Sequence[int], epochs: int
    ) -> None:
        """Draw each seed's samples."""
        self.task, self.seeds, self.epochs = TASKS[task], seeds, epochs
        self.data = crowd_data([few_samples(task, n_train, label_noise, seed) for seed in seeds])
        clean = self.task.load()
        self.test_x, self.test_y = clean.test_x, clean.test_y

    def start(self, width: int) -> nn.Module:
        """Return a crowd with two hidden layers of `width`, with each seed's random weights."""
        shape = mlp([width, width], inputs=self.test_x.shape[1], outputs=self.task.outputs)
        return crowd([initialized(shape, torch.Generator().manual_seed(seed)) for seed in self.seeds])

    def trained(self, width: int, **how: Any) -> list[Trained]:
        """Train a crowd and return what each seed is worth in the end; `how` as `networks` takes it."""
        *_, last = self.networks(width, **how)
        return self.worth(last)

    def networks(
        self, width: int, *, decay: float = 0.0, bits: int | None = None, noise: bool = False
    ) -> Iterator[nn.Module]:
        """Train a crowd in float, with few bits, or with noise as large as their error; yield it after each epoch."""
        recipe = Recipe() if bits is None else crowd_recipe(bits_recipe(bits))
        settings = TrainingSettings(self.epochs, batch_size=BATCH, weight_decay=decay)
        how: dict[str, Any] = {"seed": 0, "loss": crowd_loss(self.task.loss)}
        start, data, every = self.start(width), self.data, steps_per_epoch(self.data, settings)
        if noise:
            network = _noisy(start, recipe)
            steps: Iterator[nn.Module] = chain(
                [network], (network for _ in training_steps(network, data, settings, **how))
            )
        else:
            steps = finetuning_steps(start, recipe, data, settings, calibration_inputs=data.train_x, **how)
        yield from islice(steps, every, None, every)

    def worth(self, network: nn.Module) -> list[Trained]:
        """Return each seed's scores; the arm's name is left to the caller."""
        data = self.data
        parts = ((data.train_x, data.train_y), (data.test_x, data.test_y), (self.test_x, self.test_y))
        scores = zip(*(self._scores(network, x, y) for x, y in parts), strict=True)
        return [Trained("", seed, *three) for seed, three in zip(self.seeds, scores, strict=True)]

    def _scores(self, network: nn.Module, x: Tensor, y: Tensor) -> list[float]:
        answers = crowd_answers(network, x)
        each = y.unbind(1) if len(y.shape) > len(self.test_y.shape) else [y] * len(answers)
        return [score(self.task, *pair) for pair in zip(answers, each, strict=True)]


def score(task: Task, outputs: Tensor, targets: Tensor) -> float:
    """Return the accuracy of outputs (N, outputs), or for regression R2: 0 is what the targets' own mean would get.

    >>> score(TASKS["diabetes"], torch.tensor([[1.0], [1.0]]), torch.tensor([[0.0], [2.0]]))
    0.0
    """
    if task.kind == CLASSIFICATION:
        return task.score(outputs, targets)
    return 1 - float(task.mistakes(outputs, targets).mean() / targets.double().var(correction=0))


def best(candidates: Sequence[Sequence[Trained]], arm: str) -> list[Trained]:
    """Return for each seed the candidate that did best on its validation samples, the first of equals.

    >>> worse, better = (Trained("", 0, 1.0, validation, 0.5) for validation in (0.4, 0.6))
    >>> best([[worse], [better]], "narrower")[0].validation
    0.6
    """
    each = zip(*candidates, strict=True)
    return [replace(max(of_seed, key=lambda one: one.validation), arm=arm) for of_seed in each]
