"""Eight ways to break a quantized network, each a mistake that is really made; every one leaves a network that runs."""

import copy
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from qlab.challenges.patient import (
    ACTIVATIONS,
    WEIGHTS,
    Patient,
    healthy,
    input_quantizer,
    quantized,
    whole_sums,
)
from qlab.experiments.registers import wrap
from qlab.experiments.subject import Subject
from qlab.folding import fold_batch_norm
from qlab.formats import FORMATS
from qlab.observe import observe, quantizable_layers
from qlab.quantizer import choose_qparams
from qlab.ranges import finite_extremes, percentile_range

MODEL = "dwcnn"
PLACES = ("depthwise1", "pointwise1", "depthwise2", "pointwise2")
"""Layers whose input can be hit."""
SQUARE = ("pointwise1", "pointwise2")
"""Layers with as many inputs as outputs: there a wrong axis fits."""
PERCENT_DROPPED = 0.1
SMALL_REGISTER = 16  # bits
LOUDER = 64.0  # a power of two, so that the float network computes the same to the last bit
TOO_NARROW = 8.0
OFF_BY = 32  # steps


def _outlier_channel(subject: Subject, layer: str) -> Patient:
    """Make one channel on the way to a layer louder, and the layer deafer to it: in float nothing changes."""
    floating = fold_batch_norm(subject.model)
    layers: dict[str, Any] = dict(quantizable_layers(floating))
    names = list(layers)
    before, after = layers[names[names.index(layer) - 1]], layers[layer]
    loudest = int(observe(floating, subject.calibration)[layer].amax((0, 2, 3)).argmax())
    listening = loudest if after.groups > 1 else (slice(None), loudest)
    with torch.no_grad():
        before.weight[loudest] *= LOUDER
        before.bias[loudest] *= LOUDER
        after.weight[listening] /= LOUDER
    return quantized(floating, subject.calibration)


def _bad_range(subject: Subject, layer: str) -> Patient:
    """Take a range for one layer's input that is far too narrow."""
    patient = healthy(subject)
    entered = observe(patient.network, subject.calibration)[layer]
    input_quantizer(patient.network, layer).calibrate(entered / TOO_NARROW)
    return patient


def _percentile(subject: Subject, layer: str) -> Patient:
    """Keep the percent of the activations that should have been dropped."""
    patient = healthy(subject)
    for name, entered in observe(patient.network, subject.calibration).items():
        values = entered.reshape(1, -1)
        kept = percentile_range(values, finite_extremes(values), FORMATS[ACTIVATIONS.format], PERCENT_DROPPED)
        input_quantizer(patient.network, name).calibrate(
            entered.clamp(kept[0].item(), max(kept[1].item(), 1e-6))
        )
    return patient


def _not_folded(subject: Subject, layer: str) -> Patient:
    """Drop batch norm as if it had been folded, but leave the convolutions as they were."""
    dropped = copy.deepcopy(subject.model)
    for name, module in subject.model.named_children():
        if isinstance(module, nn.BatchNorm2d):
            setattr(dropped, name, nn.Identity())
    patient = quantized(dropped, subject.calibration)
    return Patient(fold_batch_norm(subject.model), patient.network, patient.registers)


def _too_little_data(subject: Subject, layer: str) -> Patient:
    """Choose the activations' ranges on one single image: the one that moves the network least."""
    floating = fold_batch_norm(subject.model)
    faintest = observe(floating, subject.calibration)["output"].amax(1).argmin()
    return quantized(floating, subject.calibration[faintest][None])


def _overflow(subject: Subject, layer: str) -> Patient:
    """Sum one layer in a register that is too small, and starts over."""
    patient = healthy(subject)
    quantizable_layers(patient.network)["output"].register_forward_hook(_wrapped)
    return Patient(patient.floating, patient.network, patient.registers | {"output": SMALL_REGISTER})


def _wrapped(layer: Any, entered: tuple[Tensor, ...], left: Tensor) -> Tensor:
    sums, scale = whole_sums(layer, entered[0])
    wrapped: Tensor = torch.from_numpy(wrap(sums.numpy(), SMALL_REGISTER)) * scale + layer.bias
    return wrapped.float()


def _wrong_axis(subject: Subject, layer: str) -> Patient:
    """Multiply a layer's whole numbers by the scale of their input channel; they were divided by their output's."""
    patient = healthy(subject)
    layers = quantizable_layers(patient.network)
    for name in SQUARE:
        scale = choose_qparams(layers[name].weight, WEIGHTS).scale[:, :, None, None]
        with torch.no_grad():
            layers[name].weight.mul_(scale.transpose(0, 1) / scale)
    return patient


def _wrong_zero_point(subject: Subject, layer: str) -> Patient:
    """Read one layer's input with another zero-point than it was written with."""
    patient = healthy(subject)
    step = input_quantizer(patient.network, layer).qparams.scale.item()
    quantizable_layers(patient.network)[layer].register_forward_pre_hook(
        lambda _, entered: (entered[0] + OFF_BY * step,)
    )
    return patient


WAYS: dict[str, Callable[[Subject, str], Patient]] = {
    "an outlier channel": _outlier_channel,
    "a bad range": _bad_range,
    "percentile kept for percentile dropped": _percentile,
    "batch norm not folded": _not_folded,
    "too little calibration data": _too_little_data,
    "an overflowing accumulator": _overflow,
    "the wrong axis": _wrong_axis,
    "a wrong zero-point": _wrong_zero_point,
}
"""What went wrong -> a network in which it did; where one layer is hit, the named one."""
