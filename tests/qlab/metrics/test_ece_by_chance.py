"""The noise floor of the ECE, against a closed form and against drawn labels."""

from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest

from qlab.metrics.ece_by_chance import ece_by_chance
from qlab.metrics.reliability import ece


def two_classes(confidence):
    return np.stack([confidence, 1 - np.asarray(confidence)], axis=1)


@pytest.mark.parametrize(("confidence", "n"), [(0.7, 100), (0.7, 2500), (0.95, 600)])
def test_one_bin_is_a_coin_thrown_n_times(confidence, n):
    """With one confidence the ECE is |share of heads - p|, which 95 % of throws keep below 1.96 sqrt(p (1 - p) / n)."""
    spread = sqrt(confidence * (1 - confidence) / n)
    expected = NormalDist().inv_cdf(0.975) * spread
    measured = ece_by_chance(two_classes([confidence] * n), draws=4000)
    # 0.025 of the density of a quantile, 4 standard errors of 4000 draws, and one head more or less.
    assert measured == pytest.approx(expected, abs=0.15 * spread + 1 / n)


def test_19_of_20_calibrated_test_sets_lie_below_it():
    generator = np.random.default_rng(1)
    probs = two_classes(generator.uniform(0.5, 1.0, 600))
    floor = ece_by_chance(probs, draws=1000)
    labels = (generator.random((1000, 600)) >= probs[:, 0]).astype(int)
    below = np.mean([ece(probs, drawn) < floor for drawn in labels])
    assert below == pytest.approx(0.95, abs=4 * sqrt(2 * 0.95 * 0.05 / 1000))


def test_more_samples_lower_it():
    floors = [ece_by_chance(two_classes([0.8] * n)) for n in (50, 500, 5000)]
    assert floors == sorted(floors, reverse=True)


def test_the_same_seed_draws_the_same():
    probs = two_classes([0.8] * 100)
    assert ece_by_chance(probs, seed=3) == ece_by_chance(probs, seed=3) != ece_by_chance(probs, seed=4)


@pytest.mark.parametrize(
    ("how", "words"),
    [({"draws": 10}, "draws must be"), ({"seed": -1}, "seed must be"), ({"n_bins": 0}, "n_bins must be")],
)
def test_bad_arguments_are_refused(how, words):
    with pytest.raises(ValueError, match=words):
        ece_by_chance(two_classes([0.8] * 10), **how)


def test_what_is_no_probability_is_refused():
    with pytest.raises(ValueError, match="probs"):
        ece_by_chance([[0.8, 0.8]])
