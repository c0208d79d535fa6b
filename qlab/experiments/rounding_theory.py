"""Power of a grid's rounding error on a Gaussian, and its correlation with the value, in closed form."""

import numpy as np

from qlab.experiments.dither import DITHERS

TERMS = 40  # of the series; the rest is below 1e-15 for steps of at most 8 sigma


def gaussian_noise(step: float, kind: str = "none") -> tuple[float, float]:
    """Return (power, correlation) of the rounding error of a Gaussian on an endless grid, `step` in sigma.

    Widrow and Kollar 2008, section 6.4 and appendix: without dither, with E_k = exp(-2 pi^2 k^2 / step^2),
    power = 1 + 12 / pi^2 sum (-1)^k k^-2 E_k and correlation = 2 sum (-1)^k E_k. Uniform dither that stays in leaves a
    value at fraction f of a step the power 12 f (1 - f), in all 2 - 12 / pi^2 sum k^-2 E_k. Otherwise dither makes the
    power what `DITHERS` says for any values; the correlation vanishes with any dither.

    >>> power, correlation = gaussian_noise(4.0)
    >>> round(power, 5), round(correlation, 5)
    (0.64811, -0.56807)
    >>> gaussian_noise(4.0, "triangular")
    (3.0, 0.0)
    """
    k = np.arange(1, TERMS + 1)
    fading = np.exp(-2 * np.square(np.pi * k / step))
    alternating = np.where(k % 2, -1.0, 1.0) * fading
    swing = {"none": alternating, "uniform": -fading}.get(kind, np.zeros(TERMS))
    power = DITHERS[kind].power + 12 / np.pi**2 * np.sum(swing / k**2)
    return float(power), float(2 * np.sum(alternating)) if kind == "none" else 0.0
