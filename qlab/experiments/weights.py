"""One layer's weights before and after quantization: histogram, levels, per-channel ranges, error and size."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from qlab.errors import ErrorParts, error_parts
from qlab.experiments.experiment import Experiment, Tell, keep_quiet
from qlab.experiments.subject import check_layer
from qlab.granularity import to_blocks
from qlab.metrics.signal import crest_factor, sqnr_db
from qlab.observe import quantizable_layers
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize
from qlab.size import effective_bits, size_in_bytes
from qlab.zoo import load_model

HISTOGRAM_BINS = 81  # odd, so that 0 lies in the middle of a bin


@dataclass(frozen=True)
class WeightsSpec:
    """Which layer of which checkpoint, and how its weights are quantized.

    Raises:
        ValueError: for an unknown checkpoint or layer, or a word that QuantSpec refuses.

    >>> WeightsSpec().format
    'int4'
    """

    model: str = "mlp-64"
    seed: int = 0
    layer: str = "hidden2"
    format: str = "int4"
    granularity: str = "per_tensor"
    range_method: str = "minmax"

    def __post_init__(self) -> None:
        """Refuse what does not exist."""
        check_layer(self.model, self.seed, self.layer)
        _ = self.quant

    @property
    def quant(self) -> QuantSpec:
        """Return how the weights are quantized."""
        return QuantSpec(self.format, self.granularity, self.range_method)


@dataclass(frozen=True, eq=False)
class WeightsResult:
    """What quantization did to one layer; arrays are read-only.

    Attributes:
        edges: of the histogram, (HISTOGRAM_BINS + 1,), in the weights' own units.
        float_count, quantized_count: weights in each bin before and after.
        levels, level_count: every value the quantized layer uses, ascending, and how often.
        levels_available: levels that one block could use.
        channel_low, channel_high: the float range of every output channel.
        crest: max |w| / rms of the float weights. sqnr_db: of the quantized ones, in dB.
        parts: the mean squared error's clipping and rounding part.
        size_in_bytes, effective_bits: what the layer's weights take to store, scales included.
    """

    spec: WeightsSpec
    shape: tuple[int, ...]
    edges: np.ndarray
    float_count: np.ndarray
    quantized_count: np.ndarray
    levels: np.ndarray
    level_count: np.ndarray
    levels_available: int
    channel_low: np.ndarray
    channel_high: np.ndarray
    crest: float
    sqnr_db: float
    parts: ErrorParts
    size_in_bytes: int
    effective_bits: float
    n_test: int = 0

    def __post_init__(self) -> None:
        """Nobody writes into a result."""
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    @property
    def numbers(self) -> dict[str, float]:
        """Return the figures that a receipt compares."""
        return {
            "levels_used": len(self.levels),
            "crest": self.crest,
            "sqnr_db": self.sqnr_db,
            "clipping_error": self.parts.clipping,
            "rounding_error": self.parts.rounding,
            "size_in_bytes": self.size_in_bytes,
            "effective_bits": self.effective_bits,
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per bin of the histogram."""
        columns = zip(self.edges[:-1], self.edges[1:], self.float_count, self.quantized_count, strict=True)
        return [
            {
                "from": float(low),
                "to": float(high),
                "float_weights": int(before),
                "quantized_weights": int(after),
            }
            for low, high, before, after in columns
        ]


def _symmetric_edges(low: float, high: float) -> np.ndarray:
    reach = max(abs(low), abs(high)) or 1.0
    return np.linspace(-reach, reach, HISTOGRAM_BINS + 1) * (1 + 1e-9)


def measure_weights(spec: WeightsSpec, tell: Tell = keep_quiet) -> WeightsResult:
    """Quantize one layer's weights and describe them before and after.

    Raises:
        ValueError: if the layer's channels cannot be cut into the groups.

    >>> len(measure_weights(WeightsSpec("mlp-16", format="ternary")).levels)
    3
    """
    layers = quantizable_layers(load_model(spec.model, spec.seed))
    weight = layers[spec.layer].weight.detach()
    quant, number_format = spec.quant, spec.quant.number_format
    qparams = choose_qparams(weight, quant)
    quantized = fake_quantize(weight, quant, qparams)
    before, after = weight.double().numpy(), quantized.double().numpy()
    edges = _symmetric_edges(min(before.min(), after.min()), max(before.max(), after.max()))
    levels, level_count = np.unique(after + 0.0, return_counts=True)  # + 0.0 makes -0.0 and 0.0 one level
    blocks = to_blocks(weight, quant.blocks)
    available = len(number_format.levels) or 2**number_format.bits
    return WeightsResult(
        spec=spec,
        shape=tuple(weight.shape),
        edges=edges,
        float_count=np.histogram(before, edges)[0],
        quantized_count=np.histogram(after, edges)[0],
        levels=levels,
        level_count=level_count,
        levels_available=available,
        channel_low=before.reshape(len(before), -1).min(1),
        channel_high=before.reshape(len(before), -1).max(1),
        crest=crest_factor(before),
        sqnr_db=sqnr_db(before, after),
        parts=error_parts(weight, quant),
        size_in_bytes=size_in_bytes(weight.numel(), len(blocks), number_format),
        effective_bits=effective_bits(weight.numel(), len(blocks), number_format),
    )


WEIGHTS = Experiment(
    name="weights",
    title="One layer's weights",
    spec=WeightsSpec,
    measure=measure_weights,
    checkpoints=lambda spec: [(spec.model, spec.seed)],
)
