"""How well a language model foretells a text: the surprise of each character, in bits."""

import numpy as np
from scipy.special import log_softmax

from qlab.checks import within
from qlab.metrics.arrays import Float64, Values, as_float64


def surprise_bits(logits: Values, targets: Values) -> Float64:
    """Return -log2 p(target) at every position, (...,), from logits (..., classes) and class numbers (...,).

    Its mean over a text is the bits per character that an ideal coder needs, who is told the probabilities: Shannon
    1948, https://doi.org/10.1002/j.1538-7305.1948.tb01338.x, section 7. It is the NLL over ln 2.

    Raises:
        ValueError: unless the logits are numbers, with one target for each row of classes.

    >>> surprise_bits(np.zeros((1, 3, 4)), np.array([[0, 1, 2]]))
    array([[2., 2., 2.]])
    """
    numbers, wanted = as_float64("logits", logits), np.asarray(targets)
    if numbers.shape[:-1] != wanted.shape or wanted.size == 0:
        raise ValueError(
            f"targets must have one class for each row of logits; got shapes {wanted.shape} and {numbers.shape}."
        )
    within("targets", int(wanted.min()), 0, numbers.shape[-1] - 1)
    within("targets", int(wanted.max()), 0, numbers.shape[-1] - 1)
    own = np.take_along_axis(log_softmax(numbers, axis=-1), wanted[..., None], axis=-1)
    return np.asarray(-own[..., 0] / np.log(2))


def perplexity(bits: float) -> float:
    """Return among how many equally likely characters a model with this many bits per character seems to choose.

    2^bits: Jelinek, Mercer, Bahl & Baker 1977, https://doi.org/10.1121/1.2016299.

    >>> perplexity(3.0)
    8.0
    """
    return float(2.0**bits)
