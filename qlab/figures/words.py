"""Small words for sentences about measured numbers."""

from collections.abc import Sequence
from math import isinf


def bits_word(bits: int) -> str:
    """Return "1 bit" or "4 bits".

    >>> bits_word(1)
    '1 bit'
    """
    return "1 bit" if bits == 1 else f"{bits} bits"


def listed(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c".

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def capital(sentence: str) -> str:
    """Return `sentence` with its first letter in upper case, and the rest as it is.

    >>> capital("at 3 bits mlp-8 falls")
    'At 3 bits mlp-8 falls'
    """
    return sentence[:1].upper() + sentence[1:]


def decibels(value: float) -> str:
    """Return "14.6 dB", or "∞ dB" where there is no error at all.

    >>> decibels(14.62)
    '14.6 dB'
    """
    return "∞ dB" if isinf(value) else f"{value:.1f} dB"
