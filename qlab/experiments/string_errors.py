"""What is wrong in strings of words, and what is otherwise than in float: of each word, and of strings so far."""

from dataclasses import dataclass

import numpy as np

from qlab.metrics.word_errors import word_error_rate


@dataclass(frozen=True)
class StringsPoint:
    """One network at one number of bits, 32 for the float network.

    Attributes:
        seed: which of its checkpoints.
        bits: how many.
        word_error_rate: over all strings, against what was said.
        strings_right: the share of strings that are understood as they were said.
        digits: the share that is understood otherwise than in float of all first digits, of all second ones, ...
        strings: the share of strings with such a digit among the first one, the first two, ...
    """

    seed: int
    bits: int
    word_error_rate: float
    strings_right: float
    digits: tuple[float, ...]
    strings: tuple[float, ...]


def strings_point(
    said: np.ndarray, in_float: np.ndarray, heard: np.ndarray, seed: int, bits: int
) -> StringsPoint:
    """Return the point of a network that understood `heard` where its float network understood `in_float`.

    All three are digits, (strings, length).

    >>> strings_point(np.array([[1, 2]]), np.array([[1, 2]]), np.array([[1, 3]]), 0, 4).strings
    (0.0, 1.0)
    """
    changed = heard != in_float
    return StringsPoint(
        seed,
        bits,
        word_error_rate=word_error_rate(said.tolist(), heard.tolist()),
        strings_right=float((said == heard).all(axis=1).mean()),
        digits=tuple(changed.mean(axis=0).tolist()),
        strings=tuple(np.logical_or.accumulate(changed, axis=1).mean(axis=0).tolist()),
    )
