"""Functions that words speak of pass through the points that everyone can work out."""

from math import log, tanh

import numpy as np
import pytest

from qlab.sketches.functions import FUNCTIONS, FunctionSpec

POINTS = [  # function, which of its lines, x, y
    ("relu", 0, 2.0, 2.0),
    ("relu", 0, -2.0, 0.0),
    ("decibel", 0, 1.0, 0.0),
    ("decibel", 0, 1000.0, 30.0),
    ("softmax", 0, 2.0, 50 + 50 * tanh(1)),
    ("temperature", 0, 1.0, 50 + 50 * tanh(1)),  # 0.5, as if the lead were twice as large
    ("temperature", 2, 4.0, 50 + 50 * tanh(1)),  # 2, as if it were half
    ("nll", 0, 50.0, log(2)),
    ("nll_and_brier", 1, 50.0, 0.5),
    ("nll_and_brier", 1, 100.0, 0.0),
    ("perplexity", 0, 3.0, 8.0),
    ("guessing", 0, 0.0, 100.0),
    ("guessing", 0, 1.0, 100 * (1 - 0.9**50)),
    ("kept", 0, 90.0, 100.0),
    ("kept", 0, 10.0, 0.0),
    ("recovered", 0, 40.0, 0.0),
    ("recovered", 0, 90.0, 100.0),
    ("gradient", 1, 2.25, 0.5 * 1.25**2),  # the slope touches the loss
    ("learning_rate", 1, 1.0, 0.4),
    ("learning_rate", 1, 2.0, 0.4 + 0.4 * 0.6),
    ("effective_bits", 0, 8.0, 4 + 32 / 8),  # a scale in 32 bits for 8 weights
    ("effective_bits", 1, 1024.0, 3 + 32 / 1024),
]


@pytest.mark.parametrize(("name", "line", "x", "y"), POINTS)
def test_a_function_passes_through_what_is_known_of_it(name, line, x, y):
    drawn = FunctionSpec(name).drawn.lines[line]
    assert np.interp(x, drawn.x, drawn.y) == pytest.approx(y, rel=1e-6, abs=1e-6)


def test_of_a_bell_curve_two_thirds_lie_within_one_sigma():
    _, within = FunctionSpec("gaussian").drawn.lines
    assert np.trapezoid(within.y, within.x) == pytest.approx(0.6827, abs=1e-3)  # from any table


def test_the_noise_on_a_wave_is_as_loud_as_it_says():
    *noisy, wave = FunctionSpec("sqnr").drawn.lines
    for line in noisy:
        ratio = np.mean(np.square(wave.y)) / np.mean(np.square(np.subtract(line.y, wave.y)))
        assert f"{10 * np.log10(ratio):.4g} dB" == line.name


def test_what_is_learned_by_heart_hits_every_sample_and_what_is_held_back_does_not():
    samples, free, calm = FunctionSpec("overfitting").drawn.lines
    misses = [np.abs(np.interp(samples.x, line.x, line.y) - samples.y).max() for line in (free, calm)]
    assert misses[0] < 0.05 < misses[1]


def test_every_line_has_as_many_heights_as_places():
    for name in FUNCTIONS:
        for line in FunctionSpec(name).drawn.lines:
            assert len(line.x) == len(line.y) > 1
            assert np.isfinite(line.y).all()
