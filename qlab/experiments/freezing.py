"""Following the codes of a network's weights from step to step, and freezing those that go to and fro.

A frozen weight is held at the level where it mostly was: Nagel et al. 2022, arXiv:2203.11086, section 4 (iterative
weight freezing), here with a threshold that stays.
"""

from typing import Any

import torch
from torch import Tensor

MEMORY = 0.02  # the weight of the newest step in the running means
OFTEN = 0.01  # turns a step, on average, from which on a weight is frozen


class Follower:
    """Follows the codes of one prepared layer of a crowd, and if asked to freezes those that keep turning back."""

    def __init__(self, layer: Any, freezing: bool) -> None:
        """Begin with the codes of now, and with nothing frozen."""
        self._layer = layer
        self._freezing = freezing
        self._weight = layer.parametrizations.weight
        self._scale: Tensor = self._weight[0].qparams.scale.unsqueeze(-1)
        self.codes = self._mean = self._now()
        self._direction = self._turns = self._held = torch.zeros_like(self.codes)
        self.frozen = torch.zeros_like(self.codes, dtype=torch.bool)

    def _now(self) -> Tensor:
        codes: Tensor = (self._layer.weight.detach() / self._scale).round()
        return codes

    def step_(self) -> Tensor:
        """Return which codes the last step changed; in place, frozen weights go back to where they are held."""
        codes, before = self._now(), self.codes
        if self._freezing:
            self._freeze_(codes, (codes - before).sign())
            codes = self._now()
        self.codes = codes
        return codes != before

    @torch.no_grad()
    def _freeze_(self, codes: Tensor, move: Tensor) -> None:
        turned = (move != 0) & (move == -self._direction)
        self._turns = torch.lerp(self._turns, turned.to(move.dtype), MEMORY)
        self._mean = torch.lerp(self._mean, codes, MEMORY)
        self._direction = torch.where(move != 0, move, self._direction)
        fresh = (self._turns > OFTEN) & ~self.frozen
        self._held = torch.where(fresh, self._mean.round(), self._held)
        self.frozen = self.frozen | fresh
        latent = self._weight.original
        latent.copy_(torch.where(self.frozen, self._held * self._scale, latent))
