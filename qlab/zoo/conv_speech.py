"""A convolutional network for spoken words: it looks at the whole word as a picture of loudness over time and pitch."""

from torch import nn


def conv_speech(channels: int = 16) -> nn.Sequential:
    """Return two convolutions, two poolings and a Linear, on the "meta" device.

    Input (N, 32 frames, 20 bands), output (N, 10) logits. Sainath & Parada 2015, Convolutional neural networks for
    small-footprint keyword spotting, section 3, made smaller.

    >>> conv_speech().output
    Linear(in_features=640, out_features=10, bias=True)
    """
    net = nn.Sequential()
    net.add_module("picture", nn.Unflatten(1, (1, 32)))
    net.add_module("conv1", nn.Conv2d(1, channels, 5, padding=2, device="meta"))
    net.add_module("relu1", nn.ReLU())
    net.add_module("pool1", nn.MaxPool2d(2))  # 32x20 -> 16x10
    net.add_module("conv2", nn.Conv2d(channels, channels, 3, padding=1, device="meta"))
    net.add_module("relu2", nn.ReLU())
    net.add_module("pool2", nn.MaxPool2d(2))  # 16x10 -> 8x5
    net.add_module("flatten", nn.Flatten())
    net.add_module("output", nn.Linear(40 * channels, 10, device="meta"))
    return net
