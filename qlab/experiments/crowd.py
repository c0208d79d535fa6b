"""A crowd: plain stacks of one shape, one a seed, that are quantized and trained side by side as a single network.

They share nothing: every member has its own weights, samples and scales. What they share is time, for five small
networks take hardly longer than one. Tensors are (samples, members, features), so that "per channel" is per member.
"""

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor, nn

from qlab.equalization import linear_layers
from qlab.quantizer import QuantSpec
from qlab.recipe import LayerRecipe, Recipe
from qlab.tasks import Loss, TaskData


class CrowdLinear(nn.Linear):
    """Linear layers of one shape side by side: weight (members, out, in), bias (members, out)."""

    def __init__(self, layers: Sequence[nn.Linear]) -> None:
        super().__init__(layers[0].in_features, layers[0].out_features, device="meta")
        self.weight, self.bias = (
            nn.Parameter(torch.stack([getattr(layer, name).detach() for layer in layers]))
            for name in ("weight", "bias")
        )

    def forward(self, x: Tensor) -> Tensor:
        """Return (samples, members, out) for x (samples, members, in)."""
        return torch.baddbmm(self.bias.unsqueeze(1), x.transpose(0, 1), self.weight.mT).transpose(0, 1)


def crowd(networks: Sequence[nn.Module]) -> nn.Module:
    """Return networks of one shape as a single one, from (samples, members, inputs) to (samples, members, outputs).

    Raises:
        ValueError: for a network that is not Linear and ReLU in turn.

    >>> crowd([nn.Sequential(nn.Linear(4, 2)), nn.Sequential(nn.Linear(4, 2))])(torch.ones(3, 2, 4)).shape
    torch.Size([3, 2, 2])
    """
    layers = zip(*map(linear_layers, networks), strict=True)
    names = [name for name, _ in networks[0].named_children()]
    stack = nn.Sequential()
    for name, members in zip(names[::2], layers, strict=True):
        stack.add_module(name, CrowdLinear(members))
        stack.add_module(f"after_{name}", nn.ReLU())
    return stack[:-1].eval()


def crowd_recipe(recipe: Recipe) -> Recipe:
    """Return what `recipe`, which has one scale a tensor and treats all layers alike, means for each member alone.

    >>> from qlab.recipe import bits_recipe
    >>> crowd_recipe(bits_recipe(4)).layers.weights.granularity
    'per_channel'
    """
    layers = recipe.layers
    return Recipe(LayerRecipe(_each(layers.weights, 0), _each(layers.activations, 1)))


def _each(spec: QuantSpec, axis: int) -> QuantSpec:
    return replace(spec, granularity=f"per_channel:{axis}" if axis else "per_channel")


def crowd_data(data: Sequence[TaskData]) -> TaskData:
    """Return each member's samples side by side: x (samples, members, ...) and y (samples, members, ...).

    >>> from qlab.tasks import TASKS
    >>> crowd_data([TASKS["wine"].load()] * 5).train_y.shape[1]
    5
    """
    return TaskData(*(
        torch.stack([getattr(one, part) for one in data], dim=1)
        for part in ("train_x", "train_y", "test_x", "test_y")
    ))  # fmt: skip


def crowd_loss(loss: Loss) -> Loss:
    """Return the sum over members of a loss that takes one member's outputs and targets.

    So no member's gradient depends on how many others there are.

    >>> from torch.nn.functional import mse_loss
    >>> crowd_loss(mse_loss)(torch.ones(3, 2, 1), torch.zeros(3, 2, 1)).item()
    2.0
    """

    def total(outputs: Tensor, targets: Tensor) -> Tensor:
        members = outputs.shape[1]
        return members * loss(outputs.flatten(0, 1), targets.flatten(0, 1))

    return total


@torch.inference_mode()
def crowd_answers(network: nn.Module, x: Tensor) -> list[Tensor]:
    """Return each member's outputs (samples, outputs) for x (samples, members, inputs), or x (samples, inputs) for all.

    >>> two = crowd([nn.Sequential(nn.Linear(4, 2)), nn.Sequential(nn.Linear(4, 2))])
    >>> len(crowd_answers(two, torch.ones(3, 4)))
    2
    """
    first = next(layer for layer in network.modules() if isinstance(layer, CrowdLinear))
    each = x if x.ndim == 3 else x.unsqueeze(1).expand(-1, len(first.bias), -1)
    return list(network.eval()(each).unbind(1))
