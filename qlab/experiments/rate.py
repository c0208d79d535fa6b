"""Minimum bits: every format's SQNR against the bits that it takes, and the bound of rate-distortion theory.

With R bits a value no code loses less of a Gaussian than D(R) = sigma^2 2^(-2R), 6.02 dB a bit (Shannon 1959; Cover and
Thomas, Elements of Information Theory, theorem 10.3.2). Of all values with the same mean square a Gaussian's are the
hardest. Even steps come within 1.53 dB, a quarter of a bit, if common codes get short words (Gish and Pierce, IEEE
Trans. Inf. Theory 14, 1968).
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from math import e, log, log10, pi
from typing import Any

import torch
from torch import Tensor

from qlab.checks import within
from qlab.experiments.experiment import Experiment, Progress, Tell, keep_quiet
from qlab.experiments.falls import DB_PER_BIT
from qlab.experiments.sources import check_source, layer_of, read_source
from qlab.formats import FORMATS
from qlab.metrics.signal import sqnr_db
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.size import effective_bits

ENTROPY_CODED = "even steps, entropy coded"
GAP_DB = 10 * log10(2 * pi * e / 12)
"""1.53 dB: how far below the bound fine even steps stay with the best code words."""
STEPS = tuple(2 ** (-k / 2) for k in range(-2, 9))  # in sigma: 2 down to 1/16
MAX_BITS = 8
COMPARED = tuple(name for name, one in FORMATS.items() if one.bits <= MAX_BITS)


@dataclass(frozen=True)
class RateSpec:
    """Which values; all formats of at most 8 bits are laid over them, one scale for all, clipped for the least error.

    Raises:
        ValueError: for an unknown source, or n outside 256..2^20.

    >>> RateSpec("laplace").n
    16384
    """

    source: str = "gaussian"
    n: int = 16_384
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        check_source(self.source, self.seed)
        within("n", self.n, 256, 2**20)


@dataclass(frozen=True)
class RatePoint:
    """One format: the bits that a value takes, scale, zero_point and fitted levels included, and the SQNR in dB."""

    name: str
    family: str
    bits: float
    sqnr_db: float

    @property
    def over_db(self) -> float:
        """Return the dB above what nothing can exceed on a Gaussian with so many bits; below 0 is below it."""
        return self.sqnr_db - DB_PER_BIT * self.bits


@dataclass(frozen=True)
class RateResult:
    """The points over `n` values: every format, then even steps with an entropy code, from coarse to fine."""

    spec: RateSpec
    n: int
    points: tuple[RatePoint, ...]
    n_test: int = 0

    @property
    def numbers(self) -> dict[str, float]:
        """Return the SQNR of every format, and what the steps with an entropy code take and reach."""
        fixed = {p.name: p.sqnr_db for p in self.points if p.family != ENTROPY_CODED}
        coded = [p for p in self.points if p.family == ENTROPY_CODED]
        return fixed | {f"{p.name}.{x}": getattr(p, x) for p in coded for x in ("bits", "sqnr_db")}

    def rows(self) -> list[dict[str, Any]]:
        """Return a row per point."""
        return [{"source": self.spec.source} | asdict(p) | {"over_db": p.over_db} for p in self.points]


def entropy_bits(codes: Tensor) -> float:
    """Return the entropy of whole numbers (n,) in bits, with Miller's correction for what n draws have not shown.

    >>> round(entropy_bits(torch.arange(4).repeat(1000)), 3)
    2.001
    """
    counts = torch.unique(codes, return_counts=True)[1].double()
    shares = counts / counts.sum()
    return float(-(shares * shares.log2()).sum() + (len(counts) - 1) / (2 * len(codes) * log(2)))


def _coded(values: Tensor) -> Iterator[RatePoint]:
    sigma = float(values.square().mean().sqrt())
    for step in STEPS:
        codes = (values / (step * sigma)).round()
        reached = sqnr_db(values, codes * step * sigma)
        yield RatePoint(f"step {step:.3g} sigma", ENTROPY_CODED, entropy_bits(codes), reached)


def measure_rate(spec: RateSpec, tell: Tell = keep_quiet) -> RateResult:
    """Lay every format over the values, and even steps of every size, and count the bits that they take.

    >>> points = measure_rate(RateSpec(n=1024)).points
    >>> max(point.over_db for point in points) < 0
    True
    """
    values = read_source(spec.source, spec.n, spec.seed)
    points = []
    for done, name in enumerate(COMPARED):
        tell(Progress(done, len(COMPARED)))
        quantized = fake_quantize(values, QuantSpec(name, range_method="mse"))
        taken = effective_bits(len(values), 1, FORMATS[name])
        points.append(RatePoint(name, FORMATS[name].family, taken, sqnr_db(values, quantized)))
    return RateResult(spec, len(values), (*points, *_coded(values)))


RATE = Experiment(
    name="rate",
    title="Minimum bits",
    spec=RateSpec,
    measure=measure_rate,
    checkpoints=lambda spec: [(layer[0], spec.seed)] if (layer := layer_of(spec.source)) else [],
)
