"""Shared scales: a small weight tensor, and which of its weights share a scale."""

from dataclasses import dataclass

import numpy as np
import torch

from qlab.checks import within
from qlab.granularity import Granularity, from_blocks, to_blocks
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize

CHANNELS, INPUTS = 4, 8


@dataclass(frozen=True)
class SharedScalesSpec:
    """One panel for each granularity.

    Attributes:
        granularities: as QuantSpec takes them.
        names: of the panels, as many as granularities; otherwise the granularities themselves.
        format: where given, the values are put on its levels.
        outlier: how many times as large as the largest other one of the values is.

    Raises:
        ValueError: for an unknown granularity or format, or a number out of its range.
    """

    granularities: tuple[str, ...] = ("per_tensor", "per_channel", "group:4")
    names: tuple[str, ...] = ()
    format: str = ""
    outlier: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        within("number of granularities", len(self.granularities), 1, 4)
        within("outlier", self.outlier, 1.0, 100.0)
        if len(self.names) not in (0, len(self.granularities)):
            raise ValueError(f"names must be one for each granularity, or none; got {len(self.names)}.")
        for granularity in self.granularities:
            QuantSpec(self.format or "int8", granularity)


@dataclass(frozen=True, eq=False)
class Panel:
    """A tensor (CHANNELS, INPUTS), cut into blocks that share a scale.

    Attributes:
        name: what stands above it.
        values: the weights.
        blocks: first and last row, first and last column of each block.
        levels: (levels, weights): what each weight may become, if there is a format.
        moved: what each becomes.
    """

    name: str
    values: np.ndarray
    blocks: tuple[tuple[int, int, int, int], ...]
    levels: np.ndarray
    moved: np.ndarray


def shared_scales(spec: SharedScalesSpec) -> tuple[Panel, ...]:
    """Return a panel for each granularity of `spec`.

    >>> [len(panel.blocks) for panel in shared_scales(SharedScalesSpec())]
    [1, 4, 8]
    """
    values = torch.randn(CHANNELS, INPUTS, generator=torch.Generator().manual_seed(5), dtype=torch.float64)
    if spec.outlier > 1:
        values[1, 2] = spec.outlier * values.abs().max()
    names = zip(spec.names or spec.granularities, spec.granularities, strict=True)
    return tuple(_panel(name, values, granularity, spec.format) for name, granularity in names)


def _panel(name: str, values: torch.Tensor, granularity: str, number_format: str) -> Panel:
    cut, quant = Granularity.parse(granularity), QuantSpec(number_format or "int8", granularity)
    places = to_blocks(torch.arange(values.numel()).reshape(values.shape), cut).tolist()
    corners = [(min(block) // INPUTS, max(block) // INPUTS, *_columns(block)) for block in places]
    qparams, shape = choose_qparams(values, quant), (len(places), len(places[0]))
    levels = [
        from_blocks((level * qparams.scale).expand(shape), values, cut).flatten().numpy()
        for level in torch.tensor(quant.number_format.levels)
    ]
    moved = fake_quantize(values, quant, qparams).flatten().numpy()
    return Panel(name, values.numpy(), tuple(corners), np.array(levels), moved)


def _columns(block: list[int]) -> tuple[int, int]:
    columns = [place % INPUTS for place in block]
    return min(columns), max(columns)
