"""How far two networks' states are apart, in spans of time that double."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from qlab.experiments.running_sum import RunningSum
from qlab.zoo.gru import GRU

LAST = 3  # doublings that the growth is taken over


@dataclass(frozen=True)
class DriftPoint:
    """One network at one number of bits.

    Attributes:
        seed: which network, or which draw.
        bits: how many.
        errors: root mean square of the difference of the states, over that of the float states at all times: in frame
            1, in frame 2, in 3 and 4, in 5 to 8, ...
        theory: the same for the running sum by its closed form; None for other networks.
    """

    seed: int
    bits: int
    errors: tuple[float, ...]
    theory: tuple[float, ...] | None

    @property
    def growth(self) -> float:
        """Return the factor by which the error grows when time doubles, over the last LAST doublings."""
        first, last = self.errors[-1 - LAST], self.errors[-1]
        return float((last / first) ** (1 / LAST)) if first > 0 else 1.0


def spans(power: np.ndarray, signal: float) -> tuple[float, ...]:
    """Return roots of the mean power in frame 1, 2, 3 to 4, 5 to 8, ... over the signal's.

    >>> spans(np.array([1.0, 4.0, 9.0, 9.0]), 1.0)
    (1.0, 2.0, 3.0)
    """
    ends = [2**k for k in range(len(power).bit_length())]
    return tuple(float(np.sqrt(power[end // 2 : end].mean() / signal)) for end in ends)


def states_of(network: GRU | RunningSum, x: Tensor, reset: int) -> Tensor:
    """Return the states (N, frames, units) float64 over x (N, frames, features), begun anew every `reset` frames.

    >>> states_of(RunningSum(1.0), torch.ones(1, 4, 1), 2).flatten().tolist()
    [1.0, 2.0, 1.0, 2.0]
    """
    frames = x.shape[1]
    with torch.inference_mode():
        return network.states(x.reshape(-1, reset or frames, x.shape[2])).reshape(len(x), frames, -1).double()
