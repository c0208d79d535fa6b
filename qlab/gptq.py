"""GPTQ: round a layer's weights column by column, and let the columns still to come make up for each error.

Frantar et al. 2022, arXiv:2210.17323, section 3: nearest rounding minimizes the error of the weights, GPTQ (greedily)
that of the layer's outputs on calibration inputs, |W X - Q X|^2.
"""

import copy

import torch
from torch import Tensor, nn

from qlab.checks import instance, one_of, within
from qlab.observe import observe, quantizable_layers
from qlab.projection import project
from qlab.qparams import QParams
from qlab.quantizer import QuantSpec, choose_qparams

GRANULARITIES = ("per_tensor", "per_channel")
DAMPING = 0.01  # of the mean diagonal, as in the paper's section 3.3


def _inverse_factor(inputs: Tensor, damping: float) -> Tensor:
    """Return the upper Cholesky factor of the inverse Hessian of |W X - Q X|^2, from inputs (n, features)."""
    hessian = inputs.T @ inputs
    mean = float(hessian.diagonal().mean())
    hessian += torch.eye(len(hessian), dtype=hessian.dtype) * (damping * mean if mean > 0 else 1.0)
    factor: Tensor = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(hessian)), upper=True)
    return factor


@torch.no_grad()
def gptq(weight: Tensor, inputs: Tensor, spec: QuantSpec, *, damping: float = DAMPING) -> Tensor:
    """Return `weight` (out, features) on the grid that `spec` chooses for it, rounded for `inputs` (n, features).

    Args:
        weight: of a Linear layer.
        inputs: what enters the layer.
        spec: format and range; one scale for all, or one for each output channel.
        damping: added to the Hessian's diagonal, as a share of its mean, above 0.

    Raises:
        ValueError: for another granularity, inputs that do not fit the weight, or damping outside 1e-9..1.

    >>> weight, inputs = torch.tensor([[0.4, 0.4, 1.0]]), torch.tensor([[1.0, 1.0, 0.0]])
    >>> gptq(weight, inputs, QuantSpec("int2")).tolist()  # two small ones, rounded for their sum
    [[0.0, 1.0, 1.0]]
    """
    one_of("granularity for GPTQ", spec.granularity, GRANULARITIES)
    within("damping", damping, 1e-9, 1.0)
    if weight.ndim != 2 or inputs.ndim != 2 or weight.shape[1] != inputs.shape[1] or len(inputs) == 0:
        raise ValueError(f"inputs must be (n, {weight.shape[-1]}), as weight is; got {tuple(inputs.shape)}.")
    qparams = choose_qparams(weight, spec)
    scale, zero_point = (part.double().expand(len(weight), 1) for part in (qparams.scale, qparams.zero_point))
    levels = None if qparams.levels is None else qparams.levels.double().expand(len(weight), -1)
    grid = QParams(scale, zero_point, levels)
    factor = _inverse_factor(inputs.double(), damping)
    rest = weight.double()
    columns: list[Tensor] = []
    for j, row in enumerate(factor):
        columns.append(project(rest[:, :1], grid, spec.number_format))
        rest = rest[:, 1:] - (rest[:, :1] - columns[j]) / row[j] * row[j + 1 :]
    return torch.cat(columns, 1).to(weight.dtype)


def gptq_model(model: nn.Module, spec: QuantSpec, calibration_inputs: Tensor) -> nn.Module:
    """Return a copy of a network of Linear layers with GPTQ weights: each for what the layers before it now let in.

    Raises:
        ValueError: for a network with convolutions, or as `gptq`.

    >>> model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    >>> quantized = gptq_model(model, QuantSpec("int3"), torch.ones(5, 4))
    >>> len(quantized[0].weight.unique()) <= 7
    True
    """
    quantized = copy.deepcopy(model).eval().requires_grad_(False)
    for name, layer in quantizable_layers(quantized).items():
        instance(f"layer {name}", layer, nn.Linear, "a Linear layer; GPTQ of convolutions is not offered")
        layer.weight.copy_(gptq(layer.weight, observe(quantized, calibration_inputs)[name], spec))
    return quantized
