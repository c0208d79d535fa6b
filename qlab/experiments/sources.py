"""Where the values under a grid come from: draws from four shapes, or the weights of a shipped layer."""

from collections.abc import Callable

import torch
from torch import Tensor

from qlab.checks import MAX_SEED, instance, one_of, within
from qlab.experiments.subject import check_layer
from qlab.observe import quantizable_layers
from qlab.zoo import MODELS, load_model


def _gaussian(n: int, generator: torch.Generator) -> Tensor:
    return torch.randn(n, generator=generator)


def _laplace(n: int, generator: torch.Generator) -> Tensor:
    up, down = (torch.empty(n).exponential_(generator=generator) for _ in range(2))
    return up - down


def _outlier(n: int, generator: torch.Generator) -> Tensor:
    x = _gaussian(n, generator)
    return torch.where(torch.arange(n) % 256 == 0, 10 * x, x)


def _positive(n: int, generator: torch.Generator) -> Tensor:
    return _gaussian(n, generator).abs()


DRAWS: dict[str, Callable[[int, torch.Generator], Tensor]] = {
    "gaussian": _gaussian,
    "laplace": _laplace,
    "outlier": _outlier,
    "positive": _positive,
}
"""N(0, 1); Laplace of scale 1; N(0, 1) with every 256th value ten times as large; |N(0, 1)|."""


def layer_of(source: str) -> tuple[str, str] | None:
    """Return (model, layer) if `source` reads "MODEL/LAYER".

    >>> layer_of("mlp-64/hidden2"), layer_of("laplace")
    (('mlp-64', 'hidden2'), None)
    """
    model, slash, layer = source.partition("/")
    return (model, layer) if slash else None


def check_source(source: str, seed: int) -> None:
    """Refuse a source that is neither in DRAWS nor a layer of a shipped checkpoint.

    Raises:
        ValueError: naming what was wrong: the source, the model, its seed or its layer.
    """
    within("seed", seed, 0, MAX_SEED)
    named = layer_of(instance("source", source, str, "text"))
    if named is None:
        one_of("source", source, [*DRAWS, *(f"{model}/LAYER" for model in MODELS if source not in DRAWS)])
        return
    model, layer = named
    check_layer(model, seed, layer)


def read_source(source: str, n: int, seed: int) -> Tensor:
    """Return values of `source`, ascending float64 (at most n,), each one a float32.

    A larger layer gives `n` of its weights, drawn at random without replacement.

    Raises:
        ValueError: for an unknown source, a bad seed, or n outside 1..2^24.

    >>> read_source("laplace", 256, seed=0).shape
    torch.Size([256])
    """
    check_source(source, seed)
    within("n", n, 1, 2**24)
    generator = torch.Generator().manual_seed(seed)
    named = layer_of(source)
    if named is None:
        x = DRAWS[source](n, generator)
    else:
        model, layer = named
        weights = quantizable_layers(load_model(model, seed))[layer].weight.detach().flatten()
        x = weights[torch.randperm(len(weights), generator=generator)[:n]]
    return x.sort().values.double()
