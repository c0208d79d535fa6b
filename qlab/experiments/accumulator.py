"""Accumulator: what becomes of a dot product of 8-bit integers whose sum does not fit into its register.

Hardware multiplies integers and adds the products up. Past its largest value a register starts over from its smallest
(wrap) or, with more circuitry, stays at the largest (clamp). Jacob et al. 2018, arXiv:1712.05877, use 32
bits for products of 8 bits.
"""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from qlab.checks import MAX_SEED, within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.registers import Whole, clamp_on_the_way, drawn_products, wrap
from qlab.metrics.classification import wilson_interval

MAX_PRODUCTS = 2**23
BINS = 60  # or a few more


@dataclass(frozen=True)
class AccumulatorSpec:
    """Dot products of `terms` 8-bit activations with 8-bit weights, in a register of `bits`, sign included.

    Raises:
        ValueError: for a number out of its range, or too many products.

    >>> AccumulatorSpec().top
    32767
    """

    terms: int = 1024
    bits: int = 16
    products: int = 4000
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no register, or too long."""
        within("terms", self.terms, 1, 16_384)
        within("bits", self.bits, 8, 32)
        within("products", self.products, 100, 100_000)
        within("terms x products", self.terms * self.products, 1, MAX_PRODUCTS)
        within("seed", self.seed, 0, MAX_SEED)

    @property
    def top(self) -> int:
        """Return the largest sum that the register holds; the smallest is -top - 1."""
        return int(2 ** (self.bits - 1) - 1)


@dataclass(frozen=True)
class AccumulatorResult:
    """What `products` dot products came to, as counts per bin of the sum, and the root mean square errors."""

    spec: AccumulatorSpec
    overflows: int
    passing: int
    wrap_error: float
    clamp_error: float
    sum_rms: float
    edges: tuple[float, ...]
    exact: tuple[int, ...]
    wrapped: tuple[int, ...]

    @property
    def n_test(self) -> int:
        """Return 0: there is no test set."""
        return 0

    @property
    def share(self) -> float:
        """Return the share (0..1) of dot products whose sum does not fit."""
        return self.overflows / self.spec.products

    @property
    def band(self) -> tuple[float, float]:
        """Return the 95 % Wilson interval of that share."""
        return wilson_interval(self.overflows, self.spec.products)

    @property
    def numbers(self) -> dict[str, float]:
        """Return counts and errors, as a receipt compares them."""
        return {name: getattr(self, name) for name in ("overflows", "passing", "wrap_error", "clamp_error")}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per bin of the sums."""
        bins = zip(self.edges, self.edges[1:], self.exact, self.wrapped, strict=False)
        return [{"from": a, "to": b, "exact": exact, "wrapped": wrapped} for a, b, exact, wrapped in bins]


def _rms(x: Whole) -> float:
    return float(np.sqrt(np.mean(np.square(x.astype(np.float64)))))


def _edges(sums: Whole, end: int) -> npt.NDArray[np.float64]:
    """Return the edges of about BINS bins that hold all sums, with the ends of the register among them."""
    reach = max(int(np.abs(sums).max()), end + end // 4)
    width = end / max(round(BINS / 2 * end / reach), 1)
    count = ceil(reach / width)
    return np.asarray(np.arange(-count, count + 1) * width)


def measure_accumulator(spec: AccumulatorSpec, tell: Tell = keep_quiet) -> AccumulatorResult:
    """Draw activations and weights, and add their products up exactly, wrapped and clamped.

    >>> measure_accumulator(AccumulatorSpec(terms=16)).overflows
    1
    """
    products = drawn_products(spec.terms, spec.products, spec.seed)
    on_the_way = products.cumsum(axis=1)
    sums = on_the_way[:, -1]
    tell(Progress(1, 2))
    out = (on_the_way > spec.top) | (on_the_way < -spec.top - 1)
    shown = wrap(sums, spec.bits)
    edges = _edges(sums, spec.top + 1)
    return AccumulatorResult(
        spec=spec,
        overflows=int(out[:, -1].sum()),
        passing=int(out.any(axis=1).sum()),
        wrap_error=_rms(shown - sums),
        clamp_error=_rms(clamp_on_the_way(products, spec.top) - sums),
        sum_rms=_rms(sums),
        edges=tuple(edges.tolist()),
        exact=tuple(np.histogram(sums, edges)[0].tolist()),
        wrapped=tuple(np.histogram(shown, edges)[0].tolist()),
    )


ACCUMULATOR = Experiment(
    name="accumulator",
    title="Sums that do not fit",
    spec=AccumulatorSpec,
    measure=measure_accumulator,
    checkpoints=lambda spec: [],
)
