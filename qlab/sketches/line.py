"""Lines to draw: what a function is, as points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy.typing as npt

Points = Sequence[float] | npt.NDArray[Any]


class Line(NamedTuple):
    """One line.

    Its name, its points, its color (a field of Palette), its dash (or "points"), and whether it is filled down to 0.
    """

    name: str
    x: Points
    y: Points
    color: str = "float_network"
    dash: str = "solid"
    filled: bool = False


@dataclass(frozen=True)
class Lines:
    """A function: the titles of its axes, its lines, and what else Plotly should know of the axis of x."""

    x: str
    y: str
    lines: tuple[Line, ...]
    x_axis: Mapping[str, Any] = field(default_factory=dict)
