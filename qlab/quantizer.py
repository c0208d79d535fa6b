"""The core's front door: say what you want (QuantSpec), let the data choose its parameters, fake-quantize.

Nothing here edits its argument. What happens at the edges:

==============  =========================================================================================
tensor          answer
==============  =========================================================================================
NaN, infinity   choose_qparams refuses: no range fits. With given qparams NaN stays NaN and an infinity
                saturates to the outermost level
empty           comes back empty (scale 1)
all zeros       stays zero (scale 1); binary, which has no zero level, gives the smallest normal number
constant        comes back as itself, up to the rounding of one multiplication, under min-max
==============  =========================================================================================
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from qlab.checks import one_of
from qlab.codebook import fit_kmeans
from qlab.formats import FORMATS, Format
from qlab.granularity import Granularity, from_blocks, to_blocks
from qlab.projection import project
from qlab.qparams import QParams, from_range, symmetric
from qlab.ranges import choose_range, parse_range_method
from qlab.rounding import ROUNDINGS


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


def _ternary_scale(blocks: Tensor) -> Tensor:
    """Return the scale that minimizes the squared error of {-1, 0, 1}: the mean of the k largest |x|, best k.

    Ternary Weight Networks, arXiv:1605.04711, eq. 5, solved exactly by one sort instead of its 0.7 mean |x|.
    """
    largest_first = blocks.abs().sort(dim=1, descending=True).values.double()
    sums = largest_first.cumsum(1)
    counts = torch.arange(1, blocks.shape[1] + 1, dtype=torch.float64)
    best = (sums.square() / counts).argmax(1, keepdim=True)
    return (sums.gather(1, best) / (best + 1)).to(blocks.dtype)


_SCALE_RULES: dict[str, Callable[[Tensor], Tensor]] = {
    "none": lambda blocks: torch.ones_like(blocks[:, :1]),
    "mean_abs": lambda blocks: blocks.abs().mean(1, keepdim=True).clamp(min=torch.finfo(blocks.dtype).tiny),
    "least_squares": _ternary_scale,
    "rms": lambda blocks: blocks.square().mean(1, keepdim=True).sqrt(),
}


def _as_blocks(x: Tensor, spec: QuantSpec) -> Tensor:
    if not isinstance(x, Tensor) or not x.is_floating_point():
        kind = x.dtype if isinstance(x, Tensor) else type(x).__name__
        raise ValueError(
            f"x must be a tensor of floating-point values; got {kind}; convert it with .float()."
        )
    return to_blocks(x.detach(), spec.blocks)


def choose_qparams(x: Tensor, spec: QuantSpec) -> QParams:
    """Return the scale, zero_point and fitted levels that `spec` chooses for `x` (any shape), one row a block.

    Formats with a rule of their own for the scale (binary, ternary, Lloyd-Max, k-means, fp16, bf16) use that rule; the
    range method applies to all others.

    Raises:
        ValueError: if `x` is not floating point, holds NaN or an infinity, or cannot be cut into the blocks.

    >>> choose_qparams(torch.tensor([[-127.0, 3.0], [0.0, 254.0]]), QuantSpec("int8", "per_channel")).scale.tolist()
    [[1.0], [2.0]]
    """
    blocks = _as_blocks(x, spec)
    number_format = spec.number_format
    if blocks.numel() == 0:
        return symmetric(torch.zeros(blocks.shape[0], 1, dtype=x.dtype))
    if not torch.isfinite(blocks.amax() - blocks.amin()) and not torch.isfinite(blocks).all():
        raise ValueError(
            "x must be finite so that a range fits it; got NaN or an infinity; remove or clip those values."
        )
    if number_format.scale_rule == "range":
        return from_range(*choose_range(blocks, number_format, spec.range_method), number_format)
    if number_format.scale_rule == "fitted":
        unit = symmetric(torch.ones_like(blocks[:, :1]))
        return QParams(unit.scale, unit.zero_point, fit_kmeans(blocks, 2**number_format.bits))
    return symmetric(_SCALE_RULES[number_format.scale_rule](blocks))


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
        ValueError: as choose_qparams; or if stochastic rounding has no generator, or `out` has another shape.

    >>> fake_quantize(torch.tensor([0.9, -1.6, 3.0]), QuantSpec("int3")).tolist()
    [1.0, -2.0, 3.0]
    """
    blocks = _as_blocks(x, spec)
    if out is not None and (out.shape != x.shape or out.dtype != x.dtype):
        raise ValueError(
            f"out must have x's shape {tuple(x.shape)} and type; got {tuple(out.shape)}, {out.dtype}."
        )
    if spec == FLOAT32:
        return x.detach().clone() if out is None else out.copy_(x.detach())
    qparams = choose_qparams(x, spec) if qparams is None else qparams
    target = None
    if out is not None and out.is_contiguous():
        view = to_blocks(out, spec.blocks)
        target = view if view.data_ptr() == out.data_ptr() and view.is_contiguous() else None
    answer = project(blocks, qparams, spec.number_format, spec.rounding, generator=generator, out=target)
    if out is None:
        return from_blocks(answer, x, spec.blocks)
    return out if target is not None else out.copy_(from_blocks(answer, x, spec.blocks))
