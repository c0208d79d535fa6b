"""How every public function refuses: one sentence with the argument, the rule, what it got and the way out."""

import reprlib
from collections.abc import Iterable, Sequence
from types import UnionType
from typing import Any, TypeVar

T = TypeVar("T")
N = TypeVar("N", int, float)

MAX_SEED = 2**31 - 1


def one_of(argument: str, value: T, choices: Iterable[T]) -> T:
    """Return `value` if it is one of `choices`, else refuse. True is not 1 here, and neither is 1.0.

    Raises:
        ValueError: naming the argument, the choices and the value.

    >>> one_of("rounding", "floor", ("nearest_even", "floor"))
    'floor'
    """
    known = list(choices)
    if type(value) not in map(type, known) or value not in known:
        raise ValueError(f"{argument} must be one of {', '.join(map(str, known))}; got {_short(value)}.")
    return value


def instance(argument: str, value: T, kind: type | UnionType, called: str) -> T:
    """Return `value` if it is of this kind, which a refusal calls `called`.

    Raises:
        ValueError: naming the argument, the kind and the value.

    >>> instance("name", 3, str, "text")
    Traceback (most recent call last):
    ValueError: name must be text; got 3.
    """
    if not isinstance(value, kind):
        raise ValueError(f"{argument} must be {called}; got {_short(value)}.")
    return value


def distinct(argument: str, values: Sequence[T]) -> Sequence[T]:
    """Return `values` if it is a list or tuple in which nothing stands twice, else refuse.

    Raises:
        ValueError: naming the argument and the values.

    >>> distinct("bits", (8, 4))
    (8, 4)
    """
    if not isinstance(values, list | tuple) or any(value in values[:i] for i, value in enumerate(values)):
        raise ValueError(f"{argument} must be a list in which nothing stands twice; got {_short(values)}.")
    return values


def within(argument: str, value: N, low: N, high: N) -> N:
    """Return `value` if low <= value <= high, else refuse.

    With whole bounds the value must be whole too; a bool is not a number here, and NaN is never within.

    Raises:
        ValueError: naming the argument, the range and the value.

    >>> within("bits", 8, 1, 16)
    8
    """
    kinds = (int,) if isinstance(low, int) else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        number = "a whole number" if isinstance(low, int) else "a number"
        raise ValueError(f"{argument} must be {number} from {low} to {high}; got {_short(value)}.")
    return value


def _short(value: Any) -> str:
    """Return a value as code, cut short, on one line."""
    return " ".join(reprlib.repr(value).split())
