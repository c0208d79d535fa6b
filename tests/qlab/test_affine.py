"""Uniform quantization against torch's own kernels: equal to the last bit, for every integer format."""

import pytest
import torch

from qlab.affine import dequantize, quantize
from qlab.formats import FORMATS, IntFormat
from qlab.projection import project
from qlab.qparams import QParams, symmetric

INTS = [name for name, f in FORMATS.items() if isinstance(f, IntFormat)]
SCALES = [1.0, 0.1, 1 / 3, 0.0078125, 7.3e-3, 1.7e10, 2.9e-12]


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def values_for(number_format, scale):
    """Values inside and beyond the range, every tie among 60 steps, and both sides of the outermost levels."""
    reach = max(abs(number_format.qmin), number_format.qmax)
    spread = torch.randn(4000, generator=seeded()) * reach * scale
    ties = (torch.arange(-60, 61) / 2) * scale
    ends = torch.tensor([number_format.qmin, number_format.qmax])[:, None] + torch.tensor(
        [-0.6, -0.5, 0, 0.5, 0.6]
    )
    return torch.cat([spread, ties, ends.flatten() * scale])


def zero_points_for(number_format):
    return (
        [number_format.qmin, (number_format.qmin + number_format.qmax) // 2, number_format.qmax]
        if number_format.affine
        else [0]
    )


def parameters(scale, zero_point):
    return QParams(torch.tensor([[scale]]), torch.tensor([[float(zero_point)]]))


@pytest.mark.parametrize("name", INTS)
def test_per_tensor_projection_is_torchs_kernel(name):
    number_format = FORMATS[name]
    qmin, qmax = number_format.qmin, number_format.qmax
    for scale in SCALES:
        x = values_for(number_format, scale)
        for zero_point in zero_points_for(number_format):
            truth = torch.fake_quantize_per_tensor_affine(x, scale, zero_point, qmin, qmax)
            assert torch.equal(project(x[None], parameters(scale, zero_point), number_format)[0], truth)


@pytest.mark.parametrize("name", INTS)
def test_per_channel_projection_is_torchs_kernel(name):
    number_format = FORMATS[name]
    scales = torch.rand(64, generator=seeded(1)) + 0.01
    zero_points = torch.randint(
        number_format.qmin, number_format.qmax + 1, (64,), generator=seeded(2), dtype=torch.int32
    )
    zero_points = zero_points if number_format.affine else torch.zeros_like(zero_points)
    x = torch.randn(64, 200, generator=seeded(3)) * number_format.qmax * scales[:, None]
    truth = torch.fake_quantize_per_channel_affine(
        x, scales, zero_points, 0, number_format.qmin, number_format.qmax
    )
    ours = project(x, QParams(scales[:, None], zero_points[:, None].float()), number_format)
    assert torch.equal(ours, truth)


# Torch will drop this function; it is a witness while it lasts.
@pytest.mark.filterwarnings("ignore:torch.quantize_per_tensor:UserWarning")
@pytest.mark.parametrize(("name", "dtype"), [("int8_full", torch.qint8), ("uint8", torch.quint8)])
@pytest.mark.parametrize("scale", SCALES)
def test_codes_are_those_torch_stores(name, dtype, scale):
    # Torch's two kernels part at ties: fake_quantize, like us, rounds x / scale to even and then adds the
    # zero_point; quantize_per_tensor adds first, in float32, whose unit near 256 is 2^-15: an odd zero_point
    # sends its ties, and what lies that close to one, the other way.
    number_format = FORMATS[name]
    x = values_for(number_format, scale)
    for zero_point in zero_points_for(number_format):
        stored = torch.quantize_per_tensor(x, scale, zero_point, dtype)
        codes = quantize(x[None], parameters(scale, zero_point), number_format)
        assert codes.dtype == torch.int32
        same = codes[0] == stored.int_repr()
        steps = x.double() / scale
        tie = (steps - steps.floor() - 0.5).abs() < 2**-15
        assert (same if zero_point == 0 else same | tie).all()
        assert torch.equal(
            dequantize(codes, parameters(scale, zero_point))[0, same], stored.dequantize()[same]
        )


@pytest.mark.parametrize("rounding", ["nearest_even", "floor", "stochastic"])
@pytest.mark.parametrize("name", INTS)
def test_projection_is_quantize_then_dequantize(name, rounding):
    number_format = FORMATS[name]
    for zero_point in zero_points_for(number_format):
        x = values_for(number_format, 0.1)[None]
        qparams = parameters(0.1, zero_point)
        codes = quantize(x, qparams, number_format, rounding, generator=seeded())
        assert codes.min() >= number_format.qmin
        assert codes.max() <= number_format.qmax
        assert torch.equal(
            dequantize(codes, qparams), project(x, qparams, number_format, rounding, generator=seeded())
        )


@pytest.mark.parametrize("name", INTS)
def test_every_code_survives(name):
    number_format = FORMATS[name]
    codes = torch.arange(number_format.qmin, number_format.qmax + 1)[None]
    for scale in SCALES:
        qparams = parameters(scale, zero_points_for(number_format)[-1])
        assert torch.equal(
            quantize(dequantize(codes, qparams), qparams, number_format), codes.to(torch.int32)
        )


def test_ties_go_to_the_even_code():
    x = torch.tensor([[-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]])
    codes = quantize(x, symmetric(torch.tensor([[1.0]])), FORMATS["int4"])
    assert codes.tolist() == [[-2, -2, 0, 0, 2, 2]]


def test_the_blocks_are_not_touched():
    x = torch.randn(3, 5, generator=seeded())
    kept = x.clone()
    qparams = symmetric(torch.full((3, 1), 0.1))
    dequantize(quantize(x, qparams, FORMATS["int4"]), qparams)
    assert torch.equal(x, kept)
