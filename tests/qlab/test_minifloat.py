"""Small floats against the casts of torch and ml_dtypes: every level, every tie, every subnormal, and wide values."""

import ml_dtypes
import numpy as np
import pytest
import torch

from qlab.formats import FORMATS
from qlab.projection import project
from qlab.qparams import symmetric

ML_DTYPES = {
    "e2m1": ml_dtypes.float4_e2m1fn,
    "e2m3": ml_dtypes.float6_e2m3fn,
    "e3m2": ml_dtypes.float6_e3m2fn,
    "e4m3": ml_dtypes.float8_e4m3fn,
    "e5m2": ml_dtypes.float8_e5m2,
    "fp16": np.float16,
    "bf16": ml_dtypes.bfloat16,
}
TORCH_DTYPES = {
    "e4m3": torch.float8_e4m3fn,
    "e5m2": torch.float8_e5m2,
    "fp16": torch.float16,
    "bf16": torch.bfloat16,
}
ONE = symmetric(torch.tensor([[1.0]]))


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def probes(number_format):
    """Every level, every midpoint, the float32 neighbors of both, and values over 60 orders of magnitude."""
    levels = torch.tensor(number_format.levels)
    points = torch.cat([levels, (levels[1:] + levels[:-1]) / 2]).float()
    around = [torch.nextafter(points, torch.tensor(end)) for end in (-torch.inf, torch.inf)]
    wide = torch.randn(100_000, generator=seeded()) * 10 ** (
        torch.rand(100_000, generator=seeded(1)) * 60 - 30
    )
    near = torch.randn(100_000, generator=seeded(2)) * number_format.max_level / 3
    x = torch.cat([points, *around, wide, near])
    return x.clamp(-number_format.max_level, number_format.max_level)  # their casts overflow, we saturate


@pytest.mark.parametrize("name", ML_DTYPES)
def test_rounding_is_that_of_ml_dtypes(name):
    x = probes(FORMATS[name])
    truth = torch.from_numpy(x.numpy().astype(ML_DTYPES[name]).astype(np.float32))
    assert torch.equal(project(x[None], ONE, FORMATS[name])[0], truth)


@pytest.mark.parametrize("name", TORCH_DTYPES)
def test_rounding_is_that_of_torch(name):
    x = probes(FORMATS[name])
    assert torch.equal(project(x[None], ONE, FORMATS[name])[0], x.to(TORCH_DTYPES[name]).float())


@pytest.mark.parametrize("name", ML_DTYPES)
def test_larger_values_saturate(name):
    top = FORMATS[name].max_level
    x = torch.tensor([[top * 1.01, -top * 1.01, torch.inf, -torch.inf]], dtype=torch.float64)
    qparams = symmetric(torch.ones(1, 1, dtype=torch.float64))
    assert project(x, qparams, FORMATS[name]).tolist() == [[top, -top, top, -top]]


@pytest.mark.parametrize("name", ML_DTYPES)
def test_floor_takes_the_level_below(name):
    levels = torch.tensor(FORMATS[name].levels)
    inside = (levels[1:] * 0.3 + levels[:-1] * 0.7)[None]
    qparams = symmetric(torch.ones(1, 1, dtype=torch.float64))
    assert torch.equal(project(inside, qparams, FORMATS[name], "floor")[0], levels[:-1])


@pytest.mark.parametrize("name", ["e2m1", "e4m3", "e5m2", "bf16"])
def test_stochastic_rounding_splits_every_gap_fairly(name):
    # At 0.3 of a gap a value goes up with probability 0.3; over all gaps and draws the count is binomial.
    levels = torch.tensor(FORMATS[name].levels)
    levels = levels[:: max(1, len(levels) // 256)] if name == "bf16" else levels
    below, above = neighbors(levels, FORMATS[name])
    draws = 20_000 // len(below) * len(below)
    low, high = (side.repeat(draws // len(below)) for side in (below, above))
    qparams = symmetric(torch.ones(1, 1, dtype=torch.float64))
    answer = project(
        (low * 0.7 + high * 0.3)[None], qparams, FORMATS[name], "stochastic", generator=seeded()
    )[0]
    assert ((answer == low) | (answer == high)).all()
    assert abs((answer == high).sum().item() - 0.3 * len(low)) < 5 * (len(low) * 0.21) ** 0.5


def neighbors(chosen, number_format):
    """Each chosen level but the last with the next level of the format."""
    levels = torch.tensor(number_format.levels)
    index = torch.searchsorted(levels, chosen[:-1].contiguous())
    return levels[index], levels[index + 1]


@pytest.mark.parametrize("name", ["e2m1", "e4m3", "e5m2"])
def test_a_power_of_two_scale_moves_the_whole_grid(name):
    x = torch.randn(1000, generator=seeded())
    for exponent in (-40, -1, 3, 30):
        scaled = project((x * 2.0**exponent)[None], symmetric(torch.tensor([[2.0**exponent]])), FORMATS[name])
        assert torch.equal(scaled / 2.0**exponent, project(x[None], ONE, FORMATS[name]))
