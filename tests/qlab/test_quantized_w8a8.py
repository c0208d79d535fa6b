"""Eight bits for weights and activations, built by hand: torch's kernel, and the integers that hardware would use."""

import torch
from torch import nn

from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe


class ByHand:
    """Two layers at W8A8, with torch's own kernel and the formulas of Jacob et al. 2018."""

    def __init__(self):
        generator = torch.Generator().manual_seed(7)
        self.x = torch.randn(50, 6, generator=generator)
        self.layers = [nn.Linear(6, 5), nn.Linear(5, 3)]
        for layer in self.layers:
            layer.weight.data.copy_(torch.randn(layer.weight.shape, generator=generator))
            layer.bias.data.copy_(torch.randn(layer.bias.shape, generator=generator))
        self.model = nn.Sequential(self.layers[0], nn.ReLU(), self.layers[1])
        self.steps = [layer.weight.detach().abs().max() / 127 for layer in self.layers]
        hidden = nn.functional.linear(self.x, self.fake_weight(0), self.layers[0].bias).relu()
        self.ranges = [self.scale_and_zero_point(x.detach()) for x in (self.x, hidden)]

    def fake_weight(self, i):
        zero = torch.tensor(0, dtype=torch.int32)
        return torch.fake_quantize_per_tensor_affine(self.layers[i].weight, self.steps[i], zero, -127, 127)

    @staticmethod
    def scale_and_zero_point(x):
        low, high = x.min().clamp(max=0), x.max().clamp(min=0)
        scale = (high - low) / 255
        return scale, (-low / scale).round().to(torch.int32)

    def fake_layer(self, i, x):
        """Compute in floats that lie on the grids."""
        x = torch.fake_quantize_per_tensor_affine(x, *self.ranges[i], 0, 255)
        return nn.functional.linear(x, self.fake_weight(i), self.layers[i].bias)

    def integer_layer(self, i, x):
        """Compute as hardware does: multiply and add whole codes, then scale once."""
        scale, zero_point = self.ranges[i]
        codes = ((x / scale).round() + zero_point).clamp(0, 255).long()
        weight = (self.layers[i].weight / self.steps[i]).round().clamp(-127, 127).long()
        return scale * self.steps[i] * ((codes - zero_point) @ weight.T) + self.layers[i].bias

    @torch.no_grad()
    def run(self, layer):
        return layer(1, layer(0, self.x).relu())


def test_w8a8_is_torchs_own_fake_quantization_to_the_last_bit():
    net = ByHand()
    quantized = quantize_model(net.model, bits_recipe(8, "both"), net.x)
    assert torch.equal(quantized(net.x), net.run(net.fake_layer))


def test_w8a8_is_integer_arithmetic_up_to_the_rounding_of_floats():
    """Both find the same codes, as no value lies within a float's rounding of a tie.

    What is left is 2 layers with at most 10 roundings, each of 2**-24 of a sum below 100.
    """
    net = ByHand()
    quantized = quantize_model(net.model, bits_recipe(8, "both"), net.x)
    torch.testing.assert_close(
        quantized(net.x), net.run(net.integer_layer), rtol=0, atol=2 * 10 * 100 * 2**-24
    )
