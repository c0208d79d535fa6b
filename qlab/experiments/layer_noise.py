"""How much noise each layer of a quantized network makes, and how much has gathered by then.

Theory: a layer whose weights have the signal-to-noise ratio g adds 1/g of the signal's power as noise, and noise that
comes in goes through as the signal does. After L layers that is (1 + 1/g1) ... (1 + 1/gL) - 1, about L/g: 3 dB for
each doubling of L. Lin et al. 2016, arXiv:1511.06393, section 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

import numpy as np
from torch import Tensor, nn

from qlab.metrics.signal import sqnr_db
from qlab.observe import layer_sqnr_db, quantizable_layers
from qlab.quantized import quantize_model
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.recipe import LayerRecipe, Recipe


@dataclass(frozen=True)
class DepthPoint:
    """What one layer does: SQNRs in dB, of outputs on the inputs.

    Attributes:
        seed: which draw, or training.
        layer: which layer, from 1.
        sqnr_db: at its output, with all layers quantized.
        theory_db: what the weights of the layers up to here foretell for it.
        alone_db: at its output, with this layer quantized alone.
        at_end_db: at the last layer's output, with this layer quantized alone.
    """

    seed: int
    layer: int
    sqnr_db: float
    theory_db: float
    alone_db: float
    at_end_db: float

    @property
    def meter(self) -> float:
        """Return the noise measured over the noise foretold, as powers: 1 is healthy, above 1 is worse."""
        return float(10 ** ((self.theory_db - self.sqnr_db) / 10))


def cost_of_doubling(points: list[DepthPoint]) -> float:
    """Return the SQNR in dB that a doubling of the depth costs: the slope of the best line through one seed's points.

    >>> points = [DepthPoint(0, layer, db, 0.0, 0.0, 0.0) for layer, db in ((1, 40.0), (2, 37.0), (4, 34.0))]
    >>> round(cost_of_doubling(points), 6)
    3.0
    """
    doublings = np.log2([point.layer for point in points])
    return -float(np.polyfit(doublings, [point.sqnr_db for point in points], 1)[0])


def together(points: list[DepthPoint]) -> float:
    """Return one seed's noise at the end over the sum of its layers' own noises there, as powers.

    1 where they know nothing of one another, above 1 where they pull together, below 1 where they cancel.

    >>> round(together([DepthPoint(0, 1, 30.0, 30.0, 30.0, 30.0), DepthPoint(0, 2, 24.0, 27.0, 30.0, 30.0)]), 2)
    1.99
    """
    return float(10 ** (-points[-1].sqnr_db / 10) / sum(10 ** (-point.at_end_db / 10) for point in points))


def foretold_db(gains_db: list[float]) -> list[float]:
    """Return the SQNR in dB after each layer, from the SQNR in dB of each layer's weights.

    >>> [round(db, 2) for db in foretold_db([20.0, 20.0])]
    [20.0, 16.97]
    """
    powers = np.cumprod([1 + 10 ** (-gain / 10) for gain in gains_db])
    return [-10 * log10(power - 1) for power in powers]


def layer_noise(model: nn.Module, inputs: Tensor, spec: QuantSpec, seed: int) -> Iterator[DepthPoint]:
    """Quantize the weights of each layer alone and of all together, and yield a point a layer; `seed` labels them.

    >>> model = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 2))
    >>> [point.layer for point in layer_noise(model, Tensor([[1.0] * 8]), QuantSpec("int4"), 0)]
    [1, 2]
    """
    chosen = LayerRecipe(spec)
    weights = {name: layer.weight.detach() for name, layer in quantizable_layers(model).items()}
    gains = [sqnr_db(weight, fake_quantize(weight, spec)) for weight in weights.values()]
    gathered = layer_sqnr_db(model, quantize_model(model, Recipe(chosen), inputs), inputs)
    for number, (name, theory) in enumerate(zip(weights, foretold_db(gains), strict=True), start=1):
        one = quantize_model(model, Recipe(overrides=((name, chosen),)), inputs)
        alone = layer_sqnr_db(model, one, inputs)
        yield DepthPoint(seed, number, gathered[name], theory, alone[name], [*alone.values()][-1])
