"""Temperature: a known one is found again, no answer changes, and no sample judges itself."""

import numpy as np
import pytest

from qlab.metrics.classification import nll, softmax
from qlab.metrics.temperature import COLDEST, HOTTEST, cross_scaled, fit_temperature


@pytest.fixture(scope="module")
def calibrated():
    """Return logits and labels drawn with just the probabilities that the logits say."""
    random = np.random.default_rng(0)
    logits = 2 * random.standard_normal((4000, 5))
    labels = np.array([random.choice(5, p=row) for row in softmax(logits)])
    return logits, labels


@pytest.mark.parametrize("temperature", [0.25, 1.0, 3.0])
def test_a_known_temperature_is_found_again(calibrated, temperature):
    logits, labels = calibrated
    assert fit_temperature(logits * temperature, labels) == pytest.approx(
        temperature, rel=0.06
    )  # 4,000 samples


def test_it_has_the_least_nll(calibrated):
    logits, labels = calibrated
    best = fit_temperature(logits, labels)
    least = nll(logits / best, labels)
    assert all(nll(logits / (best * factor), labels) > least for factor in (0.9, 1.1))


def test_certainty_gets_cold_and_mistakes_get_hot():
    assert COLDEST <= fit_temperature([[1.0, 0.0]] * 9, [0] * 9) < 0.1
    assert 100 < fit_temperature([[1.0, 0.0]] * 9, [1] * 9) <= HOTTEST


def test_no_sample_judges_itself(calibrated):
    logits, labels = (values[:200] for values in calibrated)
    scaled, (first, second) = cross_scaled(logits, labels)
    assert np.array_equal(scaled.argmax(1), logits.argmax(1))
    by_first = np.isclose(scaled, logits / first).all(1)
    assert by_first.sum() == 100
    assert np.allclose(scaled[~by_first], logits[~by_first] / second)
    assert first == pytest.approx(fit_temperature(logits[~by_first], labels[~by_first]))
    assert second == pytest.approx(fit_temperature(logits[by_first], labels[by_first]))


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="number of samples"):
        cross_scaled([[1.0, 0.0]] * 3, [0, 1, 0])
    with pytest.raises(ValueError, match="labels"):
        fit_temperature([[1.0, 0.0]], [2])
