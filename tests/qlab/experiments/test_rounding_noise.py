"""Rounding noise against the closed forms of Widrow and Kollar."""

import pytest

from qlab.experiments.rounding_noise import RoundingNoiseSpec, measure_rounding_noise
from qlab.experiments.rounding_theory import gaussian_noise
from qlab.plain import from_plain, to_plain

# Widrow and Kollar 2008, by r = sigma / step: power over step^2 / 12, correlation; summed in float64 to 5 digits.
TABLE = {
    1.0: (1.00000, 0.0),
    0.5: (0.99126, -0.01438),
    0.4: (0.94833, -0.08499),
    0.3: (0.79450, -0.33681),
    0.25: (0.64811, -0.56807),
    0.2: (0.46076, -0.82472),
}


@pytest.mark.parametrize("r", TABLE)
def test_the_closed_form_is_the_table(r):
    assert gaussian_noise(1 / r) == pytest.approx(TABLE[r], abs=6e-6)


@pytest.mark.parametrize("seed", [0, 1])
def test_measured_noise_of_a_gaussian_is_the_closed_form(seed):
    result = measure_rounding_noise(RoundingNoiseSpec(steps=tuple(1 / r for r in TABLE), seed=seed))
    for (
        point
    ) in result.points:  # squared errors and products have a standard deviation of at most 1.5 of their mean
        assert point.power == pytest.approx(point.gaussian_power, abs=5 * 1.5 / 256)
        assert point.correlation == pytest.approx(point.gaussian_correlation, abs=5 * 1.5 / 256)


def test_trained_weights_are_measured_in_their_own_sigma():
    result = measure_rounding_noise(RoundingNoiseSpec("mlp-64/hidden2", (0.1,)))
    assert result.n == 64 * 64
    assert result.points[0].power == pytest.approx(1, abs=0.1)


def test_a_result_comes_back_from_plain_values():
    result = measure_rounding_noise(RoundingNoiseSpec(steps=(1.0, 2.0), n=256))
    assert from_plain(type(result), to_plain(result), "result") == result
    assert set(result.numbers) == {"1.power", "1.correlation", "2.power", "2.correlation"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"steps": ()}, "steps"),
        ({"steps": (0.0,)}, "step must be"),
        ({"steps": (9.0,)}, "step must be"),
        ({"n": 3}, "n must be"),
        ({"source": "noise"}, "source must be"),
        ({"seed": -1}, "seed must be"),
    ],
)
def test_nonsense_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        RoundingNoiseSpec(**wrong)
