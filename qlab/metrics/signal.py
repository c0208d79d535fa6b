"""How far quantized values lie from the ones they stand for, computed in float64.

Every function takes torch tensors or numpy arrays of any one shape and returns a float; every function
refuses unequal shapes, no values, NaN, infinity, and values too large for float32.
"""

import numpy as np

from qlab.metrics.arrays import Float64, Values, as_float64, as_pair


def _peak(x: Float64) -> float:
    return float(np.max(np.abs(x)))


def _rms(x: Float64) -> float:
    peak = _peak(x)  # relative to the peak no square underflows, however small the values are
    return peak * float(np.sqrt(np.mean(np.square(x / peak)))) if peak > 0 else 0.0


def mse(x: Values, y: Values) -> float:
    """Return the mean squared error, mean((x - y)^2), in the square of the values' unit.

    Raises:
        ValueError: for unequal shapes, no values, or values that are not finite.

    >>> mse([1.0, 2.0], [1.0, 4.0])
    2.0
    """
    a, b = as_pair("x", x, "y", y)
    return float(np.mean(np.square(a - b)))


def max_abs_error(x: Values, y: Values) -> float:
    """Return the largest error of a single value, max|x - y|, in the values' unit.

    Raises:
        ValueError: for unequal shapes, no values, or values that are not finite.

    >>> max_abs_error([1.0, 2.0], [1.5, 1.0])
    1.0
    """
    a, b = as_pair("x", x, "y", y)
    return _peak(a - b)


def sqnr_db(signal: Values, noisy: Values) -> float:
    """Return the signal-to-quantization-noise ratio in dB; higher is better, +6.02 dB halves the error.

        SQNR = 10 log10( sum(signal^2) / sum((signal - noisy)^2) )

    Equal arrays give inf (no noise, even where the signal is zero too); a zero signal with an error gives
    -inf. Widrow and Kollar, Quantization Noise, Cambridge University Press 2008.

    Raises:
        ValueError: for unequal shapes, no values, or values that are not finite.

    >>> round(sqnr_db([10.0, 10.0], [11.0, 9.0]), 6)
    20.0
    >>> sqnr_db([1.0, 2.0], [1.0, 2.0]), sqnr_db([0.0], [1.0])
    (inf, -inf)
    """
    clean, other = as_pair("signal", signal, "noisy", noisy)
    signal_rms, noise_rms = _rms(clean), _rms(clean - other)
    if noise_rms == 0:
        return float("inf")
    if signal_rms == 0:
        return float("-inf")
    return 20 * float(np.log10(signal_rms) - np.log10(noise_rms))


def crest_factor(x: Values) -> float:
    """Return the crest factor max|x| / rms(x), at least 1: how far the largest value sticks out.

    It decides what a min-max range costs: with n = 2^(b-1) - 1 positive levels the SQNR is about
    10 log10(12 n^2 / crest^2), as the rounding error has the variance scale^2 / 12 and scale = max|x| / n
    (Bennett, Spectra of quantized signals, Bell System Technical Journal 27, 1948).

    Raises:
        ValueError: for no values, values that are not finite, or only zeros.

    >>> crest_factor([1.0, -1.0, 1.0]), crest_factor([0.0, 0.0, 0.0, 2.0])
    (1.0, 2.0)
    """
    values = as_float64("x", x)
    if not np.any(values):
        raise ValueError(f"x must hold a value other than zero; got {values.size} zeros.")
    return _peak(values) / _rms(values)
