"""The interval of a mean, against scipy's own test and against how often it is right."""

import numpy as np
import pytest
from scipy.stats import binom, ttest_1samp

from qlab.metrics.means import mean_interval


@pytest.mark.parametrize("n", [2, 3, 5, 40])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_it_is_scipys(n, confidence):
    values = np.random.default_rng(n).normal(3, 2, n).tolist()
    asked = ttest_1samp(values, 0).confidence_interval(confidence)
    assert mean_interval(values, confidence) == pytest.approx((asked.low, asked.high), rel=1e-9)


def test_five_draws_find_the_mean_95_times_in_100():
    draws = np.random.default_rng(0).normal(1, 1, (2000, 5))
    found = sum(low < 1 < high for low, high in map(mean_interval, draws.tolist()))
    low, high = binom.interval(0.999, len(draws), 0.95)
    assert low <= found <= high


def test_equal_values_leave_no_doubt():
    assert mean_interval([2.5, 2.5, 2.5]) == (2.5, 2.5)


@pytest.mark.parametrize(
    ("values", "confidence", "message"),
    [([], 0.95, "number of values must be"), ([1.0], 0.95, "got 1"), ([1.0, 2.0], 1.0, "confidence must be")],
)
def test_what_has_no_interval_is_refused(values, confidence, message):
    with pytest.raises(ValueError, match=message):
        mean_interval(values, confidence)
