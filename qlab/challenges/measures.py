"""What can be measured at every layer of a quantized network to find out what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, log2

from torch import Tensor

from qlab.challenges.patient import Patient, input_quantizer, whole_sums
from qlab.metrics.signal import sqnr_db
from qlab.observe import layer_sqnr_db, observe, quantizable_layers

Reading = dict[str, float]
"""A number for each layer."""


def _noise(patient: Patient, inputs: Tensor) -> Reading:
    return layer_sqnr_db(patient.floating, patient.network, inputs)


def _weights(patient: Patient, inputs: Tensor) -> Reading:
    before, after = (quantizable_layers(model) for model in (patient.floating, patient.network))
    return {name: sqnr_db(before[name].weight.detach(), after[name].weight.detach()) for name in before}


def _beyond(patient: Patient, inputs: Tensor) -> Reading:
    shares = {}
    for name, entered in observe(patient.network, inputs).items():
        quantizer = input_quantizer(patient.network, name)
        outside = (entered > quantizer.top) | (entered < quantizer.bottom)
        shares[name] = 100 * float(outside.double().mean())
    return shares


def _steps(patient: Patient, inputs: Tensor) -> Reading:
    seen = observe(patient.network, inputs)
    return {
        name: float(
            entered[entered != 0].abs().median() / input_quantizer(patient.network, name).qparams.scale
        )
        for name, entered in seen.items()
    }


def _one_sided(patient: Patient, inputs: Tensor) -> Reading:
    before, after = (observe(model, inputs, outputs=True) for model in (patient.floating, patient.network))
    shares = {}
    for name in before:
        error = (after[name] - before[name]).transpose(0, 1).flatten(1).double()  # (channels, all else)
        shares[name] = 100 * float(error.mean(1).square().mean() / error.square().mean())
    return shares


def _room(patient: Patient, inputs: Tensor) -> Reading:
    room = {}
    for name, entered in observe(patient.network, inputs).items():
        layer = quantizable_layers(patient.network)[name]
        sums, _ = whole_sums(layer, input_quantizer(patient.network, name)(entered))
        room[name] = float(patient.registers[name] - ceil(log2(int(sums.abs().max()) + 1)) - 1)
    return room


@dataclass(frozen=True)
class Measure:
    """Something that can be measured at every layer: its name, its unit, what it says, and how."""

    name: str
    unit: str
    about: str
    read: Callable[[Patient, Tensor], Reading]


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("Noise", "dB", "SQNR of each layer's output against the float network's.", _noise),
        Measure("Weights", "dB", "SQNR of each layer's weights against the float network's.", _weights),
        Measure("Beyond the range", "%", "Share of each layer's inputs that are clipped.", _beyond),
        Measure(
            "Typical input",
            "steps",
            "Median of each layer's inputs that are not 0, in steps of its grid.",
            _steps,
        ),
        Measure(
            "One-sided error", "%", "Share of each layer's error that is the same for all inputs.", _one_sided
        ),
        Measure("Room for sums", "bits", "Bits of the register that the largest sum leaves free.", _room),
    )
}
"""By name."""
