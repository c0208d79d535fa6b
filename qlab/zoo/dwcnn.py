"""A depthwise-separable network with batch norm: the small-model design that quantizes worst."""

from torch import nn


def _normed(net: nn.Sequential, name: str, conv: nn.Conv2d) -> None:
    """Append conv, its batch norm and a ReLU; the norm has a bias of its own, so the conv needs none."""
    net.add_module(name, conv)
    net.add_module(f"{name}_norm", nn.BatchNorm2d(conv.out_channels, device="meta"))
    net.add_module(f"{name}_relu", nn.ReLU())


def dwcnn(channels: int = 32, blocks: int = 2) -> nn.Sequential:
    """Return a stem, `blocks` depthwise-separable blocks and a Linear, on the "meta" device.

    A block filters each channel alone (3x3 "depthwise"), then mixes channels (1x1 "pointwise"), as in
    MobileNet: Howard et al. 2017, arXiv:1704.04861, section 3.1. Input (N, 64), output (N, 10) logits.

    >>> dwcnn().depthwise1
    Conv2d(32, 32, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), groups=32, bias=False)
    """
    net = nn.Sequential()
    net.add_module("picture", nn.Unflatten(1, (1, 8, 8)))
    _normed(net, "stem", nn.Conv2d(1, channels, 3, padding=1, bias=False, device="meta"))
    for number in range(1, blocks + 1):
        depthwise = nn.Conv2d(channels, channels, 3, padding=1, groups=channels, bias=False, device="meta")
        _normed(net, f"depthwise{number}", depthwise)
        _normed(net, f"pointwise{number}", nn.Conv2d(channels, channels, 1, bias=False, device="meta"))
        net.add_module(f"pool{number}", nn.MaxPool2d(2))
    net.add_module("flatten", nn.Flatten())
    net.add_module("output", nn.Linear(channels * (8 >> blocks) ** 2, 10, device="meta"))
    return net
