"""Snap: levels, and where values go on them; one row for each way to place the levels."""

from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import torch
from torch import Tensor

from qlab.checks import one_of, within
from qlab.formats import IntFormat
from qlab.qparams import QParams
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize

MOST_ROWS = 6
MARKS = ("codes", "step")
SLACK = 1e-9  # of float arithmetic


@dataclass(frozen=True)
class SnapSpec:
    """Rows of levels, and the values that move to them. Where a list is shorter than the others, it starts again.

    Attributes:
        formats: one for each row.
        values: the same in every row; without any, there are only levels, the outermost at 1.
        scales: instead of those that the values would choose.
        zero_points: with `scales`.
        range_methods: how the values choose a scale.
        roundings: in every row with a seed of its own.
        names: of the rows; otherwise the formats' names.
        marks: of MARKS: "codes", the integer code below each level; "step", the distance between two levels.

    Raises:
        ValueError: for an unknown format, range method or rounding, or more than 6 rows.
    """

    formats: tuple[str, ...] = ("int3",)
    values: tuple[float, ...] = ()
    scales: tuple[float, ...] = ()
    zero_points: tuple[float, ...] = ()
    range_methods: tuple[str, ...] = ("minmax",)
    roundings: tuple[str, ...] = ("nearest_even",)
    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no row can be made of."""
        within("number of rows", self.rows, 1, MOST_ROWS)
        for mark in self.marks:
            one_of("mark", mark, MARKS)
        for row in range(self.rows):
            self.quant_spec(row)

    @property
    def rows(self) -> int:
        """Return how many ways are compared."""
        lists = (self.formats, self.scales, self.zero_points, self.range_methods, self.roundings, self.names)
        return max(map(len, lists))

    def quant_spec(self, row: int) -> QuantSpec:
        """Return how this row quantizes."""
        return QuantSpec(
            _at(self.formats, row), "per_tensor", _at(self.range_methods, row), _at(self.roundings, row)
        )


@dataclass(frozen=True)
class SnapRow:
    """One row: its levels with their codes (no codes where levels are a list), and where each value goes.

    `clipped` says which values lie beyond the outermost level, where a range sets the scale.
    """

    name: str
    levels: tuple[float, ...]
    codes: tuple[str, ...]
    moved: tuple[float, ...]
    clipped: tuple[bool, ...]


def snap(spec: SnapSpec) -> tuple[SnapRow, ...]:
    """Return the rows of `spec`.

    >>> snap(SnapSpec(("int2",), values=(0.4, 0.6), scales=(0.5,)))[0].moved
    (0.5, 0.5)
    """
    return tuple(_row(spec, row) for row in range(spec.rows))


def _row(spec: SnapSpec, row: int) -> SnapRow:
    quant, values = spec.quant_spec(row), torch.tensor(spec.values, dtype=torch.float64)
    known = torch.tensor(quant.number_format.levels)
    if spec.scales or not spec.values:
        scale = _at(spec.scales, row) if spec.scales else 1 / float(known.abs().max())
        qparams = QParams(_single(scale), _single(_at(spec.zero_points, row) if spec.zero_points else 0.0))
    else:
        qparams = choose_qparams(values, quant)
    codes = known if qparams.levels is None else qparams.levels[0]
    levels = (codes - qparams.zero_point[0]) * qparams.scale[0]
    moved = fake_quantize(values, quant, qparams, generator=torch.Generator().manual_seed(row))
    whole, ranged = isinstance(quant.number_format, IntFormat), quant.number_format.scale_rule == "range"
    beyond = (values > levels.max() + SLACK) | (values < levels.min() - SLACK)
    return SnapRow(
        name=_at(spec.names, row) if spec.names else quant.format,
        levels=tuple(levels.tolist()),
        codes=tuple(f"{code:g}" for code in codes.tolist()) if whole else (),
        moved=tuple(moved.tolist()),
        clipped=tuple((beyond & ranged).tolist()),
    )


def _single(value: float) -> Tensor:
    return torch.tensor([[value]], dtype=torch.float64)


def _at(some: tuple[Any, ...], place: int) -> Any:
    """Return the element at `place`, starting again after the last."""
    return next(islice(cycle(some), place, None))
