"""A running sum, the smallest network with a memory: it keeps a share of its state and adds what comes in."""

import numpy as np
import torch
from torch import Tensor, nn


class RunningSum(nn.Module):
    """h <- keep h + x: one Linear, so that what is remembered is rounded as in any recurrent network.

    Input (N, frames, 1), output the same shape.

    >>> RunningSum(1.0)(torch.ones(1, 3, 1)).flatten().tolist()
    [1.0, 2.0, 3.0]
    """

    def __init__(self, keep: float) -> None:
        super().__init__()
        self.recurrent = nn.Linear(1, 1, bias=False, device="meta").to_empty(device="cpu")
        nn.init.constant_(self.recurrent.weight, keep)

    def forward(self, x: Tensor) -> Tensor:
        """Return the states, which are the answers."""
        return self.states(x)

    def states(self, x: Tensor) -> Tensor:
        """Return the state (N, frames, 1) after each frame, from 0."""
        state = x.new_zeros(len(x), 1)
        passed = []
        for frame in range(x.shape[1]):
            state = self.recurrent(state) + x[:, frame]
            passed.append(state)
        return torch.stack(passed, dim=1)


def error_power(keep: float, step: float, frames: int) -> np.ndarray:
    """Return the mean squared error of the rounded sum after each frame, (frames,), in the square of `step`'s unit.

    Each rounding adds step^2 / 12, and each time around leaves keep^2 of what there is. The first state that is rounded
    is 0, exactly. With keep = 1 it grows for ever, else toward keep^2 / (1 - keep^2) step^2 / 12: Oppenheim & Schafer,
    Discrete-time signal processing, 3rd edition, section 6.9.

    >>> error_power(1.0, 12**0.5, 4).round(6).tolist()
    [0.0, 1.0, 2.0, 3.0]
    """
    roundings = np.arange(frames)
    added = float(keep) ** (2 * roundings)
    return np.asarray(np.concatenate([[0.0], np.cumsum(added[1:])]) * step**2 / 12)
