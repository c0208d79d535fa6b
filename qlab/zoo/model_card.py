"""A model card: how to build one architecture, and how its checkpoints were trained."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import nn

from qlab.zoo.settings import TrainingSettings


@dataclass(frozen=True)
class ModelCard:
    """One architecture of the zoo.

    Attributes:
        name: the key in `MODELS`.
        title: what a menu shows.
        task: the key in `TASKS` of what it was trained for.
        architecture: returns the layers on torch's "meta" device: shapes, no values yet. So making a module
            draws nothing from torch's global random generator, which all sessions of a server share.
        seeds: the seeds that ship as checkpoints.
        training: how they were trained.

    >>> from qlab.zoo import MODELS
    >>> MODELS["mlp-16"].parameters
    1482
    """

    name: str
    title: str
    task: str
    architecture: Callable[[], nn.Module]
    seeds: tuple[int, ...]
    training: TrainingSettings

    @cached_property
    def parameters(self) -> int:
        """How many numbers training may change; the running statistics of a batch norm are not among them."""
        return sum(parameter.numel() for parameter in self.architecture().parameters())

    def build(self, generator: torch.Generator) -> nn.Module:
        """Return a new, untrained module with random weights from `generator`.

        Weights of Linear and Conv2d are normal with variance 2 / fan_in, biases 0 (He et al. 2015,
        arXiv:1502.01852, equation 10); norms start as the identity, and Embeddings as normal numbers of
        deviation 0.1.

        >>> from qlab.zoo import MODELS
        >>> net = MODELS["mlp-16"].build(torch.Generator().manual_seed(0))
        >>> net(torch.zeros(1, 64)).shape
        torch.Size([1, 10])
        """
        return initialized(self.architecture(), generator)


def initialized(architecture: nn.Module, generator: torch.Generator) -> nn.Module:
    """Return layers on the "meta" device as a module with random weights, as `ModelCard.build` says.

    >>> initialized(nn.Linear(4, 2, device="meta"), torch.Generator().manual_seed(0)).bias.tolist()
    [0.0, 0.0]
    """
    module = architecture.to_empty(device="cpu")
    for layer in module.modules():
        if isinstance(layer, nn.Linear | nn.Conv2d):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu", generator=generator)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
        elif isinstance(layer, nn.BatchNorm2d | nn.LayerNorm):
            layer.reset_parameters()
        elif isinstance(layer, nn.Embedding):
            nn.init.normal_(layer.weight, std=0.1, generator=generator)
    return module
