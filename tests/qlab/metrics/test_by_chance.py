"""Tests of chance, against scipy, hand values, and chance itself."""

import numpy as np
import pytest
from scipy.stats import binomtest, hypergeom

from qlab.metrics.by_chance import holm, p_of_even, p_of_guessing


@pytest.mark.parametrize(
    ("correct", "n", "chance"), [(0, 9, 0.1), (9, 9, 0.1), (73, 597, 0.1), (26, 54, 21 / 54)]
)
def test_guessing_is_the_one_sided_binomial_test(correct, n, chance):
    assert p_of_guessing(correct, n, chance) == pytest.approx(
        binomtest(correct, n, chance, alternative="greater").pvalue, rel=1e-9
    )


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.7]) == [1.0, 1.0]
    assert holm([]) == []


def test_two_groups_agree_with_the_hypergeometric_distribution():
    # 20 samples each, 10 hits: as uneven as 8 against 2 are 8 or more in either group
    exact = 2 * hypergeom(40, 20, 10).sf(7)
    assert p_of_even([8, 2], [20, 20], draws=100_000) == pytest.approx(exact, rel=0.05)


def test_an_even_spread_is_rarely_called_uneven():
    random, sizes = np.random.default_rng(0), np.array([60] * 10)
    hits = random.multivariate_hypergeometric(sizes, 40, size=300)
    alarms = sum(p_of_even(hit, sizes, draws=200, seed=i) < 0.05 for i, hit in enumerate(hits))
    assert alarms <= 26  # 15 expected; binomial(300, 0.05) exceeds 26 once in 400 times


def test_groups_without_samples_do_no_harm():
    assert p_of_even([0, 3, 3], [0, 10, 10]) == 1.0


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="hit must lie between 0 and of"):
        p_of_even([3], [2])
    with pytest.raises(ValueError, match="hit must lie between 0 and of"):
        p_of_even([0], [0])
    with pytest.raises(ValueError, match="correct"):
        p_of_guessing(5, 4, 0.5)
    with pytest.raises(ValueError, match="chance"):
        p_of_guessing(1, 4, 0.0)
