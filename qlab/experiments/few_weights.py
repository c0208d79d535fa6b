"""The smallest picture of quantization: a few trained weights, and the levels that they move to."""

from dataclasses import asdict, dataclass
from typing import Any

from qlab.checks import one_of, within
from qlab.experiments.experiment import Experiment, Tell, keep_quiet
from qlab.experiments.sources import check_source, layer_of, read_source
from qlab.formats import FORMATS, IntFormat
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize

SMALL_FORMATS = tuple(
    name
    for name, number_format in FORMATS.items()
    if isinstance(number_format, IntFormat) and 2 <= number_format.bits <= 4
)
"""Integers with so few levels that each can be drawn."""


@dataclass(frozen=True)
class FewWeightsSpec:
    """Which `n` values, and which integer format's grid is spread from the least of them to the largest.

    Raises:
        ValueError: for an unknown source, a format that is not in SMALL_FORMATS, or n outside 2..32.

    >>> FewWeightsSpec().format
    'uint3'
    """

    source: str = "mlp-4/output"
    format: str = "uint3"
    n: int = 8
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        check_source(self.source, self.seed)
        one_of("format", self.format, SMALL_FORMATS)
        within("n", self.n, 2, 32)


@dataclass(frozen=True)
class Snap:
    """One weight, the code of its level, and the level: scale x (code - zero_point)."""

    weight: float
    code: int
    level: float


@dataclass(frozen=True)
class FewWeightsResult:
    """The weights in ascending order, and the grid: levels by code, from `qmin` up."""

    spec: FewWeightsSpec
    scale: float
    zero_point: int
    qmin: int
    levels: tuple[float, ...]
    snaps: tuple[Snap, ...]
    n_test: int = 0

    @property
    def numbers(self) -> dict[str, float]:
        """Return the grid, and where each weight went."""
        moved = {f"weight{i}.level": snap.level for i, snap in enumerate(self.snaps)}
        return {"scale": self.scale, "zero_point": self.zero_point} | moved

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per weight."""
        return [asdict(snap) | {"error": snap.level - snap.weight} for snap in self.snaps]


def measure_few_weights(spec: FewWeightsSpec, tell: Tell = keep_quiet) -> FewWeightsResult:
    """Spread the format's levels over the weights and move each weight to its nearest.

    >>> result = measure_few_weights(FewWeightsSpec())
    >>> all(abs(snap.level - snap.weight) <= result.scale / 2 * 1.001 for snap in result.snaps)
    True
    """
    weights = read_source(spec.source, spec.n, spec.seed)
    how = QuantSpec(spec.format)
    qparams = choose_qparams(weights, how)
    scale, zero_point = qparams.scale.item(), round(qparams.zero_point.item())
    number_format = FORMATS[spec.format]
    codes = [round(level / scale) + zero_point for level in fake_quantize(weights, how, qparams).tolist()]
    snaps = [
        Snap(weight, code, scale * (code - zero_point))
        for weight, code in zip(weights.tolist(), codes, strict=True)
    ]
    every = range(int(number_format.levels[0]), int(number_format.levels[-1]) + 1)
    levels = tuple(scale * (code - zero_point) for code in every)
    return FewWeightsResult(spec, scale, zero_point, every[0], levels, tuple(snaps))


FEW_WEIGHTS = Experiment(
    name="few_weights",
    title="A few weights, a few levels",
    spec=FewWeightsSpec,
    measure=measure_few_weights,
    checkpoints=lambda spec: [(layer[0], spec.seed)] if (layer := layer_of(spec.source)) else [],
)
