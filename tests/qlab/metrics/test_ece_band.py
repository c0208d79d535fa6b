"""How far chance moves the ECE: its exact noise floor, and what the bootstrap band says of it."""

import math

import numpy as np
import numpy.typing as npt
import pytest
import scipy.stats

from qlab.metrics.classification import softmax
from qlab.metrics.reliability import ece, ece_band

Float64 = npt.NDArray[np.float64]
Int64 = npt.NDArray[np.int64]


def predictor(sharpness: float, n: int = 597, seed: int = 0) -> Float64:
    """Probabilities of ten classes; the sharper, the more confident."""
    return softmax(sharpness * np.random.default_rng(seed).normal(size=(n, 10)))


def calibrated_labels(probs: Float64, generator: np.random.Generator) -> Int64:
    """Labels drawn from the very probabilities: nobody could be better calibrated."""
    drawn = (probs.cumsum(axis=1) > generator.random((len(probs), 1))).argmax(axis=1)
    return np.asarray(drawn, dtype=np.int64)


def mean_abs_of_chance(p: Float64) -> float:
    """E|S - sum(p)| exactly, S a sum of independent coins with chances p (a Poisson binomial)."""
    chances = np.ones(1)
    for chance in p:
        chances = np.convolve(chances, [1 - chance, chance])
    return float(chances @ np.abs(np.arange(len(p) + 1) - p.sum()))


@pytest.mark.parametrize(("sharpness", "low", "high"), [(3, 0.03, 0.06), (8, 0.02, 0.04), (20, 0.01, 0.03)])
def test_the_noise_floor_of_a_perfectly_calibrated_predictor(
    sharpness: float, low: float, high: float
) -> None:
    # The floor is known exactly: per bin, the mean absolute deviation of a sum of independent coins.
    probs = predictor(sharpness)
    sure = probs.max(axis=1)
    where = np.ceil(sure * 15).astype(int)
    exact = sum(mean_abs_of_chance(sure[where == b]) for b in np.unique(where)) / len(sure)
    generator = np.random.default_rng(1)
    measured = [ece(probs, calibrated_labels(probs, generator)) for _ in range(300)]
    assert np.mean(measured) == pytest.approx(exact, abs=5 * np.std(measured) / math.sqrt(300))
    assert low < exact < high


def test_a_band_contains_its_ece() -> None:
    generator = np.random.default_rng(2)
    for seed in range(40):
        probs = predictor(3, seed=seed)
        labels = calibrated_labels(probs, generator)
        low, high = ece_band(probs, labels, seed=seed)
        assert 0 <= low < ece(probs, labels) < high <= 1


@pytest.mark.parametrize(("sharpness", "temperature"), [(3, 1.0), (8, 1.0), (8, 2.0)])
def test_a_band_covers_the_mean_ece_of_its_sample_size(sharpness: float, temperature: float) -> None:
    # What it is for: the spread of the measured ECE. At least 95 % of 150 bands hold the mean, less five
    # standard deviations of that share (1.8 points each).
    generator = np.random.default_rng(3)
    values, bands = [], []
    for seed in range(150):
        probs = predictor(sharpness, n=300, seed=seed)
        labels = calibrated_labels(probs, generator)
        stated = softmax(temperature * np.log(probs))
        values.append(ece(stated, labels))
        bands.append(ece_band(stated, labels, draws=100))
    held = np.mean([low <= np.mean(values) <= high for low, high in bands])
    assert held > 0.95 - 5 * math.sqrt(0.95 * 0.05 / 150)


def test_a_band_is_scipys_percentiles_less_the_bias() -> None:
    # Over-confident where sure, under-confident where not. A 2.5 % order statistic of 5,000 draws has a
    # standard error of sqrt(0.025 * 0.975) / phi(1.96) / sqrt(5000) = 0.038 standard deviations.
    sure = np.repeat([0.6, 0.9], 100)
    probs, labels = np.column_stack([sure, 1 - sure]), np.tile([0, 0, 0, 0, 1], 40)
    drawn = scipy.stats.bootstrap(
        (np.arange(200),),
        lambda i: ece(probs[i], labels[i]),
        n_resamples=5000,
        vectorized=False,
        method="percentile",
        rng=np.random.default_rng(4),
    )
    value, errors = ece(probs, labels), drawn.bootstrap_distribution
    expected = np.array(drawn.confidence_interval) - (errors.mean() - value)
    tolerance = 5 * math.sqrt(2) * 0.038 * errors.std()
    assert value == pytest.approx(0.15, abs=1e-12)
    assert ece_band(probs, labels, draws=5000) == pytest.approx(expected, abs=tolerance)


def test_a_band_narrows_as_one_over_the_root_of_n() -> None:
    # One bin, far from calibrated: the ECE is |mean gap|, its band 2 * 1.96 standard errors wide. The
    # width of 2,000 draws' percentiles is uncertain by 2.5 % (one sigma of each tail's order statistic).
    n = 1600
    labels = np.arange(n) % 2
    low, high = ece_band(np.tile([0.9, 0.1], (n, 1)), labels, draws=2000)
    assert high - low == pytest.approx(2 * 1.96 * 0.5 / math.sqrt(n), rel=0.125)
    assert (low + high) / 2 == pytest.approx(0.4, abs=5 * 0.025 * (high - low))


def test_a_band_is_its_seed_and_nothing_else() -> None:
    probs = predictor(8)
    labels = calibrated_labels(probs, np.random.default_rng(0))
    band = ece_band(probs, labels, seed=7)
    state = np.random.get_state()[1].copy()
    assert ece_band(probs, labels, seed=7) == band
    assert ece_band(probs, labels, seed=8) != band
    assert np.array_equal(np.random.get_state()[1], state)


def test_refusals() -> None:
    probs, labels = [[0.9, 0.1], [0.2, 0.8]], [0, 1]
    with pytest.raises(ValueError, match="draws must be a whole number from 40"):
        ece_band(probs, labels, draws=39)
    for seed in (-1, None, 0.5):
        with pytest.raises(ValueError, match="seed must be a whole number from 0"):
            ece_band(probs, labels, seed=seed)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="n_bins must be a whole number from 1 to 1000; got 0"):
        ece_band(probs, labels, n_bins=0)
    with pytest.raises(ValueError, match=r"probs must hold finite numbers .* got 2 NaN"):
        ece_band([[math.nan, math.nan]], [0])
