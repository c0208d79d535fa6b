"""Bias correction: rounded weights move the mean of a layer's outputs; its bias can move it back.

Nagel et al. 2019, arXiv:1906.04721, section 4.2; here with means measured on calibration inputs, as in its appendix D.
"""

import copy

from torch import Tensor, nn

from qlab.folding import fold_batch_norm
from qlab.observe import observe, quantizable_layers


def correct_biases(model: nn.Module, quantized: nn.Module, calibration_inputs: Tensor) -> nn.Module:
    """Return a copy of `quantized` in which every channel's mean output on the inputs is the float network's again.

    Layers are corrected from input to output, each on what those before it now let in. Biases are not quantized here.

    Raises:
        ValueError: if a layer has no bias.

    >>> import torch
    >>> model = nn.Sequential(nn.Linear(1, 1))
    >>> quantized = copy.deepcopy(model).requires_grad_(False)
    >>> _ = quantized[0].weight.add_(1.0)
    >>> x = torch.tensor([[1.0], [3.0]])
    >>> bool((correct_biases(model, quantized, x)(x) - model(x)).mean().abs() < 1e-6)
    True
    """
    corrected = copy.deepcopy(quantized).requires_grad_(False)
    wanted = observe(fold_batch_norm(model), calibration_inputs, outputs=True)
    for name, layer in quantizable_layers(corrected).items():
        if layer.bias is None:
            raise ValueError(f"quantized must have a bias in every layer; got none in {name}.")
        off = wanted[name] - observe(corrected, calibration_inputs, outputs=True)[name]
        layer.bias.add_(off.transpose(0, 1).flatten(1).mean(1))
    return corrected
