"""The sweep as a good engineer writes it in an afternoon: deep-copy, quantize with torch's kernels, evaluate.

It shares with the lab whatever is not the engine: the checkpoints, the data and the measures of an Outcome.
"""

import copy
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.ao.quantization import MinMaxObserver

from qlab.experiments.outcome import Outcome, measure_outcome
from qlab.tasks import TASKS, calibration_inputs
from qlab.zoo import MODELS, load_model

Inputs = tuple[Tensor, ...]


def _quantized_weight(weight: Tensor, bits: int) -> Tensor:
    if bits == 1:
        return torch.where(weight >= 0, 1.0, -1.0) * weight.abs().mean()
    qmax = 2 ** (bits - 1) - 1
    scale = weight.abs().max().item() / qmax
    return torch.fake_quantize_per_tensor_affine(weight, scale, 0, -qmax, qmax)


def _watch(observer: MinMaxObserver) -> Callable[[nn.Module, Inputs], None]:
    def hook(layer: nn.Module, entered: Inputs) -> None:
        observer(entered[0])

    return hook


def _quantize(observer: MinMaxObserver) -> Callable[[nn.Module, Inputs], Tensor]:
    scale, zero_point = (value.item() for value in observer.calculate_qparams())
    qmin, qmax = observer.quant_min, observer.quant_max

    def hook(layer: nn.Module, entered: Inputs) -> Tensor:
        return torch.fake_quantize_per_tensor_affine(entered[0], scale, int(zero_point), qmin, qmax)

    return hook


def _quantize_inputs(model: nn.Module, layers: Sequence[nn.Module], bits: int, calibration: Tensor) -> None:
    observers = [MinMaxObserver(quant_min=0, quant_max=2**bits - 1) for _ in layers]
    hooks = [
        layer.register_forward_pre_hook(_watch(observer))
        for layer, observer in zip(layers, observers, strict=True)
    ]
    model(calibration)
    for hook in hooks:
        hook.remove()
    for layer, observer in zip(layers, observers, strict=True):
        layer.register_forward_pre_hook(_quantize(observer))


def quantized(model: nn.Module, bits: int, quantize: str, calibration: Tensor) -> nn.Module:
    """Return a copy of an MLP with `bits`-bit weights, and with "both" inputs of every layer quantized too."""
    copied = copy.deepcopy(model)
    layers = [layer for layer in copied.modules() if isinstance(layer, nn.Linear)]
    for layer in layers:
        layer.weight.copy_(_quantized_weight(layer.weight, bits))
    if quantize == "both":
        _quantize_inputs(copied, layers, bits, calibration)
    return copied


@torch.no_grad()
def plain_sweep(
    models: Sequence[str], seeds: Sequence[int], bits: Sequence[int], quantize: str
) -> list[Outcome]:
    """Measure every model, seed and number of bits, in that order."""
    outcomes = []
    for name in models:
        task = TASKS[MODELS[name].task]
        data, calibration = task.load(), calibration_inputs(task, 256)
        labels = data.test_y.numpy()
        for seed in seeds:
            model = load_model(name, seed)
            float_logits = model(data.test_x).double().numpy()
            for b in bits:
                logits = quantized(model, b, quantize, calibration)(data.test_x).double().numpy()
                outcomes.append(measure_outcome(logits, float_logits, labels))
    return outcomes
