"""The core's front door: say what you want (QuantSpec), let the data choose its parameters, fake-quantize.

Nothing here edits its argument. What happens at the edges:

==============  =========================================================================================
tensor          answer
==============  =========================================================================================
NaN, infinity   choose_qparams refuses: no range fits. With given qparams NaN stays NaN and an infinity
                saturates to the outermost level
empty           comes back empty (scale 1)
all zeros       stays zero; binary and Lloyd-Max, which have no zero level, give less than 1e-30
constant        comes back as itself, up to float rounding (if above 1e-30), where the outermost level is the largest
                value: min-max, binary, ternary, k-means. Not in full-range grids, which stop half a step short, nor
                in grids made for other data: Lloyd-Max, fp16, bf16
fp32            leaves all of these as they are
==============  =========================================================================================
"""

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from qlab.checks import one_of
from qlab.codebook import fit_kmeans
from qlab.formats import FORMATS, Format
from qlab.granularity import Granularity, from_blocks, to_blocks
from qlab.projection import project
from qlab.qparams import QParams, over_range, symmetric
from qlab.ranges import choose_range, finite_extremes, parse_range_method
from qlab.rounding import ROUNDINGS
from qlab.scale_rules import SCALE_RULES, own_scale


@dataclass(frozen=True)
class QuantSpec:
    """How one tensor is quantized; four plain strings, each checked here.

    Raises:
        ValueError: naming the field, what it may be and what it got.

    >>> QuantSpec("int4", "per_channel", "mse").number_format.bits
    4
    """

    format: str = "int8"
    granularity: str = "per_tensor"
    range_method: str = "minmax"
    rounding: str = "nearest_even"

    def __post_init__(self) -> None:
        """Refuse a word that no registry knows."""
        one_of("format", self.format, FORMATS)
        Granularity.parse(self.granularity)
        parse_range_method(self.range_method)
        one_of("rounding", self.rounding, ROUNDINGS)

    @property
    def number_format(self) -> Format:
        """Return the registered format."""
        return FORMATS[self.format]

    @property
    def blocks(self) -> Granularity:
        """Return the parsed granularity."""
        return Granularity.parse(self.granularity)


FLOAT32 = QuantSpec("fp32")
"""Not quantized, said aloud: leaves every value as it is."""


def _as_blocks(x: Tensor, spec: QuantSpec) -> Tensor:
    if not isinstance(spec, QuantSpec):
        raise ValueError(f"spec must be a QuantSpec; got {spec!r}.")
    kind = x.dtype if isinstance(x, Tensor) else type(x)
    if kind not in (torch.float32, torch.float64):
        raise ValueError(f"x must be a tensor of float32 or float64; got {kind}; convert it with .float().")
    return to_blocks(x.detach(), spec.blocks)


def choose_qparams(x: Tensor, spec: QuantSpec) -> QParams:
    """Return the scale, zero_point and fitted levels that `spec` chooses for `x` (any shape), one row a block.

    Formats with a rule of their own for the scale (binary, ternary, Lloyd-Max, k-means, fp16, bf16) use that rule; the
    range method applies to all others.

    Raises:
        ValueError: if `x` is not float32 or float64, holds NaN or an infinity, or cannot be cut into the blocks.

    >>> choose_qparams(torch.tensor([[-127.0, 3.0], [0.0, 254.0]]), QuantSpec("int8", "per_channel")).scale.tolist()
    [[1.0], [2.0]]
    """
    blocks = _as_blocks(x, spec)
    number_format = spec.number_format
    if blocks.numel() == 0:
        return symmetric(torch.zeros(blocks.shape[0], 1, dtype=x.dtype))
    if number_format.scale_rule == "range":
        return over_range(*choose_range(blocks, number_format, spec.range_method), number_format)
    low, high = finite_extremes(blocks)
    if number_format.scale_rule in SCALE_RULES:
        return symmetric(own_scale(blocks, torch.maximum(-low, high), number_format.scale_rule))
    unit = symmetric(torch.ones_like(blocks[:, :1]))
    fitted = number_format.scale_rule == "fitted"
    return replace(unit, levels=fit_kmeans(blocks, 2**number_format.bits)) if fitted else unit


def _writable_blocks(out: Tensor, x: Tensor, spec: QuantSpec) -> Tensor | None:
    """Return the blocks of `out` as a view of it, or None if its layout allows none or x would change underway."""
    shared = out.untyped_storage().data_ptr() == x.untyped_storage().data_ptr()
    if not out.is_contiguous() or (shared and not out.is_set_to(x)):
        return None
    view = to_blocks(out, spec.blocks)
    return view if view.is_contiguous() and view.data_ptr() == out.data_ptr() else None


def fake_quantize(
    x: Tensor,
    spec: QuantSpec,
    qparams: QParams | None = None,
    *,
    generator: torch.Generator | None = None,
    out: Tensor | None = None,
) -> Tensor:
    """Return `x` with every value moved to a level, still as floats: the whole effect of quantization.

    `qparams` chosen earlier (from calibration inputs, say) are used as they are; otherwise `x` chooses its
    own. `out`, of x's shape, receives the answer without a fresh allocation. Stochastic rounding needs a
    `generator`.

    Raises:
        ValueError: as choose_qparams; or if stochastic rounding has no generator, `out` another shape or type
            than x, or `qparams` another number of blocks.

    >>> fake_quantize(torch.tensor([0.9, -1.6, 3.0]), QuantSpec("int3")).tolist()
    [1.0, -2.0, 3.0]
    """
    blocks = _as_blocks(x, spec)
    if out is not None and (out.shape != x.shape or out.dtype != x.dtype):
        raise ValueError(
            f"out must have x's shape {tuple(x.shape)} and type; got {tuple(out.shape)}, {out.dtype}."
        )
    if spec.format == FLOAT32.format:
        answer = x.detach().clone()
        return answer if out is None else out.copy_(answer)
    qparams = choose_qparams(x, spec) if qparams is None else qparams
    if len(qparams.scale) != len(blocks):
        raise ValueError(
            f"qparams must have one row for each of x's {len(blocks)} blocks; got {len(qparams.scale)}; "
            f"choose them for a tensor cut the same way."
        )
    target = None if out is None else _writable_blocks(out, x, spec)
    answer = project(blocks, qparams, spec.number_format, spec.rounding, generator=generator, out=target)
    if out is None:
        return from_blocks(answer, x, spec.blocks)
    return out if target is not None else out.copy_(from_blocks(answer, x, spec.blocks))
