"""Looking into a network while it runs: what enters and leaves each layer, and how much noise it carries."""

from functools import partial

import torch
from torch import Tensor, nn

from qlab.folding import fold_batch_norm
from qlab.metrics.signal import sqnr_db


def quantizable_layers(model: nn.Module) -> dict[str, nn.Linear | nn.Conv2d]:
    """Return the layers that a recipe applies to, by name, in the order they were built.

    >>> list(quantizable_layers(nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))))
    ['0', '2']
    """
    return {name: layer for name, layer in model.named_modules() if isinstance(layer, nn.Linear | nn.Conv2d)}


@torch.no_grad()
def observe(model: nn.Module, inputs: Tensor, *, outputs: bool = False) -> dict[str, Tensor]:
    """Run `model` on `inputs` and return what entered (or with `outputs` left) every quantizable layer.

    Of a layer that runs many times, as in a recurrent network, all that entered is returned, one time after the other.

    >>> seen = observe(nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)), torch.ones(5, 2))
    >>> {name: tuple(x.shape) for name, x in seen.items()}
    {'0': (5, 2), '2': (5, 3)}
    """
    seen: dict[str, list[Tensor]] = {}
    hooks = []
    for name, layer in quantizable_layers(model).items():
        if outputs:
            hooks.append(
                layer.register_forward_hook(
                    lambda _, __, left, name=name: seen.setdefault(name, []).append(left)
                )
            )
        else:  # before the input quantizer, if there is one
            note = partial(lambda name, _, entered: seen.setdefault(name, []).append(entered[0]), name)
            hooks.append(layer.register_forward_pre_hook(note, prepend=True))
    try:
        model(inputs)
    finally:
        for hook in hooks:
            hook.remove()
    return {name: times[0] if len(times) == 1 else torch.cat(times) for name, times in seen.items()}


def layer_sqnr_db(model: nn.Module, quantized: nn.Module, inputs: Tensor) -> dict[str, float]:
    """Return the SQNR of every layer's output in the quantized network against the float one, in dB.

    Noise from all layers before is in it. Batch norm is folded into the float network too, so that like is
    compared with like (a network quantized without folding is compared before its batch norm).

    >>> model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
    >>> layer_sqnr_db(model, model, torch.ones(5, 2))
    {'0': inf, '2': inf}
    """
    keeps_norm = any(isinstance(module, nn.BatchNorm2d) for module in quantized.modules())
    reference = model if keeps_norm else fold_batch_norm(model)
    before, after = (observe(network, inputs, outputs=True) for network in (reference, quantized))
    return {name: sqnr_db(before[name], after[name]) for name in before}
