"""How every public function refuses: one sentence with the argument, the rule, what it got and the way out."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
N = TypeVar("N", int, float)


def one_of(argument: str, value: T, choices: Iterable[T]) -> T:
    """Return `value` if it is one of `choices`, else refuse.

    Raises:
        ValueError: naming the argument, the choices and the value.

    >>> one_of("rounding", "floor", ("nearest_even", "floor"))
    'floor'
    """
    known = list(choices)
    if value not in known:
        raise ValueError(f"{argument} must be one of {', '.join(map(str, known))}; got {value!r}.")
    return value


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
        raise ValueError(f"{argument} must be {number} from {low} to {high}; got {value!r}.")
    return value
