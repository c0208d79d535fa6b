"""What theory predicts about quantization noise, measured through the front door."""

import json
import math
from pathlib import Path

import pytest
import torch

from qlab.formats import FORMATS
from qlab.metrics.signal import crest_factor, mse, sqnr_db
from qlab.projection import project
from qlab.qparams import symmetric
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize

WIDROW = json.loads((Path(__file__).parents[1] / "golden" / "widrow.json").read_text())
F64 = torch.float64


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("ratio", [key for key in WIDROW if key != "origin"])
def test_widrows_table_of_where_the_noise_model_fails(ratio):
    # An integral over the density instead of samples: midpoints h apart. e^2 has no jumps, e jumps by D at
    # each threshold, where the sum is off by at most h D |x| pdf(x), over all thresholds less than 2 h.
    h, step = 2e-5, 1 / float(ratio)
    x = (torch.arange(round(18 / h), dtype=F64) + 0.5) * h - 9
    mass = torch.exp(-x * x / 2) * h / math.sqrt(2 * math.pi)
    scale = torch.tensor([[step]], dtype=F64)
    error = (
        project(x[None], symmetric(scale), FORMATS["int16"])[0] - x
    )  # so many levels that none is the last
    noise = (mass * error**2).sum().item() / (step**2 / 12)
    assert noise == pytest.approx(WIDROW[ratio]["mse_over_d2_12"], abs=1e-6)
    assert (mass * x * error).sum().item() == pytest.approx(WIDROW[ratio]["cov_xe_over_var"], abs=2 * h)


@pytest.mark.parametrize("bits", range(2, 13))
@pytest.mark.parametrize(("family", "steps"), [("int{}", -2), ("int{}_full", -1), ("uint{}", -1)])
def test_a_full_scale_uniform_signal_gains_6_02_dB_per_bit(family, steps, bits):
    # The error is uniform over a step, so SQNR = 20 log10(steps across the range): 2^b - 2 between the narrow
    # range's levels, 2^b - 1 in the others. Evenly spread values see each step alike but for their spacing.
    x = torch.linspace(-1, 1, 2_000_001, dtype=F64)
    measured = sqnr_db(x, fake_quantize(x, QuantSpec(family.format(bits))))
    assert measured == pytest.approx(20 * math.log10(2**bits + steps), abs=0.01)


@pytest.mark.parametrize("bits", [5, 8, 11])
def test_min_max_sqnr_follows_from_the_crest_factor(bits):
    # 10 log10(12 n^2 / crest^2); mean e^2 of N values is off by sqrt(0.8 / N), five of them in dB below.
    x = torch.randn(100_000, generator=seeded(bits), dtype=F64)
    n = 2 ** (bits - 1) - 1
    predicted = 10 * math.log10(12 * n**2 / crest_factor(x) ** 2)
    assert sqnr_db(x, fake_quantize(x, QuantSpec(f"int{bits}"))) == pytest.approx(
        predicted, abs=5 * 4.343 * 0.8e-5**0.5
    )


@pytest.mark.parametrize("fraction", [0.05, 0.3, 0.5, 0.8])
def test_stochastic_rounding_is_unbiased_with_variance_f_1_minus_f(fraction):
    # e is 1 - f with probability f and -f else: mean 0, variance v = f (1 - f), in steps. The standard error
    # of the mean is sqrt(v / N), that of the mean square sqrt((1 - 2 f)^2 v / N), plus v / N for the mean's own.
    n, step = 200_000, 0.25
    x = torch.full((1, n), (3 + fraction) * step, dtype=F64)
    scale = symmetric(torch.tensor([[step]], dtype=F64))
    error = (project(x, scale, FORMATS["int8"], "stochastic", generator=seeded(1)) - x)[0] / step
    v = fraction * (1 - fraction)
    assert error.mean().item() == pytest.approx(0, abs=5 * (v / n) ** 0.5)
    spread = 5 * (abs(1 - 2 * fraction) * (v / n) ** 0.5 + v / n)
    assert error.square().mean().item() == pytest.approx(v, abs=spread)


def test_stochastic_rounding_doubles_the_noise_of_rounding_to_nearest():
    # Averaged over f: D^2 / 6 instead of D^2 / 12. Their mean squares are off by sqrt(7/5 / N) and sqrt(4/5 / N).
    n = 400_000
    x = torch.rand(n, generator=seeded(2), dtype=F64) - 0.5
    nearest, stochastic = (
        mse(x, fake_quantize(x, QuantSpec("int8", rounding=r), generator=seeded(3)))
        for r in ("nearest_even", "stochastic")
    )
    assert stochastic / nearest == pytest.approx(2, abs=2 * 5 * ((1.4 + 0.8) / n) ** 0.5)


@pytest.mark.parametrize("depth", [1, 2, 4, 8, 16])
def test_relative_noise_compounds_with_depth(depth):
    # Independent relative noise 1/g in each linear layer: (1 + 1/g)^L - 1 in all (Lin et al. 2016, arXiv:1511.06393).
    # 256 x 256 weights and 256 inputs average the noise to about 1 %; half a dB is 12 %.
    width, generator = 256, seeded(depth)
    x = torch.randn(width, width, generator=generator, dtype=F64)
    clean, noisy, predicted = x, x, 1.0
    for _ in range(depth):
        weight = torch.randn(width, width, generator=generator, dtype=F64) / width**0.5
        quantized = fake_quantize(weight, QuantSpec("int5"))
        predicted *= 1 + 10 ** (-sqnr_db(weight, quantized) / 10)
        clean, noisy = clean @ weight, noisy @ quantized
    assert sqnr_db(clean, noisy) == pytest.approx(-10 * math.log10(predicted - 1), abs=0.5)


@pytest.mark.parametrize("bits", range(1, 9))
def test_lloyd_max_on_a_gaussian_loses_what_max_computed(bits):
    # D from the levels' own condition: 1 - sum p y^2. The sample's mean square is off by sd(e^2) / sqrt(N).
    n = 400_000
    x = torch.randn(n, generator=seeded(bits), dtype=F64)
    levels = torch.tensor(FORMATS[f"lloyd_max{bits}"].levels)
    edges = torch.cat([torch.tensor([-torch.inf]), (levels[1:] + levels[:-1]) / 2, torch.tensor([torch.inf])])
    D = 1 - (torch.special.ndtr(edges).diff() * levels**2).sum().item()
    squared = (fake_quantize(x, QuantSpec(f"lloyd_max{bits}")) - x).square()
    assert squared.mean().item() == pytest.approx(D, abs=5 * squared.std().item() / n**0.5)


def test_a_larger_tensor_pays_for_its_largest_value():
    # Crest grows with the number of values, and min-max SQNR falls by 20 log10 of it, whatever the values are.
    x = torch.randn(2**16, generator=seeded(4), dtype=F64)
    for granularity in ("per_tensor", "group:256"):
        blocks = x.reshape(1, -1)
        scale = choose_qparams(blocks, QuantSpec("int8", granularity)).scale
        noise = (scale**2 / 12).mean().item()
        measured = mse(blocks, fake_quantize(blocks, QuantSpec("int8", granularity)))
        assert measured == pytest.approx(noise, rel=5 * (0.8 / 2**16) ** 0.5 * 1.1)
