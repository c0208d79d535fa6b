"""Functions of signals, sums, sizes and training, as lines to draw."""

from math import log10

import numpy as np

from qlab.experiments.registers import wrap
from qlab.formats import FORMATS
from qlab.size import effective_bits
from qlab.sketches.line import Line, Lines


def _relu() -> Lines:
    x = np.linspace(-3, 3, 61)
    return Lines("In", "Out", (Line("ReLU", x, np.maximum(x, 0)),))


def _decibel() -> Lines:
    ratio = np.geomspace(1, 1000, 61)
    line = Line("decibels", ratio, [10 * log10(value) for value in ratio])
    return Lines("Ratio of powers", "dB", (line,), {"type": "log", "tickvals": [1, 2, 10, 100, 1000]})


def _sqnr() -> Lines:
    """Return a wave, and the same wave with noise at two levels."""
    x = np.linspace(0, 4 * np.pi, 161)
    wave, noise = np.sin(x), np.random.default_rng(0).standard_normal(161)
    noise *= np.sqrt(np.mean(wave**2) / np.mean(noise**2))
    looks = ((6, "other", "dot"), (20, "quantized", "solid"))
    noisy = (Line(f"{db} dB", x, wave + noise * 10 ** (-db / 20), color, dash) for db, color, dash in looks)
    return Lines("Time", "Signal", (*noisy, Line("signal", x, wave)))


def _learning_rate() -> Lines:
    """Return a weight on its way to 1 at three learning rates, with the gradient w - 1."""
    steps = np.arange(16)
    rates = (("too small", 0.02, "dot"), ("right", 0.4, "solid"), ("too large", 2.1, "dash"))
    lines = (
        Line(f"{name}: {rate:g}", steps, 1 - (1 - rate) ** steps, "finetuned", dash)
        for name, rate, dash in rates
    )
    return Lines("Training step", "Weight", (*lines, Line("target", steps, [1.0] * 16, "theory", "dash")))


def _gradient() -> Lines:
    w, here = np.linspace(-1, 3, 81), np.linspace(1.7, 2.8, 2)
    tangent = 0.5 * (2.25 - 1) ** 2 + (2.25 - 1) * (here - 2.25)
    lines = (
        Line("loss", w, 0.5 * (w - 1) ** 2),
        Line("slope here: the gradient", here, tangent, "finetuned"),
    )
    return Lines("Weight", "Loss", lines)


def _overfitting() -> Lines:
    """Return polynomials fitted to noisy points of a wave: one that is free enough, and one that is too free."""
    x = np.linspace(0.03, 0.97, 10)
    y = np.sin(2 * np.pi * x) + 0.25 * np.random.default_rng(3).standard_normal(10)
    fine = np.linspace(0.03, 0.97, 161)
    free = Line("learned by heart", fine, np.polyval(np.polyfit(x, y, 9), fine), "quantized")
    calm = Line("held back", fine, np.polyval(np.polyfit(x, y, 3), fine), "finetuned", "dash")
    return Lines("In", "Out", (Line("training samples", x, y, dash="points"), free, calm))


def _accumulator() -> Lines:
    total = np.arange(0, 400)
    held = (
        Line("wraps", total, wrap(total, 8), "quantized"),
        Line("clamps", total, np.minimum(total, 127), "other", "dash"),
    )
    return Lines("True sum", "What 8 bits hold", (Line("true sum", total, total, "theory", "dot"), *held))


def _effective_bits() -> Lines:
    sizes = 2 ** np.arange(3, 11)
    lines = (
        Line(name, sizes, [effective_bits(int(size), 1, FORMATS[name]) for size in sizes], color, dash)
        for name, color, dash in (("int4", "quantized", "solid"), ("int3", "other", "dash"))
    )
    ticks = {"type": "log", "tickvals": [8, 32, 128, 1024]}
    return Lines("Weights that share a scale", "Bits a weight takes", tuple(lines), ticks)


MOTIONS = {
    "relu": _relu,
    "decibel": _decibel,
    "sqnr": _sqnr,
    "learning_rate": _learning_rate,
    "gradient": _gradient,
    "overfitting": _overfitting,
    "accumulator": _accumulator,
    "effective_bits": _effective_bits,
}
