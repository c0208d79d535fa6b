"""The scales of binary, ternary and Lloyd-Max against brute force: no other scale loses less."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qlab.formats import FORMATS
from qlab.projection import project
from qlab.qparams import symmetric
from qlab.scale_rules import SCALE_RULES, own_scale

F64 = torch.float64
SMALLEST = 2.0 ** (-126 + 23)  # 23 binary digits above the smallest normal float32
VECTORS = st.lists(
    st.floats(-1e3, 1e3, width=32).filter(lambda v: v == 0 or abs(v) > 1e-3), min_size=1, max_size=12
)


def scale_of(x, rule):
    blocks = torch.tensor([x], dtype=F64) if isinstance(x, list) else x
    return own_scale(blocks, blocks.abs().amax(1, keepdim=True), rule)


def losses(x, scales, name):
    """Squared error of x (n,) under each scale (m,)."""
    blocks = x.expand(len(scales), -1)
    return (project(blocks, symmetric(scales[:, None]), FORMATS[name]) - blocks).square().sum(1)


@given(VECTORS)
def test_no_scale_makes_ternary_better(values):
    x = torch.tensor(values, dtype=F64)
    best = losses(x, scale_of(values, "least_squares")[0], "ternary").item()
    # Whatever the scale, the kept values are the k largest, and then their mean is the best scale: try every k.
    largest = x.abs().sort(descending=True).values
    candidates = torch.cat(
        [largest.cumsum(0) / torch.arange(1, len(x) + 1), torch.linspace(1e-3, 2e3, 2001, dtype=F64)]
    )
    least = losses(x, candidates.clamp(min=1e-9), "ternary").min().item()
    assert best <= least * (1 + 1e-12) + 1e-15


@given(VECTORS)
def test_no_scale_makes_binary_better(values):
    x = torch.tensor(values, dtype=F64)
    scale = scale_of(values, "mean_abs")[0]
    candidates = scale * torch.linspace(0.5, 1.5, 1001, dtype=F64)  # the loss is a parabola around the best
    least = losses(x, candidates, "binary").min().item()
    assert losses(x, scale, "binary").item() <= least * (1 + 1e-12) + 1e-15


def test_binary_keeps_the_direction_of_a_gaussian():
    # cos(x, sign x) = E|x| / sqrt(E x^2) = sqrt(2/pi); var |x| = 1 - 2/pi, so five standard errors of a mean.
    n = 200_000
    x = torch.randn(1, n, generator=torch.Generator().manual_seed(0), dtype=F64)
    answer = project(x, symmetric(scale_of(x, "mean_abs")), FORMATS["binary"])
    cosine = torch.cosine_similarity(x, answer).item()
    assert cosine == pytest.approx((2 / torch.pi) ** 0.5, abs=5 * ((1 - 2 / torch.pi) / n) ** 0.5)


def test_ternary_threshold_of_a_gaussian_is_0_612_sigma():
    # Two-level Lloyd-Max around 0: |x| > 0.6120 goes to 1.2240 (Max 1960, N = 3). The sample's optimum moves
    # with the square root of the flat loss, hence the wide 0.02.
    x = torch.randn(1, 200_000, generator=torch.Generator().manual_seed(1), dtype=F64)
    scale = scale_of(x, "least_squares").item()
    assert scale == pytest.approx(1.2240, abs=0.02)


@given(VECTORS.filter(any), st.integers(-100, 100))
@pytest.mark.parametrize("rule", SCALE_RULES)
def test_scales_scale(rule, values, exponent):
    x = torch.tensor([values], dtype=F64)
    assert scale_of(x * 2.0**exponent, rule).item() == scale_of(x, rule).item() * 2.0**exponent


@pytest.mark.parametrize("size", [1e-44, 1e-31, 1e30, 3e38])
@pytest.mark.parametrize("rule", SCALE_RULES)
def test_no_square_overflows_or_vanishes(rule, size):
    scale = scale_of(torch.full((1, 1000), size), rule)
    assert scale.dtype == torch.float32
    assert scale.item() == pytest.approx(max(size, SMALLEST), rel=1e-6)


@pytest.mark.parametrize("rule", SCALE_RULES)
def test_zeros_get_a_scale_whose_levels_keep_their_digits(rule):
    assert scale_of(torch.zeros(1, 4), rule).item() == SMALLEST
