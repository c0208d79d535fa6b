"""Lloyd-Max levels against a recorded table, against Lloyd's two conditions, and against the asymptote."""

import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.integrate import quad

from qlab.lloyd_max import lloyd_max_levels

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "lloyd_max.json").read_text())
COUNTS = [int(key) for key in GOLDEN if key != "origin"]


def density(x):
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def cells(levels):
    """Yield (from, to, level); beyond 12 standard deviations lies less than 1e-32 of the mass."""
    edges = [-12.0, *((levels[1:] + levels[:-1]) / 2), 12.0]
    return [(low, high, level) for (low, high), level in zip(pairwise(edges), levels, strict=True)]


def distortion(levels):
    """D = integral of (x - nearest level)^2 under N(0, 1), cell by cell, by adaptive quadrature."""
    return sum(
        quad(lambda x, y=y: (x - y) ** 2 * density(x), a, b, epsabs=1e-14)[0] for a, b, y in cells(levels)
    )


@pytest.mark.parametrize("count", COUNTS)
def test_levels_are_those_of_the_recorded_table(count):
    levels = np.array(lloyd_max_levels(count))
    # The table prints seven decimals.
    assert levels[count // 2 :] == pytest.approx(GOLDEN[str(count)]["levels_nonneg"], abs=0.6e-7)
    thresholds = (levels[1:] + levels[:-1]) / 2
    assert thresholds[thresholds > 1e-9] == pytest.approx(GOLDEN[str(count)]["thresholds_pos"], abs=0.6e-7)


@pytest.mark.parametrize("count", [2, 3, 7, 16, 32])
def test_distortion_is_that_of_the_recorded_table(count):
    D = distortion(np.array(lloyd_max_levels(count)))
    assert pytest.approx(GOLDEN[str(count)]["D"], abs=0.6e-9) == D
    assert -10 * math.log10(D) == pytest.approx(GOLDEN[str(count)]["sqnr_db"], abs=0.6e-5)


def test_two_levels_have_a_closed_form():
    assert lloyd_max_levels(2)[1] == pytest.approx(math.sqrt(2 / math.pi), rel=1e-14)
    assert distortion(np.array(lloyd_max_levels(2))) == pytest.approx(1 - 2 / math.pi, rel=1e-12)


@pytest.mark.parametrize("count", [5, 64, 255, 256])
def test_each_level_is_the_mean_of_its_cell(count):
    for a, b, level in cells(np.array(lloyd_max_levels(count)))[:: max(1, count // 16)]:
        # Around the level itself, so that the thin outer cells lose no digits.
        moment = quad(lambda x, y=level: (x - y) * density(x), a, b, epsabs=1e-15)[0]
        mass = quad(density, a, b, epsabs=1e-15)[0]
        assert abs(moment / mass) < 1e-9


@pytest.mark.parametrize("count", [2, 3, 9, 50, 101, 256])
def test_levels_ascend_and_mirror_each_other(count):
    levels = np.array(lloyd_max_levels(count))
    assert len(levels) == count
    assert np.all(np.diff(levels) > 0)
    np.testing.assert_array_equal(levels, -levels[::-1])


def test_distortion_approaches_panter_and_dite_from_below():
    # D N^2 rises to (sqrt 3 / 2) pi = 2.72070 (Panter and Dite 1951).
    scaled = [count**2 * distortion(np.array(lloyd_max_levels(count))) for count in (8, 32, 64, 256)]
    limit = math.sqrt(3) / 2 * math.pi
    assert scaled == sorted(scaled)
    assert 0.98 * limit < scaled[-1] < limit


@pytest.mark.parametrize("count", [1, 0, -3, 257, 4.0, "4"])
def test_other_counts_are_refused(count):
    with pytest.raises(ValueError, match=f"count must be a whole number from 2 to 256; got {count!r}"):
        lloyd_max_levels(count)
