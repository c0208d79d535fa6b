"""Theory of dilution: how much of the rounding error of many units their mean keeps."""

from math import exp, log10, pi


def shared_noise(private: float) -> float:
    """Return the part of the rounding error's power that all units share, in steps squared, of 1/12 in all.

    The error is a sawtooth of the value, the sum over m of (-1)^m sin(2 pi m x) / (pi m); averaging over Gaussian
    noise of standard deviation `private` shrinks its m-th wave by exp(-2 (pi m private)^2). Widrow and Kollar,
    Quantization Noise, Cambridge University Press 2008, chapter 19.

    >>> round(12 * shared_noise(0.0), 3), round(12 * shared_noise(0.5), 6)
    (1.0, 3.1e-05)
    """
    waves = (exp(-((2 * pi * m * private) ** 2)) / (2 * (pi * m) ** 2) for m in range(1, 2000))
    return sum(waves)


def foretold_db(units: int, spread: float, private: float, *, coherent: bool) -> float:
    """Return the SQNR in dB that theory foretells for the mean of `units` units, each rounded to whole steps.

    Args:
        units: how many.
        spread: standard deviation of the signal, in steps; 1 or more, so that all of a step is met alike.
        private: standard deviation of each unit's own noise, in steps; it counts as part of what the unit holds.
        coherent: whether the signal is the same in all units.

    >>> [round(foretold_db(units, 2.0, 0.5, coherent=True), 1) for units in (1, 4, 16)]
    [17.1, 22.9, 28.9]
    """
    common = shared_noise(private) if coherent else 0.0
    power = spread**2 * (1 if coherent else 1 / units) + private**2 / units
    return 10 * log10(power / (common + (1 / 12 - common) / units))
