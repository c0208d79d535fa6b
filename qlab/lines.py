"""A spec as one line of text: EXPERIMENT --option value ..., with lists separated by commas."""

import shlex
from collections.abc import Mapping
from typing import TypeVar, get_origin, get_type_hints

from qlab.plain import from_plain

T = TypeVar("T")


def read_line(line: str) -> tuple[str, dict[str, str]]:
    """Return the name that a line begins with, and its options.

    Raises:
        ValueError: for a line of another shape.

    >>> read_line("weights --model mlp-64 --range-method mse")
    ('weights', {'model': 'mlp-64', 'range_method': 'mse'})
    """
    words = shlex.split(line)
    names, values = words[1::2], words[2::2]
    if not words or len(names) != len(values) or not all(name.startswith("--") for name in names):
        raise ValueError(f"line must be EXPERIMENT --option value ...; got {line!r}.")
    fields = (name.removeprefix("--").replace("-", "_") for name in names)
    return words[0], dict(zip(fields, values, strict=True))


def from_text(kind: type[T], values: Mapping[str, str], called: str) -> T:
    """Return the dataclass `kind` from text, as options hold it; lists are separated by commas, and "" is an empty one.

    Raises:
        ValueError: as from_plain.

    >>> from dataclasses import make_dataclass
    >>> kind = make_dataclass("Spec", [("bits", tuple[int, ...])])
    >>> from_text(kind, {"bits": "4,2"}, "spec").bits, from_text(kind, {"bits": ""}, "spec").bits
    ((4, 2), ())
    """
    kinds = get_type_hints(kind)
    listed = {name for name in kinds if get_origin(kinds[name]) is tuple}
    plain = {
        name: [part for part in text.split(",") if part] if name in listed else text
        for name, text in values.items()
    }
    return from_plain(kind, plain, called)
