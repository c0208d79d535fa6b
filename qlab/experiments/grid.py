"""Grids over data: every number of bits and every clip, what each costs, and where the range methods clip."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from qlab.checks import one_of, within
from qlab.experiments.experiment import Experiment, Tell, keep_quiet
from qlab.experiments.families import FAMILIES, bits_of, zero_points
from qlab.experiments.grid_costs import GridCosts, grid_costs, stack
from qlab.experiments.sources import check_source, layer_of, read_source
from qlab.formats import FORMATS
from qlab.ranges import RANGE_METHODS, choose_range

CLIPS = 100  # 1 %, 2 %, ... of the min-max range
METHODS = tuple(RANGE_METHODS)


@dataclass(frozen=True)
class GridSpec:
    """Which values, and which family of formats is laid over them.

    `source` is a name in DRAWS, or "MODEL/LAYER" for the weights of the checkpoint with this seed; at most
    `n` values are measured.

    Raises:
        ValueError: for an unknown source or family, or n outside 256..16384.

    >>> GridSpec(family="float").formats
    ('e2m1', 'e2m3', 'e4m3')
    """

    source: str = "mlp-64/hidden2"
    family: str = "integer-narrow"
    n: int = 4096
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what does not exist."""
        one_of("family", self.family, FAMILIES)
        within("n", self.n, 256, 16384)
        check_source(self.source, self.seed)

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the names of the family's formats, by bits."""
        return FAMILIES[self.family]


@dataclass(frozen=True, eq=False)
class GridResult:
    """What every grid costs on the same values; arrays are read-only.

    Attributes:
        values: what was quantized, ascending float64 (n,).
        sweep: costs of every format (rows) at every clip of 1..CLIPS percent (columns).
        marks: costs of every format (rows) at the range that each of METHODS chooses (columns).
    """

    spec: GridSpec
    values: np.ndarray
    sweep: GridCosts
    marks: GridCosts
    n_test: int = 0

    def __post_init__(self) -> None:
        """Nobody writes into a result."""
        self.values.setflags(write=False)

    @property
    def bits(self) -> tuple[int, ...]:
        """Return the bits of each row."""
        return bits_of(self.spec.family)

    @property
    def numbers(self) -> dict[str, float]:
        """Return where each range method clips, and the SQNR in dB that it reaches."""
        return {
            f"{name}.{method}.{measure}": float(getattr(self.marks, measure)[row, column])
            for row, name in enumerate(self.spec.formats)
            for column, method in enumerate(METHODS)
            for measure in ("clip", "sqnr_db")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per format and clip."""
        return [
            {"format": name, "bits": FORMATS[name].bits} | self.sweep.row(row, column)
            for row, name in enumerate(self.spec.formats)
            for column in range(CLIPS)
        ]

    def at(self, bits: int, clip: int, zero_point: int | None = None) -> dict[str, Any]:
        """Return what the format with `bits` costs over `clip` percent of the min-max range.

        A `zero_point` replaces the one that the range would choose.

        Raises:
            ValueError: for bits that the family lacks, or a clip or zero_point outside its range.

        >>> measure_grid(GridSpec("laplace")).at(bits=4, clip=50)["levels_used"]
        15
        """
        name = self.spec.formats[self.bits.index(one_of("bits", bits, self.bits))]
        share = torch.tensor([[within("clip", clip, 1, CLIPS) / CLIPS]], dtype=torch.float64)
        if zero_point is not None:
            within("zero_point", zero_point, *zero_points(FORMATS[name]))
        values = torch.from_numpy(self.values.copy())
        costs = grid_costs(values, values[0] * share, values[-1] * share, FORMATS[name], zero_point)
        return {"format": name, "bits": bits} | costs.row(0)

    def methods(self, bits: int) -> dict[str, dict[str, Any]]:
        """Return what the format with `bits` costs at the range of each of METHODS.

        >>> measure_grid(GridSpec("laplace")).methods(4)["minmax"]["clipping"]
        0.0
        """
        row = self.bits.index(one_of("bits", bits, self.bits))
        return {method: self.marks.row(row, column) for column, method in enumerate(METHODS)}


def measure_grid(spec: GridSpec, tell: Tell = keep_quiet) -> GridResult:
    """Lay every format of the family over every range and measure it.

    >>> result = measure_grid(GridSpec("gaussian"))
    >>> result.sweep.clipping.shape, result.marks.clip.shape
    ((7, 100), (7, 4))
    """
    values = read_source(spec.source, spec.n, spec.seed)
    shares = torch.arange(1, CLIPS + 1, dtype=torch.float64)[:, None] / CLIPS
    sweep, marks = [], []
    for name in spec.formats:
        number_format = FORMATS[name]
        sweep.append(grid_costs(values, values[0] * shares, values[-1] * shares, number_format))
        ranges = [choose_range(values[None], number_format, method) for method in METHODS]
        low, high = (torch.cat(ends) for ends in zip(*ranges, strict=True))
        marks.append(grid_costs(values, low, high, number_format))
    return GridResult(spec, values.numpy(), stack(sweep), stack(marks))


GRID = Experiment(
    name="grid",
    title="Grids over data",
    spec=GridSpec,
    measure=measure_grid,
    checkpoints=lambda spec: [(layer[0], spec.seed)] if (layer := layer_of(spec.source)) else [],
)
