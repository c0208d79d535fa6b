"""The Wilson interval against scipy, the exact binomial distribution and its own laws."""

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from qlab.metrics.classification import wilson_interval

COUNTS = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(deadline=None)
@given(COUNTS, st.floats(0.01, 0.999))
def test_wilson_agrees_with_scipy(counts: tuple[int, int], confidence: float) -> None:
    correct, n = counts
    theirs = scipy.stats.binomtest(correct, n).proportion_ci(confidence, method="wilson")
    assert wilson_interval(correct, n, confidence) == pytest.approx(
        (theirs.low, theirs.high), rel=1e-9, abs=1e-12
    )


@settings(deadline=None)
@given(COUNTS)
def test_wilson_contains_the_share_is_symmetric_and_narrows_with_n(counts: tuple[int, int]) -> None:
    correct, n = counts
    low, high = wilson_interval(correct, n)
    assert 0 <= low <= correct / n <= high <= 1
    assert wilson_interval(n - correct, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)
    wider = wilson_interval(correct, n, 0.99)
    assert wider[1] - wider[0] > high - low
    fourfold = wilson_interval(4 * correct, 4 * n)
    assert fourfold[1] - fourfold[0] < high - low


@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_wilson_holds_its_confidence(share: float) -> None:
    # The exact coverage, summed over the binomial distribution. Counts are whole, so each end may hold one
    # count too many or too few; such a count has the probability phi(1.96) / sd.
    n = 597
    one_count = scipy.stats.norm.pdf(1.96) / math.sqrt(n * share * (1 - share))
    inside = [k for k in range(n + 1) if wilson_interval(k, n)[0] <= share <= wilson_interval(k, n)[1]]
    assert scipy.stats.binom.pmf(inside, n, share).sum() == pytest.approx(0.95, abs=2 * one_count)


@pytest.mark.parametrize(("correct", "n"), [(-1, 10), (11, 10), (0, 0), (0.5, 1), (1, 2.0), (1, -2)])
def test_wilson_refuses_what_is_no_count(correct: int, n: int) -> None:
    with pytest.raises(ValueError, match="correct must be a whole number from 0 to n, and n at least 1; got"):
        wilson_interval(correct, n)


@pytest.mark.parametrize("confidence", [0.0, 1.0, -0.5, math.nan])
def test_wilson_refuses_certainty(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        wilson_interval(1, 2, confidence)


def test_wilson_takes_numpy_counts_and_hits_the_ends_exactly() -> None:
    assert wilson_interval(np.sum([True, False]), np.int64(2)) == wilson_interval(1, 2)
    assert wilson_interval(0, 7)[0] == 0.0
    assert wilson_interval(7, 7)[1] == 1.0
