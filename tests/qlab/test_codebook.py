"""Codebooks against brute force, and k-means against scikit-learn's."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn.cluster import KMeans

from qlab.codebook import fit_kmeans
from qlab.formats import FORMATS, CodebookFormat
from qlab.lloyd_max import lloyd_max_levels
from qlab.projection import project
from qlab.qparams import QParams, symmetric

FIXED = [name for name, f in FORMATS.items() if isinstance(f, CodebookFormat) and f.levels.size]


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def unit(blocks, levels=None):
    one = symmetric(torch.ones_like(blocks[:, :1]))
    return QParams(one.scale, one.zero_point, levels)


def inertia(values, levels):
    return (values[:, None] - levels[None]).square().min(1).values.sum().item()


SAMPLES = {
    "gaussian": torch.randn(3000, generator=seeded(), dtype=torch.float64),
    "heavy tails": torch.randn(3000, generator=seeded(1), dtype=torch.float64) ** 5,
    "two clumps": torch.cat(
        [torch.randn(1500, generator=seeded(i), dtype=torch.float64) * 0.1 + i for i in (0, 5)]
    ),
    "half zeros": torch.randn(3000, generator=seeded(2), dtype=torch.float64).clamp(min=0),
    "whole numbers": torch.randint(-20, 20, (3000,), generator=seeded(3)).double(),
}


@pytest.mark.parametrize("name", FIXED)
def test_nearest_is_the_least_distance(name):
    number_format = FORMATS[name]
    x = torch.randn(1, 5000, generator=seeded(), dtype=torch.float64) * number_format.levels.max()
    levels = torch.tensor(number_format.levels)
    truth = (x[0, :, None] - levels).abs().min(1).values
    answer = project(x, unit(x), number_format)[0]
    assert torch.isin(answer, levels).all()
    # Between two levels the midpoint itself is rounded, so a distance may be longer by that much.
    assert ((answer - x[0]).abs() <= truth + 2.0**-50 * levels.abs().max()).all()


@pytest.mark.parametrize("name", FIXED)
def test_ties_go_up_floor_goes_down_and_the_ends_hold(name):
    levels = torch.tensor(FORMATS[name].levels)
    ties = (levels[1:] / 2 + levels[:-1] / 2)[None]
    assert torch.equal(project(ties, unit(ties), FORMATS[name])[0], levels[1:])
    assert torch.equal(project(ties, unit(ties), FORMATS[name], "floor")[0], levels[:-1])
    ends = torch.tensor([[-torch.inf, -1e300, 1e300, torch.inf]], dtype=torch.float64)
    for rounding in ("nearest_even", "floor", "stochastic"):
        answer = project(ends, unit(ends), FORMATS[name], rounding, generator=seeded())[0]
        assert torch.equal(answer, levels[[0, 0, -1, -1]])


@pytest.mark.parametrize("name", FIXED)
def test_stochastic_rounding_splits_every_gap_fairly(name):
    # At a quarter of a gap a value goes up with probability 1/4: binomial, so sd = sqrt(3 n / 16).
    levels = torch.tensor(FORMATS[name].levels)
    times = 20_000 // (len(levels) - 1)
    low, high = levels[:-1].repeat(times), levels[1:].repeat(times)
    x = (0.75 * low + 0.25 * high)[None]
    answer = project(x, unit(x), FORMATS[name], "stochastic", generator=seeded(4))[0]
    assert ((answer == low) | (answer == high)).all()
    assert abs((answer == high).sum().item() - x.numel() / 4) < 5 * (x.numel() * 3 / 16) ** 0.5


def test_binary_is_the_sign_times_the_scale():
    x = torch.randn(1, 1000, generator=seeded())
    answer = project(x, symmetric(torch.tensor([[0.5]])), FORMATS["binary"])
    assert torch.equal(answer, torch.sign(x) * 0.5)


@pytest.mark.parametrize("count", [2, 4, 16, 64])
@pytest.mark.parametrize("name", SAMPLES)
def test_kmeans_is_as_good_as_scikit_learns(name, count):
    # Both end in a local optimum: theirs is the best of ten random starts, ours has one start. It loses most, 18 %,
    # with 64 levels for two narrow clumps, and gains up to 4 % elsewhere.
    values = SAMPLES[name]
    ours = inertia(values, fit_kmeans(values[None], count)[0])
    if len(values.unique()) <= count:
        assert ours == 0
    else:
        theirs = KMeans(count, n_init=10, random_state=0).fit(values[:, None].numpy()).inertia_
        assert ours <= (1.25 if count > 16 else 1.1) * theirs


@pytest.mark.parametrize("count", [4, 16, 64, 256])
def test_kmeans_beats_the_levels_made_for_the_distribution(count):
    # Fitted to the sample itself it must lose no more than Lloyd-Max of the Gaussian the sample came from.
    values = torch.randn(20_000, generator=seeded(6), dtype=torch.float64)
    theirs = inertia(values, torch.tensor(lloyd_max_levels(count)))
    assert inertia(values, fit_kmeans(values[None], count)[0]) <= theirs


def test_kmeans_of_the_gaussian_is_lloyd_max():
    # Lloyd's iteration on a sample is Lloyd-Max of its distribution: levels within five standard errors, sd of
    # a cell's mean = cell width / sqrt(12 n p), with n p > 2000 values in the thinnest of eight cells.
    values = torch.randn(100_000, generator=seeded(5), dtype=torch.float64)
    levels = fit_kmeans(values[None], 8)[0]
    assert levels.numpy() == pytest.approx(FORMATS["lloyd_max3"].levels, abs=0.05)


@given(st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=40), st.integers(1, 5))
def test_every_fitted_level_is_the_mean_of_its_cell(values, bits):
    x = torch.tensor([values], dtype=torch.float64)
    levels = fit_kmeans(x, 2**bits)
    assert levels.shape == (1, 2**bits)
    assert (levels.diff() >= 0).all()
    assert levels.min() >= x.min() - 1e-12
    assert levels.max() <= x.max() + 1e-12
    answer = project(x, unit(x, levels), FORMATS[f"kmeans{bits}"])
    for level in answer.unique():
        assert x[answer == level].mean().item() == pytest.approx(level.item(), abs=1e-12 * 100)
    if len(set(values)) <= 2**bits:
        assert torch.equal(answer, x) or (answer - x).abs().max() < 1e-12


def test_blocks_are_fitted_apart():
    x = torch.stack(list(SAMPLES.values()))
    together = fit_kmeans(x, 16)
    for row in range(len(x)):
        assert np.array_equal(fit_kmeans(x[row : row + 1], 16), together[row : row + 1])
