"""The straight-through estimator, held against its definition: Bengio et al. 2013, arXiv:1308.3432, section 3."""

import pytest
import torch

from qlab.granularity import from_blocks, to_blocks
from qlab.quantized import InputQuantizer, WeightQuantizer
from qlab.quantizer import QuantSpec, fake_quantize


@pytest.mark.parametrize("spec", [QuantSpec("int3"), QuantSpec("binary"), QuantSpec("int4", "per_channel")])
def test_a_latent_weight_gets_the_gradient_of_its_quantized_weight(spec: QuantSpec) -> None:
    latent = torch.randn(5, 7, generator=torch.Generator().manual_seed(0), requires_grad=True)
    upstream = torch.randn(5, 7, generator=torch.Generator().manual_seed(1))
    quantized = WeightQuantizer(latent, spec)(latent)
    assert torch.equal(quantized, fake_quantize(latent, spec))
    (quantized * upstream).sum().backward()
    assert latent.grad is not None
    assert torch.equal(latent.grad, upstream)


@pytest.mark.parametrize("spec", [QuantSpec("uint4"), QuantSpec("int3"), QuantSpec("uint2", "per_channel:1")])
def test_an_activations_gradient_passes_inside_the_range_and_stops_beyond_it(spec: QuantSpec) -> None:
    generator = torch.Generator().manual_seed(0)
    quantizer = InputQuantizer(torch.rand(64, 3, generator=generator), spec)
    x = (3 * torch.randn(200, 3, generator=generator)).requires_grad_(True)
    upstream = torch.randn(200, 3, generator=generator)
    quantized = quantizer(x)
    (quantized * upstream).sum().backward()
    ends = [
        fake_quantize(torch.full_like(x, end), spec, quantizer.qparams) for end in (-torch.inf, torch.inf)
    ]
    inside = (x > ends[0]) & (x < ends[1])
    assert 0 < inside.float().mean() < 1
    assert x.grad is not None
    assert torch.equal(x.grad, torch.where(inside, upstream, 0.0))
    assert torch.equal(quantized, fake_quantize(x, spec, quantizer.qparams))


def test_every_channel_stops_at_its_own_range() -> None:
    quantizer = InputQuantizer(torch.tensor([[1.0, 10.0], [0.0, 0.0]]), QuantSpec("uint8", "per_channel:1"))
    x = torch.tensor([[5.0, 5.0]], requires_grad=True)
    quantizer(x).sum().backward()
    assert x.grad is not None
    assert x.grad.tolist() == [[0.0, 1.0]]


def test_blocks_come_back_as_they_went_for_gradients() -> None:
    """`to_blocks` and `from_blocks` stand in the gradient's way, so they must pass it on unchanged."""
    x = torch.randn(4, 3, 2, 2, requires_grad=True)
    spec = QuantSpec("uint8", "per_channel:1")
    from_blocks(to_blocks(x, spec.blocks), x, spec.blocks).sum().backward()
    assert x.grad is not None
    assert torch.equal(x.grad, torch.ones_like(x))
