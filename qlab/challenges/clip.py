"""Challenge: choose where to clip, so that a grid of few levels loses the least."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from scipy.optimize import minimize_scalar

from qlab.challenges.score import Score, draw_values, drawer, error_points
from qlab.checks import within
from qlab.experiments.grid_costs import GridCosts, grid_costs
from qlab.formats import FORMATS

VALUES = 2048
BITS = (3, 4, 5)
PERCENTS = np.arange(1, 101)


@dataclass(frozen=True, eq=False)
class ClipChallenge:
    """Values (n,), ascending, and the bits of the symmetric narrow grid to lay over them.

    A clip is a share of the largest magnitude, in percent: at 100 nothing is clipped.
    """

    seed: int
    source: str
    bits: int
    values: np.ndarray

    @property
    def reach(self) -> float:
        """Return the largest magnitude."""
        return float(np.abs(self.values).max())

    def costs(self, clips: np.ndarray) -> GridCosts:
        """Return what each clip (percent) costs.

        >>> clip_challenge(0).costs(np.array([100.0])).clipping.tolist()
        [0.0]
        """
        ends = torch.from_numpy(clips / 100 * self.reach)[:, None]
        return grid_costs(torch.from_numpy(self.values), -ends, ends, FORMATS[f"int{self.bits}"])

    def error(self, clip: float) -> float:
        """Return the mean squared error with this clip (percent)."""
        return float(self.errors(np.array([float(clip)]))[0])

    def errors(self, clips: np.ndarray) -> np.ndarray:
        """Return the mean squared error with each of these clips (percent)."""
        costs = self.costs(clips)
        return np.asarray(costs.clipping + costs.rounding)

    @cached_property
    def best(self) -> float:
        """Return the clip (percent) of least error: the best whole percent, improved by Brent's method beside it."""
        whole = int(PERCENTS[self.errors(PERCENTS).argmin()])
        near = minimize_scalar(
            self.error, bounds=(max(whole - 1, 0.5), min(whole + 1, 100)), method="bounded"
        )
        return min(float(near.x), float(whole), key=self.error)

    def levels(self, clip: float) -> np.ndarray:
        """Return the levels of the grid with this clip (percent), ascending.

        >>> len(clip_challenge(0).levels(50)) == 2 ** clip_challenge(0).bits - 1
        True
        """
        top = 2 ** (self.bits - 1) - 1
        return np.asarray(np.arange(-top, top + 1) / top * self.reach * clip / 100)

    def rows(self) -> list[dict[str, Any]]:
        """Return what each whole percent costs."""
        costs = self.costs(PERCENTS)
        return [costs.row(place) for place in range(len(PERCENTS))]


def clip_challenge(seed: int) -> ClipChallenge:
    """Return the challenge with this seed.

    Raises:
        ValueError: for a seed outside 0..LAST_SEED.

    >>> clip_challenge(7).bits in BITS
    True
    """
    generator = drawer("clip", seed)
    bits = int(generator.choice(BITS))
    source, values = draw_values(generator, VALUES)
    return ClipChallenge(seed, source, bits, values.numpy())


def score_clip(challenge: ClipChallenge, clip: int) -> Score:
    """Return the score of a clip in whole percent, 1..100; `yours` and `best` are mean squared errors.

    Raises:
        ValueError: for another clip.

    >>> score_clip(clip_challenge(0), 1).points < 10
    True
    """
    within("clip", clip, 1, 100)
    best, yours, least = challenge.best, challenge.error(clip), challenge.error(challenge.best)
    costs = challenge.costs(np.array([best])).row(0)
    beyond = costs["clipped_share"]
    part = costs["clipping"] / least
    if best > 99:
        because = (
            "The best clip is the largest value itself: here any clipping costs more than finer steps gain."
        )
    else:
        because = (
            f"The best clip, at {best:.0f} % of the largest value, gives up {100 * beyond:.2g} % of the values so that "
            f"all others get finer steps. Clipping is then {100 * part:.0f} % of the error that is left: "
            "move further in and clipping grows, further out and rounding does."
        )
    nothing = float(np.square(challenge.values).mean())  # the error of rounding everything to 0
    return Score(yours, least, error_points(yours, least, nothing), because)
