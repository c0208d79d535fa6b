"""Plain values: what JSON can hold, for receipts, addresses and published results."""

import math
import reprlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin

import cattrs
import numpy as np

T = TypeVar("T")
FIGURE = int | float | None
"""A count, a measure, or None where it was infinite or not a number."""

# What each kind of field may be read from, and what a refusal calls it. Text, because a command line and an
# address hold nothing else.
_READ_FROM: dict[type, tuple[tuple[type, ...], str]] = {
    bool: ((bool,), "true or false"),
    int: ((int, str), "a whole number"),
    float: ((int, float, str), "a number"),
    str: ((str,), "text"),
}


def to_plain(value: Any) -> Any:
    """Return `value` with every dataclass as a dict, every tuple or array as a list, and no NaN or infinity (None).

    Raises:
        ValueError: for anything else that JSON cannot hold, such as a tensor.

    >>> to_plain({"levels": np.array([0.5, 1.0]), "sqnr_db": math.inf, "bits": (4, 2)})
    {'levels': [0.5, 1.0], 'sqnr_db': None, 'bits': [4, 2]}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(part) for key, part in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return to_plain(value.tolist())
    if isinstance(value, list | tuple):
        return [to_plain(part) for part in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    raise ValueError(
        f"value must be made of plain values, arrays and dataclasses; got {type(value).__name__}."
    )


class _NotReadableError(Exception):
    """A value is not of its field's kind; the message follows the field's name."""


def _reader(kind: Any) -> Callable[[Any, Any], Any]:
    """Return how a field of this kind is read; cattrs alone would make 4 of 4.7, and True of "False"."""
    sources, called = _READ_FROM[kind]

    def read(value: Any, _: Any) -> Any:
        try:
            if isinstance(value, sources) and isinstance(value, bool) == (kind is bool):
                return kind(value)
        except (ValueError, OverflowError):
            pass
        raise _NotReadableError(f"must be {called}; got {reprlib.repr(value)}")

    return read


def _read_figure(value: Any, _: Any) -> Any:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise _NotReadableError(f"must be a number or null; got {reprlib.repr(value)}")
    return value  # a count stays whole


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _read_tuple(value: Any, kind: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _NotReadableError(f"must be a list; got {reprlib.repr(value)}")
    return tuple(_CONVERTER.structure(part, get_args(kind)[0]) for part in value)


_CONVERTER = cattrs.Converter(forbid_extra_keys=True)
for _kind in _READ_FROM:
    _CONVERTER.register_structure_hook(_kind, _reader(_kind))
_CONVERTER.register_structure_hook(FIGURE, _read_figure)
_CONVERTER.register_structure_hook_func(_is_tuple, _read_tuple)


def _first_problem(error: BaseException, called: str) -> str:
    """Return what is wrong first, in one sentence that starts with the field's name."""
    if isinstance(error, cattrs.BaseValidationError):
        named, unnamed = error.group_exceptions()  # type: ignore[attr-defined]
        if not named:
            return _first_problem(unnamed[0], called)
        inner, note = named[0]
        if isinstance(inner, KeyError):
            return f"{called} must have the field {note.name}; it is missing."
        return _first_problem(inner, note.name if hasattr(note, "name") else f"{note.index} of {called}")
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        known = ", ".join(field.name for field in fields(error.cl))
        return f"{called} must have no fields but {known}; got {', '.join(sorted(map(str, error.extra_fields)))}."
    if isinstance(error, _NotReadableError):
        return f"{called} {error}."
    if isinstance(error, AttributeError):
        return f"{called} must be an object with named fields."
    return str(error)  # the dataclass itself refused, in a sentence of its own


def from_plain(kind: type[T], values: Any, called: str) -> T:
    """Return the dataclass `kind` (flat: scalars, tuples and dicts) from plain values: to_plain's way back.

    Numbers may come as text, as addresses and command lines hold them. Nothing is rounded or guessed.

    Raises:
        ValueError: for a missing or unknown field, or a value that the field or `kind` refuses; the first only.

    >>> from qlab.zoo import TrainingSettings
    >>> from_plain(TrainingSettings, {"epochs": "10"}, "settings").epochs
    10
    >>> from_plain(TrainingSettings, {"epochs": 4.7}, "settings")
    Traceback (most recent call last):
    ValueError: epochs must be a whole number; got 4.7.
    """
    if not isinstance(values, Mapping):
        raise ValueError(f"{called} must be an object with named fields; got {reprlib.repr(values)}.")
    try:
        return _CONVERTER.structure(values, kind)
    except cattrs.BaseValidationError as error:
        raise ValueError(_first_problem(error, called)) from error
