"""Paired comparisons, against scipy's binomial test, tables by hand, and the normal approximation."""

from math import sqrt

import numpy as np
import pytest
from scipy.stats import binomtest

from qlab.metrics.paired import mcnemar, paired_bootstrap


def answers(both, only_a, only_b, neither):
    """Return (right_a, right_b) with these counts."""
    a = [1] * both + [1] * only_a + [0] * only_b + [0] * neither
    b = [1] * both + [0] * only_a + [1] * only_b + [0] * neither
    return a, b


@pytest.mark.parametrize(("only_a", "only_b"), [(0, 0), (1, 0), (4, 0), (3, 9), (6, 6), (150, 86)])
def test_mcnemar_is_the_binomial_test_on_the_pairs_that_differ(only_a, only_b):
    n = only_a + only_b
    expected = binomtest(only_a, n).pvalue if n else 1.0
    assert mcnemar(*answers(10, only_a, only_b, 20)) == pytest.approx(expected, rel=1e-9)


def test_mcnemar_by_hand():
    assert mcnemar(*answers(5, 4, 0, 5)) == pytest.approx(
        2 / 16
    )  # four throws of a coin on one side, or the other
    assert mcnemar(*answers(5, 1, 5, 5)) == pytest.approx(2 * (1 + 6) / 64)


def test_mcnemar_does_not_look_at_what_both_get_right_or_wrong():
    assert mcnemar(*answers(0, 2, 9, 0)) == mcnemar(*answers(900, 2, 9, 70)) == mcnemar(*answers(3, 9, 2, 4))


def test_the_bootstrap_agrees_with_the_normal_approximation_where_that_holds():
    random = np.random.default_rng(3)
    a, b = random.random(800) < 0.9, random.random(800) < 0.8
    gaps = a.astype(float) - b
    low, high = paired_bootstrap(a, b, draws=4000)
    half = 1.96 * gaps.std() / sqrt(len(gaps))
    # a 2.5th percentile of 4,000 draws has a standard error of 0.02 half widths
    assert (low, high) == pytest.approx((gaps.mean() - half, gaps.mean() + half), abs=0.1 * half)


def test_the_bootstrap_is_paired_turns_with_its_arguments_and_repeats():
    a, b = answers(40, 8, 3, 9)
    low, high = paired_bootstrap(a, b, seed=1)
    assert paired_bootstrap(b, a, seed=1) == pytest.approx((-high, -low))
    assert paired_bootstrap(a, b, seed=1) == (low, high)
    assert paired_bootstrap(a, a) == (
        0.0,
        0.0,
    )  # whatever the scores: pairs without a difference leave no doubt


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="must hold True or False"):
        mcnemar([0.5, 1], [1, 0])
    with pytest.raises(ValueError, match="same shape"):
        mcnemar([1, 0], [1])
    with pytest.raises(ValueError, match="draws"):
        paired_bootstrap([1], [0], draws=3)
    with pytest.raises(ValueError, match="confidence"):
        paired_bootstrap([1], [0], confidence=1.0)
