"""Plain values: what JSON can hold, for receipts, addresses and published results."""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


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
    raise ValueError(f"value must be made of plain values, arrays and dataclasses; got {type(value).__name__}.")
