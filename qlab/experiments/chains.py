"""Chains of layers to send noise through: random ones, made here, and the plain stacks of the zoo."""

from math import sqrt

import torch
from torch import Tensor, nn

from qlab.checks import one_of
from qlab.experiments.subject import load_subject
from qlab.zoo import MODELS

CHAINS = {
    "linear": "random Gaussian layers, nothing between them",
    "relu": "random Gaussian layers with ReLU between them",
    "loop": "one random symmetric layer, used again and again",
}
"""The random chains. Signals keep their size from layer to layer, but for what the dice say."""

INPUTS = 128  # Gaussian vectors through a random chain

# Of the entries' standard deviation, times the square root of the width: it keeps the mean square through a linear
# and a ReLU layer (He et al. 2015, arXiv:1502.01852), and gives a symmetric layer the largest eigenvalue 1 (Wigner).
_GAINS = {"linear": 1.0, "relu": sqrt(2.0), "loop": 0.5}


def chain_names() -> list[str]:
    """Return every network that noise can be sent through.

    >>> {"linear", "deep-5x32"} <= set(chain_names())
    True
    """
    return [*CHAINS, *MODELS]


def _weight(kind: str, width: int, generator: torch.Generator) -> Tensor:
    drawn = torch.randn(width, width, generator=generator) * (_GAINS[kind] / sqrt(width))
    return (drawn + drawn.T) / sqrt(2) if kind == "loop" else drawn


def random_chain(
    kind: str, depth: int, width: int, generator: torch.Generator
) -> tuple[nn.Sequential, Tensor]:
    """Return a chain of `depth` layers, width x width without bias, and Gaussian inputs (INPUTS, width) for it.

    Raises:
        ValueError: for a kind that is not in CHAINS.

    >>> chain, inputs = random_chain("relu", 3, 8, torch.Generator().manual_seed(0))
    >>> len(chain), tuple(chain(inputs).shape)
    (6, (128, 8))
    """
    one_of("kind", kind, CHAINS)
    chain = nn.Sequential()
    again = _weight(kind, width, generator) if kind == "loop" else None
    for number in range(1, depth + 1):
        layer = nn.Linear(width, width, bias=False, device="meta")
        layer.weight = nn.Parameter(_weight(kind, width, generator) if again is None else again.clone())
        chain.add_module(f"layer{number}", layer)
        if kind == "relu":
            chain.add_module(f"relu{number}", nn.ReLU())
    return chain.eval().requires_grad_(False), torch.randn(INPUTS, width, generator=generator)


def load_chain(network: str, depth: int, width: int, seed: int) -> tuple[nn.Module, Tensor]:
    """Return a network of `chain_names` and the inputs to send through it: random, or its task's test set.

    >>> len(load_chain("linear", 2, 8, 0)[0]), len(load_chain("mlp-16", 2, 8, 0)[1])
    (2, 597)
    """
    if network in CHAINS:
        return random_chain(network, depth, width, torch.Generator().manual_seed(seed))
    subject = load_subject(network, seed)
    return subject.model, subject.data.test_x
