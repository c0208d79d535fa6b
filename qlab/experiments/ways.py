"""Ways to spend the same bits on a network's weights, from careless to careful."""

from dataclasses import dataclass, replace

import torch
from torch import nn

from qlab.bias_correction import correct_biases
from qlab.equalization import random_units
from qlab.experiments.subject import Subject
from qlab.gptq import gptq_model
from qlab.quantizer import QuantSpec
from qlab.recipe import bits_recipe, weight_format


@dataclass(frozen=True)
class Way:
    """How weights get their bits.

    Attributes:
        about: in words, short enough for an axis.
        granularity, range_method: as in a `QuantSpec`.
        units: k of `qlab.equalization.random_units`; 0 is as trained.
        repair: what is done beyond rounding to the nearest level: "", "bias" or "gptq".
    """

    about: str
    granularity: str = "per_tensor"
    range_method: str = "minmax"
    units: int = 0
    repair: str = ""

    @property
    def plain_stacks_only(self) -> bool:
        """Return whether it needs a network of Linear and ReLU."""
        return bool(self.units) or self.repair == "gptq"


WAYS = {
    "units": Way("other units, per tensor, min-max", units=6),
    "minmax": Way("per tensor, min-max"),
    "mse": Way("per tensor, least error", range_method="mse"),
    "channel": Way("per channel, min-max", "per_channel"),
    "channel-mse": Way("per channel, least error", "per_channel", "mse"),
    "bias": Way("the same, biases corrected", "per_channel", "mse", repair="bias"),
    "gptq": Way("per channel, least error, GPTQ", "per_channel", "mse", repair="gptq"),
}
"""Range method, granularity, units; then what uses calibration inputs: bias correction and GPTQ."""


def quantized_in(name: str, subject: Subject, bits: int, seed: int) -> nn.Module:
    """Return the subject's network with weights of `bits` bits in one of WAYS; `seed` draws the units, if any.

    >>> from qlab.experiments.subject import load_subject
    >>> network = quantized_in("gptq", load_subject("mlp-4", 0), 2, 0)
    >>> max(len(row.unique()) for row in network.hidden1.weight)
    3
    """
    way = WAYS[name]
    model = subject.model
    if way.units:
        model = random_units(model, way.units, generator=torch.Generator().manual_seed(seed))
    if way.repair == "gptq":
        grid = QuantSpec(weight_format(bits), way.granularity, way.range_method)
        return gptq_model(model, grid, subject.calibration)
    recipe = bits_recipe(bits, "weights", way.granularity, way.range_method)
    network = replace(subject, model=model).quantized(recipe)
    return correct_biases(model, network, subject.calibration) if way.repair == "bias" else network
