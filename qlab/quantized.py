"""A trained network and a recipe go in, a new quantized network comes out.

`prepare` keeps float *latent* weights under a fake-quantizer, so that they can be trained (QAT); `quantize_model`
writes the quantized weights in their place (PTQ). The first is the second with the pencil still in hand.
"""

import copy
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from qlab.checks import one_of
from qlab.folding import fold_batch_norm
from qlab.granularity import from_blocks, to_blocks
from qlab.observe import observe, quantizable_layers
from qlab.projection import project
from qlab.qparams import QParams
from qlab.quantizer import FLOAT32, QuantSpec, choose_qparams, fake_quantize
from qlab.recipe import Recipe


def _straight_through(quantized: Tensor, x: Tensor) -> Tensor:
    """Return `quantized`, to the last bit, with the gradient of `x`: what is added is exactly 0."""
    return quantized + (x - x.detach())


class WeightQuantizer(nn.Module):
    """Show a layer its weights quantized; to the gradient it is not there (the straight-through estimator).

    Bengio et al. 2013, arXiv:1308.3432, section 3. Its range is that of the weights at the last `calibrate`.
    """

    def __init__(self, weight: Tensor, spec: QuantSpec) -> None:
        super().__init__()
        self.spec = spec
        self.calibrate(weight)

    def calibrate(self, weight: Tensor) -> None:
        """Choose scale and zero_point afresh for `weight`."""
        self.qparams = choose_qparams(weight, self.spec)

    def forward(self, latent: Tensor) -> Tensor:
        """Return the weights quantized, with the gradient of the latent weights."""
        return _straight_through(fake_quantize(latent, self.spec, self.qparams), latent)


class InputQuantizer(nn.Module):
    """Quantize a layer's input with a range fixed at calibration; gradients pass inside it and stop beyond it."""

    def __init__(self, observed: Tensor, spec: QuantSpec) -> None:
        super().__init__()
        self.spec = spec
        self.calibrate(observed)

    def calibrate(self, observed: Tensor) -> None:
        """Choose scale and zero_point afresh for inputs like `observed` (batch, channels, ...)."""
        self.qparams: QParams = choose_qparams(observed, self.spec)
        ends = torch.tensor([-torch.inf, torch.inf], dtype=observed.dtype).expand(len(self.qparams.scale), -1)
        self.bottom, self.top = project(ends, self.qparams, self.spec.number_format).tensor_split(2, dim=1)

    def forward(self, x: Tensor) -> Tensor:
        """Return `x` quantized."""
        quantized = fake_quantize(x, self.spec, self.qparams)
        if not torch.is_grad_enabled():
            return quantized
        inside = from_blocks(to_blocks(x, self.spec.blocks).clamp(self.bottom, self.top), x, self.spec.blocks)
        return _straight_through(quantized, inside)


