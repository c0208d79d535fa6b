"""Levels against the recorded tables of Max, and laws that any placement keeps."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from qlab.experiments.best_uniform import best_uniform_db
from qlab.experiments.placement import (
    PANTER_DITE_DB,
    PlacementResult,
    PlacementSpec,
    gaussian_lloyd_max_db,
    measure_placement,
)
from qlab.plain import from_plain, to_plain

GOLDEN = Path(__file__).parents[2] / "golden"
LLOYD_MAX = json.loads((GOLDEN / "lloyd_max.json").read_text())
UNIFORM = json.loads((GOLDEN / "uniform_optimal.json").read_text())


@pytest.mark.parametrize("count", [key for key in LLOYD_MAX if key != "origin"])
def test_the_closed_form_is_the_table(count):
    assert gaussian_lloyd_max_db(int(count)) == pytest.approx(LLOYD_MAX[count]["sqnr_db"], abs=1e-5)


def test_it_approaches_panter_and_dite_from_above():
    gaps = [20 * np.log10(count) - gaussian_lloyd_max_db(count) for count in (8, 32, 128, 256)]
    assert gaps == sorted(gaps)
    assert PANTER_DITE_DB - 0.05 < gaps[-1] < PANTER_DITE_DB


@pytest.mark.parametrize("count", ["2", "4", "8", "16", "32"])
def test_the_best_even_steps_are_those_of_max(count):
    # The middles of a million equally likely cells stand for the density. Within a cell the error of a value is off by
    # at most the cell's width, which is 2e-6 / pdf; its mean square vanishes against D but for the two outermost cells.
    middles = norm.ppf((np.arange(2**19) + 0.5) / 2**20)
    values = np.concatenate([middles, -middles])
    assert best_uniform_db(values, int(count)) == pytest.approx(UNIFORM[count]["sqnr_db"], abs=2e-3)


@pytest.mark.parametrize("seed", range(3))
def test_no_other_step_is_better(seed):
    values = np.random.default_rng(seed).laplace(size=500)
    unit = np.arange(8) - 3.5
    for step in np.linspace(0.01, 4, 200):
        error = np.min((values[:, None] - step * unit) ** 2, axis=1)
        # The search ends within 1e-6 of its range, and the error is flat there.
        assert best_uniform_db(values, 8) >= 10 * np.log10(np.sum(values**2) / np.sum(error)) - 1e-3


@pytest.fixture(scope="module")
def result():
    return measure_placement(PlacementSpec(bits=(2, 4), n=16_384))


def test_draws_of_a_gaussian_reach_the_table(result):
    for point in result.points:
        # e^2 and x^2 have a standard deviation of at most 1.5 times their mean: 5 of them in dB.
        within = 10 * np.log10(1 + 5 * 1.5 * np.sqrt(2 / result.n))
        assert point.lloyd_max_db == pytest.approx(point.table_db, abs=within)
        assert point.uniform_db == pytest.approx(UNIFORM[str(2**point.bits)]["sqnr_db"], abs=within)
        assert point.fitted_db >= point.lloyd_max_db - 0.05  # Lloyd's iteration may stop at a hill's foot
        assert point.bound_db - point.fitted_db > 0


def test_it_can_be_published_and_every_number_of_bits_has_a_row(result):
    assert from_plain(PlacementResult, to_plain(result), "result") == result
    assert [row["bits"] for row in result.rows()] == [2, 4]
    assert len(result.numbers) == 6


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"source": "x"}, "source must"),
        ({"bits": (9,)}, "bits must"),
        ({"bits": ()}, "number of bits"),
        ({"n": 3}, "n must"),
    ],
)
def test_nonsense_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        PlacementSpec(**fields)
