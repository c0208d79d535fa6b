"""Number formats: the finite grid of levels that a quantized value may take.

A format is a grid *at scale 1*; a scale stretches it over the data. FORMATS is the one registry: menus,
addresses, the command line and the tests all read it. To add a format, add one entry.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from qlab.lloyd_max import lloyd_max_levels

MAX_BITS = 16


def _read_only(levels: npt.ArrayLike) -> np.ndarray:
    """Return the levels, float64, so that nobody who looks at a registered format can change it."""
    array = np.array(levels, dtype=np.float64)
    array.setflags(write=False)
    return array


@dataclass(frozen=True)
class IntFormat:
    """Whole numbers qmin..qmax; `affine` formats also have a zero_point, so their grid need not center on 0.

    >>> IntFormat("int3", 3, -3, 3).levels.tolist()
    [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0]
    """

    name: str
    bits: int
    qmin: int
    qmax: int
    affine: bool = False
    scale_rule: ClassVar[str] = "range"

    @property
    def family(self) -> str:
        """Return the menu heading it belongs under."""
        if self.affine:
            return "integer, affine"
        return "integer, narrow range" if self.qmin == -self.qmax else "integer, full range"

    @cached_property
    def levels(self) -> np.ndarray:
        """Return the sorted levels at scale 1 (and zero_point 0), float64."""
        return _read_only(np.arange(self.qmin, self.qmax + 1))

    @property
    def rule(self) -> str:
        """Return one sentence that says what the levels are."""
        zero = ", moved by a zero_point" if self.affine else ""
        return (
            f"the {self.qmax - self.qmin + 1:,} whole numbers {self.qmin}..{self.qmax}{zero}, times the scale"
        )


@dataclass(frozen=True)
class FloatFormat:
    """Sign, exponent and mantissa; every finite value, subnormals included. Larger values saturate.

    `max_level` is given because formats differ in which top codes they spend on infinity and NaN (OCP 8-bit
    floating point, and OCP Microscaling formats v1.0, section 5.3). `native` formats carry no scale.

    >>> FloatFormat("e2m1", 2, 1, 1, 6.0).levels[7:].tolist()
    [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0]
    """

    name: str
    exponent_bits: int
    mantissa_bits: int
    bias: int
    max_level: float
    native: bool = False
    family: ClassVar[str] = "floating point"

    def __post_init__(self) -> None:
        """Refuse a largest level that the bits do not make."""
        if self.bits <= MAX_BITS and self.levels[-1] != self.max_level:
            raise ValueError(
                f"max_level of {self.name} must be a level; got {self.max_level:g}, the largest below it is "
                f"{self.levels[-1]:g}."
            )

    @property
    def bits(self) -> int:
        """Return the storage of one code, in bits: sign + exponent + mantissa."""
        return 1 + self.exponent_bits + self.mantissa_bits

    @property
    def scale_rule(self) -> str:
        """Return how the scale is chosen: from a range, or none at all."""
        return "none" if self.native else "range"

    @property
    def min_exponent(self) -> int:
        """Return the exponent of the smallest normal number; subnormals share its step."""
        return 1 - self.bias

    @cached_property
    def levels(self) -> np.ndarray:
        """Return every finite level at scale 1, sorted, zero once, float64; empty for fp32, which is not quantized."""
        if self.bits > MAX_BITS:
            return _read_only([])
        steps = 2**self.mantissa_bits
        fractions = np.arange(steps) / steps
        exponents = np.arange(self.min_exponent, self.min_exponent + 2**self.exponent_bits - 1)
        normals = np.ldexp(1.0 + fractions, exponents[:, None]).ravel()
        positive = np.concatenate(
            [np.ldexp(fractions, self.min_exponent)[1:], normals[normals <= self.max_level]]
        )
        return _read_only(np.concatenate([-positive[::-1], [0.0], positive]))

    @property
    def rule(self) -> str:
        """Return one sentence that says what the levels are."""
        if self.bits > MAX_BITS:
            return "32-bit floats as they are: not quantized"
        scaled = "no scale" if self.native else "times the scale"
        return (
            f"sign, {self.exponent_bits} exponent and {self.mantissa_bits} mantissa bits, "
            f"saturating at {self.max_level:g}, {scaled}"
        )


@dataclass(frozen=True)
class CodebookFormat:
    """A list of levels in any spacing. `scale_rule` says how the data set its scale.

    ===============  ============================================================================
    scale_rule       the scale of a block
    ===============  ============================================================================
    range            the clip range over the largest level (NF4)
    mean_abs         mean |x|, the least-squares scale of sign(x): XNOR-Net, arXiv:1603.05279, eq. 6
    least_squares    the exact optimum of {-1, 0, 1}: Ternary Weight Networks, arXiv:1605.04711, eq. 5
    rms              the root mean square (the grid was made for a unit Gaussian)
    fitted           none: the levels themselves are fitted to the block (k-means)
    ===============  ============================================================================

    >>> CodebookFormat("binary", 1, (-1.0, 1.0), "mean_abs", "sign(x) times mean |x|").levels.tolist()
    [-1.0, 1.0]
    """

    name: str
    bits: int
    codebook: tuple[float, ...]
    scale_rule: str
    rule: str
    family: ClassVar[str] = "codebook"

    @cached_property
    def levels(self) -> np.ndarray:
        """Return the sorted levels at scale 1, float64; empty when they are fitted to the data."""
        return _read_only(self.codebook)


Format = IntFormat | FloatFormat | CodebookFormat

# QLoRA's sixteen levels, Dettmers et al. 2023, arXiv:2305.14314, appendix E (float32 literals of its code).
NF4_LEVELS = (
    -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453,
    -0.28444138169288635, -0.18477343022823334, -0.09105003625154495, 0.0,
    0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224,
    0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0,
)  # fmt: skip

_ALL: tuple[Format, ...] = (
    CodebookFormat("binary", 1, (-1.0, 1.0), "mean_abs", "sign(x) times mean |x|"),
    CodebookFormat("ternary", 2, (-1.0, 0.0, 1.0), "least_squares", "-1, 0, 1 times the least-squares scale"),
    *(IntFormat(f"int{b}", b, 1 - 2 ** (b - 1), 2 ** (b - 1) - 1) for b in range(2, MAX_BITS + 1)),
    *(IntFormat(f"int{b}_full", b, -(2 ** (b - 1)), 2 ** (b - 1) - 1) for b in range(1, MAX_BITS + 1)),
    *(IntFormat(f"uint{b}", b, 0, 2**b - 1, affine=True) for b in range(1, MAX_BITS + 1)),
    FloatFormat("e2m1", 2, 1, 1, 6.0),
    FloatFormat("e2m3", 2, 3, 1, 7.5),
    FloatFormat("e3m2", 3, 2, 3, 28.0),
    FloatFormat("e4m3", 4, 3, 7, 448.0),
    FloatFormat("e5m2", 5, 2, 15, 57344.0),
    FloatFormat("fp16", 5, 10, 15, 65504.0, native=True),
    FloatFormat("bf16", 8, 7, 127, float(np.ldexp(2 - 2.0**-7, 127)), native=True),
    FloatFormat("fp32", 8, 23, 127, float(np.finfo(np.float32).max), native=True),
    CodebookFormat("nf4", 4, NF4_LEVELS, "range", "sixteen quantiles of a Gaussian, times the largest |x|"),
    *(
        CodebookFormat(
            f"lloyd_max{b}", b, lloyd_max_levels(2**b), "rms", f"the best {2**b} levels for a Gaussian"
        )
        for b in range(1, 9)
    ),
    *(
        CodebookFormat(f"kmeans{b}", b, (), "fitted", f"the {2**b} levels that k-means fits to the values")
        for b in range(1, 9)
    ),
)

FORMATS: dict[str, Format] = {number_format.name: number_format for number_format in _ALL}
