"""Bits and decibels against rate-distortion theory."""

import math

import numpy as np
import pytest
import torch
from scipy.stats import norm

from qlab.experiments.rate import (
    COMPARED,
    ENTROPY_CODED,
    GAP_DB,
    STEPS,
    RateResult,
    RateSpec,
    entropy_bits,
    measure_rate,
)
from qlab.formats import FORMATS
from qlab.plain import from_plain, to_plain

N = 16_384
DB = 20 * math.log10(2)


@pytest.fixture(scope="module")
def result():
    return measure_rate(RateSpec(n=N))


def coded(result):
    return [p for p in result.points if p.family == ENTROPY_CODED]


def test_the_entropy_of_draws_is_the_entropy_they_were_drawn_with():
    shares = np.array([0.5, 0.25, 0.125, 0.125])
    codes = torch.multinomial(torch.from_numpy(shares), N, True, generator=torch.Generator().manual_seed(0))
    # -log2 share has a standard deviation of 0.83 bits.
    assert entropy_bits(codes) == pytest.approx(1.75, abs=5 * 0.83 / math.sqrt(N))
    assert entropy_bits(torch.zeros(100)) == 0


def test_even_steps_take_the_bits_that_a_gaussians_cells_have(result):
    for point, step in zip(coded(result), STEPS, strict=True):
        edges = (np.arange(-200, 201) - 0.5) * step
        cells = np.diff(norm.cdf(edges))
        cells = cells[cells > 0]
        # log2 of a cell's share scatters by 1.02 bits, as x^2 / 2 does: sqrt(1/2) / ln 2.
        assert point.bits == pytest.approx(-np.sum(cells * np.log2(cells)), abs=5 * 1.02 / math.sqrt(N))


def test_fine_even_steps_stay_a_quarter_of_a_bit_behind(result):
    for point in coded(result)[-4:]:
        assert point.over_db == pytest.approx(-GAP_DB, abs=0.2)  # 5 standard deviations of bits and SQNR
    assert pytest.approx(0.2546, abs=1e-4) == GAP_DB / DB


def test_no_format_beats_the_bound_on_a_gaussian_and_some_do_without_signs(result):
    assert max(p.over_db for p in result.points) < 0
    one_side = measure_rate(RateSpec("positive", n=1024))
    # |x| and a fair sign make a Gaussian: knowing the sign saves a bit at any SQNR.
    finest = coded(one_side)[-1]
    assert finest.over_db == pytest.approx(DB - GAP_DB, abs=5 * 1.02 * DB / 32)


def test_every_format_pays_for_its_scale_and_its_list(result):
    taken = {p.name: p.bits for p in result.points}
    assert [name for name in taken if name in FORMATS] == list(COMPARED)
    assert taken["int4"] == 4 + 32 / N
    assert taken["kmeans4"] == 4 + 16 * 32 / N
    assert taken["uint4"] == 4 + 36 / N


def test_it_can_be_published_and_every_point_has_a_row(result):
    assert from_plain(RateResult, to_plain(result), "result") == result
    assert len(result.rows()) == len(result.points) == len(COMPARED) + len(STEPS)
    assert len(result.numbers) == len(COMPARED) + 2 * len(STEPS)


@pytest.mark.parametrize(("fields", "message"), [({"n": 3}, "n must"), ({"source": "x"}, "source must")])
def test_nonsense_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        RateSpec(**fields)
