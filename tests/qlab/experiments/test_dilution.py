"""Dilution: closed forms of the shared rounding error, and measurements that meet them."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from qlab.experiments.dilution import SIGNALS, DilutionSpec, measure_dilution
from qlab.experiments.dilution_theory import foretold_db, shared_noise
from qlab.plain import from_plain, to_plain

# Powers of signal and noise, from n = 2,000 values each, scatter by sqrt(2/n), together 0.19 dB: three times that.
SCATTER_DB = 0.6


@pytest.mark.parametrize("private", [0.1, 0.2, 0.3])
def test_shared_noise_is_the_power_of_the_error_averaged_over_private_noise(private):
    """By integration: E over private noise of round(s + n) - (s + n), squared, over all s of one step."""

    def mean_error(s):
        cells = np.arange(-8, 10)
        masses = norm.cdf((cells + 0.5 - s) / private) - norm.cdf((cells - 0.5 - s) / private)
        return float(cells @ masses) - s

    power, _ = quad(lambda s: mean_error(s) ** 2, 0, 1, limit=200)
    assert shared_noise(private) == pytest.approx(power, rel=1e-6)


def test_without_private_noise_all_of_the_error_is_shared():
    assert shared_noise(0.0) == pytest.approx(1 / 12, rel=1e-3)


@pytest.mark.parametrize(
    "spec", [DilutionSpec(signal, private) for signal in SIGNALS for private in (0.5, 0.3)]
)
def test_measurements_meet_the_theory(spec):
    for point in measure_dilution(spec).points:
        assert abs(point.sqnr_db - point.theory_db) < SCATTER_DB


def test_independent_signals_gain_nothing_and_coherent_ones_six_decibels():
    assert foretold_db(1024, 2.0, 0.5, coherent=False) == pytest.approx(
        foretold_db(1, 2.0, 0.5, coherent=False)
    )
    gain = foretold_db(4096, 2.0, 1.0, coherent=True) - foretold_db(1024, 2.0, 1.0, coherent=True)
    assert gain == pytest.approx(20 * np.log10(2), abs=0.01)


def test_quiet_units_stop_gaining_at_the_shared_noise():
    """science.md: private noise of 0.3 of a step saturates, here at the signal over the shared part."""
    limit = 10 * np.log10(2.0**2 / shared_noise(0.3))
    assert foretold_db(10**7, 2.0, 0.3, coherent=True) == pytest.approx(limit, abs=0.01)


def test_results_can_be_published_and_repeat():
    spec = DilutionSpec(units=(4, 1), samples=200, seeds=(3, 1))
    result = measure_dilution(spec)
    assert from_plain(type(result), to_plain(result), "result") == result == measure_dilution(spec)
    assert [(row["seed"], row["units"]) for row in result.rows()] == [(3, 4), (3, 1), (1, 4), (1, 1)]
    assert set(result.numbers) == {"s3.k4.sqnr_db", "s3.k1.sqnr_db", "s1.k4.sqnr_db", "s1.k1.sqnr_db"}
    assert result.n_test == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"signal": "loud"}, "signal must be one of coherent, independent; got 'loud'"),
        ({"private": -0.1}, "private must be"),
        ({"spread": 0.5}, "spread must be"),
        ({"units": (4,)}, "number of units must be"),
        ({"units": (0, 4)}, "units must be"),
        ({"samples": 99}, "samples must be"),
        ({"units": (1, 4096), "samples": 100_000}, "units x samples must be"),
        ({"seeds": (0, 0)}, "seeds must be"),
        ({"seeds": (-1,)}, "seed must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        DilutionSpec(**fields)
