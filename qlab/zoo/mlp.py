"""Multilayer perceptrons: Linear and ReLU in turn, on the 64 pixels of a digit."""

from collections.abc import Sequence

from torch import nn


def mlp(hidden: Sequence[int], *, inputs: int = 64, outputs: int = 10) -> nn.Sequential:
    """Return the perceptron inputs-hidden-...-outputs on the "meta" device (see `ModelCard.architecture`).

    Input (N, inputs), output (N, outputs) logits. Layers are called hidden1, relu1, ..., output.

    >>> [name for name, _ in mlp([8, 8]).named_children()]
    ['hidden1', 'relu1', 'hidden2', 'relu2', 'output']
    """
    net = nn.Sequential()
    widths = [inputs, *hidden]
    for number, (before, after) in enumerate(zip(widths, hidden, strict=False), start=1):
        net.add_module(f"hidden{number}", nn.Linear(before, after, device="meta"))
        net.add_module(f"relu{number}", nn.ReLU())
    net.add_module("output", nn.Linear(widths[-1], outputs, device="meta"))
    return net
