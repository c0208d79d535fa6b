"""Nobody beats the optimum, it has all points, a hopeless answer has almost none, and a seed makes one challenge."""

import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from hashlib import sha256

import numpy as np
import pytest
import torch

from qlab.challenges.allocations import CHOICES, MODELS
from qlab.challenges.budget import TENTHS, _drawn, budget_challenge
from qlab.challenges.clip import PERCENTS, clip_challenge, score_clip
from qlab.challenges.culprit import culprit_challenge
from qlab.challenges.levels import least_squares_levels, levels_challenge, score_levels
from qlab.challenges.score import LAST_SEED, drawer, error_points
from qlab.codebook import fit_kmeans
from qlab.lloyd_max import lloyd_max_levels
from qlab.quantizer import QuantSpec, fake_quantize

SEEDS = range(6)
ROUNDED = 1 + 1e-9  # float64 sums in another order


def told(challenge):
    """Return what a challenge is made of, to compare."""
    names = ("source", "bits", "count", "values", "budget")
    return [np.asarray(getattr(challenge, name, None)).tolist() for name in names]


def digests():
    """Return what the first challenges are made of, in few characters."""
    made = [make(seed) for make in (clip_challenge, levels_challenge) for seed in SEEDS]
    return [
        *(sha256(challenge.values.tobytes()).hexdigest() for challenge in made),
        *(f"{challenge.source} {challenge.best}" for challenge in made),
        *(str(_drawn(seed)) for seed in SEEDS),
        *(str(culprit_challenge(seed)) for seed in SEEDS),
    ]


def test_a_number_is_the_same_challenge_in_another_process_with_other_threads():
    code = (
        "import json; from tests.qlab.challenges.test_challenges import digests; print(json.dumps(digests()))"
    )
    elsewhere = {"OMP_NUM_THREADS": "2", "PYTHONHASHSEED": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | elsewhere, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == digests()


@pytest.mark.parametrize("drawn", [lambda seed: culprit_challenge(seed).culprit, _drawn])
def test_every_kind_of_challenge_comes_up_as_often(drawn):
    times = Counter(map(drawn, range(LAST_SEED + 1)))
    kinds = 8 if len(times) == 8 else len(MODELS) * 5 * len(CHOICES) * len(TENTHS)
    assert len(times) == kinds
    mean = (LAST_SEED + 1) / kinds
    assert all(
        abs(count - mean) < 5 * np.sqrt(mean) for count in times.values()
    )  # a binomial's spread, or less


def test_points_fall_from_all_to_none_and_twice_the_least_error_has_at_most_a_quarter():
    points = [error_points(error, 1.0, 9.0) for error in np.linspace(1, 10, 50)]
    assert points == sorted(points, reverse=True)
    assert (points[0], points[-1]) == (100, 0)
    assert all(error_points(2.0, 1.0, worst) <= 25 for worst in (2.5, 10.0, 1e9))
    assert (error_points(0.0, 0.0, 1.0), error_points(0.1, 0.0, 1.0)) == (100, 0)


@pytest.mark.parametrize("make", [clip_challenge, levels_challenge, budget_challenge])
def test_a_seed_makes_one_challenge_and_another_seed_another(make):
    assert told(make(2)) == told(make(2)) != told(make(0))
    for seed in (-1, LAST_SEED + 1, 1.5):
        with pytest.raises(ValueError, match="seed must be a whole number"):
            make(seed)


def test_challenges_of_one_number_are_drawn_apart():
    assert drawer("clip", 1).integers(2**31) != drawer("levels", 1).integers(2**31)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_clip_beats_the_best_one_and_a_tiny_one_is_worth_little(seed):
    challenge = clip_challenge(seed)
    least = challenge.error(challenge.best)
    assert least <= challenge.errors(PERCENTS).min()
    # Between neighbors on this dense grid the step changes by 1/2000 of itself, so the error hardly can.
    assert least <= challenge.errors(np.linspace(1, 100, 2000)).min() * 1.01
    assert score_clip(challenge, round(challenge.best)).points >= 90
    assert score_clip(challenge, 1).points < 10


def test_the_error_of_a_clip_is_that_of_the_front_door():
    challenge = clip_challenge(0)
    values = torch.from_numpy(challenge.values)
    snapped = fake_quantize(values, QuantSpec(f"int{challenge.bits}"))
    assert challenge.error(100) == pytest.approx(float((values - snapped).square().mean()), rel=1e-12)
    assert set(snapped.numpy().round(9)) <= set(challenge.levels(100).round(9))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_levels_beat_the_best_ones(seed):
    challenge = levels_challenge(seed)
    least = challenge.error(challenge.best)
    kmeans = fit_kmeans(torch.from_numpy(challenge.values)[None], challenge.count)[0].tolist()
    assert least <= challenge.error(kmeans) * ROUNDED
    generator = np.random.default_rng(seed)
    for _ in range(100):
        anyone = generator.choice(challenge.values, challenge.count).tolist()
        assert least <= challenge.error(anyone) * ROUNDED
        assert 0 <= score_levels(challenge, anyone).points <= 100
    assert score_levels(challenge, challenge.best).points == 100
    one_level = [float(challenge.values.mean())] * challenge.count
    assert score_levels(challenge, one_level).points == 0  # as good as one level can be, and no better
    assert score_levels(challenge, [challenge.ends[1]] * challenge.count).points == 0


def test_the_best_levels_are_those_of_a_search_over_all_cells_and_of_theory():
    values = np.sort(np.random.default_rng(0).standard_normal(9))
    for count in (1, 2, 3, 9):
        cuts = itertools.combinations(range(1, 9), count - 1)
        least = min(sum(np.square(c - c.mean()).sum() for c in np.split(values, cut)) for cut in cuts)
        levels = np.array(least_squares_levels(values, count))
        found = np.square(values[:, None] - levels).min(1).sum()
        assert found == pytest.approx(least, abs=1e-12)
    far = 2.0**30  # its square loses the digits of what is added
    levels = least_squares_levels(np.array([0.0, 0.25, 5.0, 5.25]) + far, 2)
    assert np.subtract(levels, far).tolist() == [0.125, 5.125]
    drawn = np.sort(np.random.default_rng(1).standard_normal(1500))
    # A level is the mean of some 300 draws with a spread below 1: within 4 / sqrt(300).
    assert least_squares_levels(drawn, 4) == pytest.approx(lloyd_max_levels(4), abs=4 / np.sqrt(300))


def test_levels_that_are_too_few_or_outside_are_refused():
    challenge = levels_challenge(0)
    with pytest.raises(ValueError, match="levels must be"):
        score_levels(challenge, challenge.best[:-1])
    with pytest.raises(ValueError, match="a level must be a number from"):
        score_levels(challenge, [challenge.ends[1] + 1] * challenge.count)
