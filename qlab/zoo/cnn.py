"""A plain convolutional network for 8x8 pictures."""

from torch import nn


def cnn(channels: int = 32) -> nn.Sequential:
    """Return three 3x3 convolutions, two poolings and a Linear, on the "meta" device.

    Input (N, 64) pixels, output (N, 10) logits. LeCun et al. 1998, https://doi.org/10.1109/5.726791,
    section II, with ReLU and max-pooling.

    >>> cnn().output
    Linear(in_features=128, out_features=10, bias=True)
    """
    net = nn.Sequential()
    net.add_module("picture", nn.Unflatten(1, (1, 8, 8)))
    net.add_module("conv1", nn.Conv2d(1, channels, 3, padding=1, device="meta"))
    net.add_module("relu1", nn.ReLU())
    net.add_module("conv2", nn.Conv2d(channels, channels, 3, padding=1, device="meta"))
    net.add_module("relu2", nn.ReLU())
    net.add_module("pool2", nn.MaxPool2d(2))  # 8x8 -> 4x4
    net.add_module("conv3", nn.Conv2d(channels, channels, 3, padding=1, device="meta"))
    net.add_module("relu3", nn.ReLU())
    net.add_module("pool3", nn.MaxPool2d(2))  # 4x4 -> 2x2
    net.add_module("flatten", nn.Flatten())
    net.add_module("output", nn.Linear(4 * channels, 10, device="meta"))
    return net
