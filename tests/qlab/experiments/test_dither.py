"""Dither against closed forms, and what Gray and Stockham say of each kind."""

import numpy as np
import pytest
import torch

from qlab.experiments.dither import DITHERS, dither
from qlab.experiments.rounding_noise import RoundingNoiseSpec, measure_rounding_noise
from qlab.experiments.rounding_theory import gaussian_noise

STEPS = (0.5, 2.0, 3.0, 4.0, 6.0)
N = 65_536
EACH = pytest.mark.parametrize("kind", [kind for kind in DITHERS if kind != "none"])


def seeded():
    return torch.Generator().manual_seed(0)


@EACH
def test_measured_noise_is_the_closed_form(kind):
    for point in measure_rounding_noise(RoundingNoiseSpec(steps=STEPS, n=N, dither=kind)).points:
        # e^2 is at most (1.5 step)^2 = 27 of step^2 / 12, its mean at most 3: the standard deviation is below 9.
        assert point.power == pytest.approx(point.gaussian_power, abs=5 * 9 / np.sqrt(N))
        # x e has at most the standard deviation of x times that of e, step / 2, in sigma^2.
        assert point.correlation == pytest.approx(0, abs=5 * point.step / 2 / np.sqrt(N))
        assert point.gaussian_correlation == 0


def errors(kind, value):
    """Return the errors in steps of a single value, rounded with 40,000 draws of this dither."""
    draws = dither(kind, 40_000, seeded()).numpy()
    return np.round(value + draws) - value - (draws if DITHERS[kind].taken_away else 0)


@EACH
@pytest.mark.parametrize("value", [0.0, 0.2, 0.5])
def test_the_mean_error_of_every_single_value_is_0(kind, value):
    assert errors(kind, value).mean() == pytest.approx(0, abs=5 * 0.5 / 200)


@pytest.mark.parametrize(
    ("kind", "powers"), [("subtractive", (1, 1, 1)), ("uniform", (0, 1.92, 3)), ("triangular", (3, 3, 3))]
)
def test_whether_the_power_depends_on_the_value(kind, powers):
    # Uniform, left in: up with probability f, so 12 f (1 - f). The others: the same for every value.
    for value, power in zip((0.0, 0.2, 0.5), powers, strict=True):
        assert 12 * np.mean(errors(kind, value) ** 2) == pytest.approx(power, abs=5 * 9 / 200)


def test_on_a_fine_grid_the_power_is_the_registered_one_and_none_is_widrows():
    for kind, one in DITHERS.items():
        assert gaussian_noise(0.5, kind) == pytest.approx((one.power, 0), abs=1e-12)
    assert gaussian_noise(4.0) == gaussian_noise(4.0, "none") == pytest.approx((0.64811, -0.56807), abs=6e-6)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="dither must be one of none"):
        dither("loud", 3, seeded())
    with pytest.raises(ValueError, match="dither must be one of none"):
        RoundingNoiseSpec(dither="loud")
