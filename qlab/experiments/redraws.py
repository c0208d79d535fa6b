"""What is left to chance in a quantized network, drawn again and again: each draw answers the test set anew."""

from collections.abc import Callable, Iterator

import numpy as np
import torch

from qlab.experiments.outcome import logits_of
from qlab.experiments.subject import Subject
from qlab.folding import fold_batch_norm
from qlab.observe import quantizable_layers
from qlab.quantized import quantize_model
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.recipe import Recipe, bits_recipe, weight_format

FLOAT_BITS = 32
CALIBRATED_ON = 32  # training samples; few, as on a device that cannot store many
JITTER = 0.1  # standard deviation of the noise on inputs, as a share of theirs

Draws = Iterator[np.ndarray]


def _rounding(subject: Subject, bits: int, draws: int, generator: torch.Generator) -> Draws:
    network = fold_batch_norm(subject.model).requires_grad_(False)
    spec = QuantSpec(weight_format(bits), rounding="stochastic")
    latent = {name: layer.weight.clone() for name, layer in quantizable_layers(network).items()}
    for _ in range(draws):
        for name, layer in quantizable_layers(network).items():
            fake_quantize(latent[name], spec, generator=generator, out=layer.weight)
        yield logits_of(network, subject.data.test_x)


def _calibration(subject: Subject, bits: int, draws: int, generator: torch.Generator) -> Draws:
    train_x = subject.data.train_x
    for _ in range(draws):
        chosen = train_x[torch.randperm(len(train_x), generator=generator)[:CALIBRATED_ON]]
        network = quantize_model(subject.model, bits_recipe(bits, "activations"), chosen)
        yield logits_of(network, subject.data.test_x)


def _jitter(subject: Subject, bits: int, draws: int, generator: torch.Generator) -> Draws:
    network = subject.quantized(Recipe() if bits == FLOAT_BITS else bits_recipe(bits, "both"))
    x = subject.data.test_x
    for _ in range(draws):
        noise = torch.randn(x.shape, generator=generator)
        yield logits_of(network, x + JITTER * x.std() * noise)


REDRAWS: dict[str, Callable[[Subject, int, int, torch.Generator], Draws]] = {
    "rounding": _rounding,
    "calibration": _calibration,
    "jitter": _jitter,
}
"""(subject, bits, draws, generator) -> the logits (n, classes) of each draw.

Stochastic rounding of the weights; the training samples that the activations' ranges are chosen on; Gaussian noise on
the inputs of a network with weights and activations quantized, or with FLOAT_BITS of the float one.
"""
