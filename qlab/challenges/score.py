"""What an answer to a challenge is worth, and what the challenges draw their values from."""

from dataclasses import dataclass

import numpy as np
from torch import Tensor

from qlab.checks import within
from qlab.experiments.sources import DRAWS, layer_of, read_source
from qlab.zoo import MODELS

LAST_SEED = 9999
"""Seeds are short, for people read them to one another."""
SOURCES = (*DRAWS, "mlp-64/hidden2", "mlp-1024/hidden2", "cnn/conv2", "dwcnn/pointwise1")


@dataclass(frozen=True)
class Score:
    """An answer, measured.

    Attributes:
        yours: what the answer reached, in the challenge's unit.
        best: what the optimum reaches.
        points: 0..100; the optimum has 100.
        because: what the optimum does and why, in a sentence or two.
    """

    yours: float
    best: float
    points: int
    because: str


def error_points(error: float, least: float, worst: float) -> int:
    """Return the points of an error: 100 for the `least` one, 0 for the `worst`, falling as 1 / error^2 between them.

    So twice the least error is never worth more than a quarter of the points.

    >>> error_points(1.0, 1.0, 11.0), error_points(2.0, 1.0, 11.0), error_points(12.0, 1.0, 11.0)
    (100, 24, 0)
    """
    if error <= least:
        return 100
    mine, floor = (least / error) ** 2, (least / worst) ** 2
    return round(100 * max(0.0, (mine - floor) / (1 - floor)))


def drawer(challenge: str, seed: int) -> np.random.Generator:
    """Return the generator that makes a challenge with this seed (0..LAST_SEED).

    Raises:
        ValueError: for another seed.

    >>> int(drawer("clip", 3).integers(100)) == int(drawer("clip", 3).integers(100))
    True
    """
    within("seed", seed, 0, LAST_SEED)
    return np.random.default_rng([seed, *challenge.encode()])


def draw_values(generator: np.random.Generator, n: int) -> tuple[str, Tensor]:
    """Return one of SOURCES and `n` values of it (fewer, if a layer has fewer weights), ascending float64.

    >>> source, values = draw_values(drawer("clip", 0), 256)
    >>> source in SOURCES, values.shape
    (True, torch.Size([256]))
    """
    source = SOURCES[int(generator.integers(len(SOURCES)))]
    layer = layer_of(source)
    seed = int(generator.choice(MODELS[layer[0]].seeds)) if layer else int(generator.integers(LAST_SEED))
    return source, read_source(source, n, seed)


def called(source: str) -> str:
    """Return what the values of a source are, for a sentence.

    >>> called("mlp-64/hidden2"), called("laplace")
    ('weights of mlp-64, layer hidden2', 'values drawn from the shape "laplace"')
    """
    layer = layer_of(source)
    return f"weights of {layer[0]}, layer {layer[1]}" if layer else f'values drawn from the shape "{source}"'
