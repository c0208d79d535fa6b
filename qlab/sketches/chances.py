"""Functions of probabilities and chance, as lines to draw."""

from collections.abc import Sequence

import numpy as np

from qlab.metrics.by_chance import p_of_guessing
from qlab.metrics.classification import softmax, wilson_interval
from qlab.metrics.kept import kept
from qlab.metrics.language import perplexity
from qlab.sketches.line import Line, Lines


def _shares(temperatures: Sequence[float]) -> tuple[Line, ...]:
    """Return the probability of the first of two classes, over how much larger its logit is."""
    lead = np.linspace(-6, 6, 121)
    dashes = ("dash", "solid", "dot")[-len(temperatures) :] if len(temperatures) > 1 else ("solid",)
    return tuple(
        Line(
            f"temperature {temperature:g}",
            lead,
            100 * softmax(np.stack([lead, np.zeros_like(lead)], axis=1) / temperature)[:, 0],
            dash=dash,
        )
        for temperature, dash in zip(temperatures, dashes, strict=True)
    )


def _softmax() -> Lines:
    return Lines("Logit of A minus logit of B", "Probability of A (%)", _shares((1.0,)))


def _temperature() -> Lines:
    return Lines("Logit of A minus logit of B", "Probability of A (%)", _shares((0.5, 1.0, 2.0)))


def _bells() -> tuple[Line, Line]:
    x = np.linspace(-5, 5, 201)
    bell = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    laplace = np.exp(-np.sqrt(2) * np.abs(x)) / np.sqrt(2)
    return Line("bell curve", x, bell), Line("Laplace", x, laplace, "other", "dash")


def _gaussian() -> Lines:
    bell = _bells()[0]
    x, y = np.asarray(bell.x), np.asarray(bell.y)
    inside = np.abs(x) <= 1
    within = Line("within one sigma", x[inside], y[inside], filled=True)
    return Lines("Value, in sigmas", "How common", (bell, within))


def _tolerance() -> Lines:
    bell = _bells()[0]
    x, y = np.asarray(bell.x), np.asarray(bell.y)
    inside = np.abs(x) <= 0.5
    lines = (bell, Line("counts as right", x[inside], y[inside], "finetuned", filled=True))
    return Lines("Error of an answer", "How common", lines)


def _laplace() -> Lines:
    return Lines("Value, in sigmas", "How common", _bells())


def _nll() -> Lines:
    p = np.linspace(0.01, 1, 100)
    return Lines("Given to the right answer (%)", "Surprise", (Line("NLL", 100 * p, -np.log(p)),))


def _nll_and_brier() -> Lines:
    p = np.linspace(0.01, 1, 100)
    squared = (1 - p) ** 2 + (1 - p) ** 2  # of two classes: both are off by as much
    lines = (
        Line("NLL", 100 * p, -np.log(p)),
        Line("Brier score, two classes", 100 * p, squared, "other", "dash"),
    )
    return Lines("Given to the right answer (%)", "How bad", lines)


def _entropy() -> Lines:
    p = np.linspace(0.001, 0.999, 199)
    bits = -p * np.log2(p) - (1 - p) * np.log2(1 - p)
    return Lines("Heads in so many throws (%)", "Entropy (bits)", (Line("entropy", 100 * p, bits),))


def _wilson() -> Lines:
    counts = np.unique(np.geomspace(10, 2000, 40).astype(int) // 10 * 10)
    ends = [wilson_interval(int(9 * n // 10), int(n)) for n in counts]
    low, high = ([100 * end[side] for end in ends] for side in (0, 1))
    share = Line("nine in ten right", counts, [90.0] * len(counts), dash="dash")
    edges = (Line("may be as low as", counts, low), Line("may be as high as", counts, high))
    ticks = {"type": "log", "tickvals": [10, 100, 1000]}
    return Lines("Test samples", "True share (%)", (share, *edges), ticks)


def _perplexity() -> Lines:
    bits = np.linspace(0, 5, 51)
    line = Line("perplexity", bits, [perplexity(float(value)) for value in bits])
    return Lines("Bits per character", "Perplexity", (line,))


def _guessing() -> Lines:
    n, chance = 50, 0.1
    right = np.arange(0, 16)
    p = [100 * p_of_guessing(int(k), n, chance) for k in right]
    lines = (Line("guessing does as well", right, p), Line("5 %", right, [5.0] * 16, "chance", "dash"))
    return Lines("Right answers of 50", "How likely (%)", lines)


def _kept() -> Lines:
    """Return the accuracy kept by a network that in float gets 90 % right, where guessing gets 10 %."""
    right = np.linspace(0, 100, 101)
    line = Line("kept", right, 100 * kept(1 - right / 100, np.array(0.1), np.array(0.9)))
    ends = Line("guessing, and the float network", [10.0, 90.0], [0.0, 100.0], "chance", "points")
    return Lines("Accuracy (%)", "Accuracy kept (%)", (line, ends))


def _recovered() -> Lines:
    """Return the recovered fraction where quantization took the accuracy from 90 % to 40 %."""
    after = np.linspace(20, 100, 81)
    line = Line("recovered", after, 100 * kept(1 - after / 100, np.array(0.1), np.array(0.6)), "finetuned")
    ends = Line("before, and the float network", [40.0, 90.0], [0.0, 100.0], "chance", "points")
    return Lines("Accuracy after fine-tuning (%)", "Recovered (%)", (line, ends))


CHANCES = {
    "softmax": _softmax,
    "temperature": _temperature,
    "gaussian": _gaussian,
    "laplace": _laplace,
    "tolerance": _tolerance,
    "nll": _nll,
    "nll_and_brier": _nll_and_brier,
    "entropy": _entropy,
    "wilson": _wilson,
    "perplexity": _perplexity,
    "guessing": _guessing,
    "kept": _kept,
    "recovered": _recovered,
}