def _quantize_input(layer: Any, entered: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    return (layer.input_quantizer(entered[0]),)


def _copy(model: nn.Module, recipe: Recipe, calibration_inputs: Tensor) -> nn.Module:
    if not isinstance(model, nn.Module) or not isinstance(recipe, Recipe):
        raise ValueError(
            f"model must be a Module and recipe a Recipe; got {type(model).__name__}, {type(recipe).__name__}."
        )
    if (
        not isinstance(calibration_inputs, Tensor)
        or calibration_inputs.ndim == 0
        or len(calibration_inputs) == 0
    ):
        raise ValueError(
            f"calibration_inputs must hold at least one sample; got {_shape(calibration_inputs)}."
        )
    ready = fold_batch_norm(model) if recipe.fold_batch_norm else copy.deepcopy(model).eval()
    layers = quantizable_layers(ready)
    if not layers:
        raise ValueError("model must have a Linear or Conv2d layer, for nothing else is quantized; got none.")
    for name, _ in recipe.overrides:
        one_of("overrides", name, layers)
    return ready


def _quantize_inputs(ready: nn.Module, recipe: Recipe, calibration_inputs: Tensor) -> None:
    """Put an InputQuantizer before every layer whose activations the recipe quantizes, in place."""
    layers = quantizable_layers(ready)
    specs = {name: recipe.layer(name).activations for name in layers}
    if any(spec != FLOAT32 for spec in specs.values()):
        try:
            observed = observe(ready, calibration_inputs)
        except RuntimeError as error:
            raise ValueError(
                f"calibration_inputs must be what the model takes; got {_shape(calibration_inputs)}: {error}."
            ) from error
        for name in (name for name, spec in specs.items() if spec != FLOAT32):
            layers[name].input_quantizer = InputQuantizer(observed[name], specs[name])
            layers[name].register_forward_pre_hook(_quantize_input)


def _shape(inputs: Any) -> str:
    return f"{inputs.dtype} {tuple(inputs.shape)}" if isinstance(inputs, Tensor) else type(inputs).__name__


def prepare(model: nn.Module, recipe: Recipe, calibration_inputs: Tensor) -> nn.Module:
    """Return a copy of `model` that computes with quantized values but keeps float latent weights to train.

    Activation ranges are chosen on `calibration_inputs` (n, features), as they pass through the network with
    its quantized weights.

    Raises:
        ValueError: if the recipe overrides a layer that the model does not have, or there are no inputs.
    """
    ready = _copy(model, recipe, calibration_inputs)
    for name, layer in quantizable_layers(ready).items():
        spec = recipe.layer(name).weights
        if spec != FLOAT32:
            parametrize.register_parametrization(
                layer, "weight", WeightQuantizer(layer.weight, spec), unsafe=True
            )
    _quantize_inputs(ready, recipe, calibration_inputs)
    return ready


def calibrate_(ready: nn.Module, calibration_inputs: Tensor) -> None:
    """Choose every range of a prepared model afresh, in place: its weights have moved since.

    First the weights', then the activations' of the network as it now runs.
    """
    layers = quantizable_layers(ready)
    for layer in layers.values():
        if parametrize.is_parametrized(layer, "weight"):
            parametrizations: Any = layer.parametrizations
            parametrizations.weight[0].calibrate(parametrizations.weight.original)
    quantizers = {name: getattr(layer, "input_quantizer", None) for name, layer in layers.items()}
    if any(quantizers.values()):
        for name, entered in observe(ready, calibration_inputs).items():
            if quantizer := quantizers[name]:
                quantizer.calibrate(entered)


def freeze(ready: nn.Module) -> nn.Module:
    """Return a copy of a prepared model, in eval mode, with the quantized weights in place of the latent ones."""
    frozen = copy.deepcopy(ready)
    for layer in quantizable_layers(frozen).values():
        if parametrize.is_parametrized(layer, "weight"):
            # parametrize.remove_parametrizations would edit the class, which a copy shares with its original.
            weight = nn.Parameter(layer.weight.detach())
            layer.__class__ = parametrize.type_before_parametrizations(layer)
            del layer.parametrizations
            layer.weight = weight
    return frozen.eval().requires_grad_(False)


def quantize_model(model: nn.Module, recipe: Recipe, calibration_inputs: Tensor) -> nn.Module:
    """Return a new network, in eval mode, quantized by `recipe`; `model` is not touched.

    It is `freeze(prepare(...))` to the last bit, without the latent weights and their copies.

    Raises:
        ValueError: as `prepare`.

    >>> from qlab.recipe import bits_recipe
    >>> quantized = quantize_model(nn.Sequential(nn.Linear(4, 2)), bits_recipe(1), torch.ones(1, 4))
    >>> quantized[0].weight.abs().unique().numel()
    1
    """
    quantized = _copy(model, recipe, calibration_inputs).requires_grad_(False)
    for name, layer in quantizable_layers(quantized).items():
        fake_quantize(layer.weight, recipe.layer(name).weights, out=layer.weight)
    _quantize_inputs(quantized, recipe, calibration_inputs)
    return quantized.eval()
