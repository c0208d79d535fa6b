"""The numbers that lessons ask to estimate, and where each measured one comes from: the published ledger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from qlab.claims.ledger import read_ledger
from qlab.course.estimate import Estimate, MeasuredNumber, check_estimate
from qlab.course.numbers import measured_as
from qlab.metrics.classification import wilson_interval
from qlab.receipts import Receipt


@dataclass(frozen=True)
class Quantity:
    """A number to estimate.

    Attributes:
        name: what it is called on an axis.
        unit: in which it is told.
        highest: the end of its scale, which begins at 0.
        statement, case: of the ledger, where it was measured.
        number: from the case's receipt.
        band: what the measured band is.
    """

    name: str
    unit: str
    highest: float
    statement: str
    case: str
    number: Callable[[Receipt], MeasuredNumber]
    band: str

    def read(self, kept: object) -> Estimate:
        """Return a kept estimate.

        Raises:
            ValueError: if it is none of this number.
        """
        return check_estimate(kept, 0.0, self.highest)

    def measured(self) -> tuple[MeasuredNumber, Receipt]:
        """Return the number with its band, and the receipt of its measurement.

        Raises:
            ValueError: if the ledger does not hold it.
        """
        try:
            receipt = _receipts()[self.statement, self.case]
        except KeyError:
            raise ValueError(
                f"case must be one of the ledger; got {self.statement}, {self.case!r}."
            ) from None
        return self.number(receipt), receipt


@cache
def _receipts() -> dict[tuple[str, str], Receipt]:
    return {(entry.statement, entry.case): entry.receipt for entry in read_ledger()}


def _all(values: Iterable[float]) -> MeasuredNumber:
    """Return the mean of the values, and the band that they span."""
    each = list(values)
    return MeasuredNumber(fmean(each), min(each), max(each))


def _dither(receipt: Receipt) -> MeasuredNumber:
    return _all(measured_as("*.power", receipt))


def _depth(receipt: Receipt) -> MeasuredNumber:
    first, last = (measured_as(f"s*.layer{layer}.sqnr_db", receipt) for layer in (1, receipt.spec["depth"]))
    return _all(one - other for one, other in zip(first, last, strict=True))


def _overflows(receipt: Receipt) -> MeasuredNumber:
    (count,), products = measured_as("overflows", receipt), receipt.spec["products"]
    low, high = wilson_interval(int(count), products)
    return MeasuredNumber(100 * count / products, 100 * low, 100 * high)


def _least_sure(receipt: Receipt) -> MeasuredNumber:
    quarters = [measured_as(f"s*.quarter{place}.changed", receipt) for place in range(4)]
    return _all(100 * changed[0] / sum(changed) for changed in zip(*quarters, strict=True))


def _behind(receipt: Receipt) -> MeasuredNumber:
    in_float, one_bit = (measured_as(f"16@{bits}-s*.train", receipt) for bits in (32, 1))
    return _all(100 * (more - less) for more, less in zip(in_float, one_bit, strict=True))


def _recovered(receipt: Receipt) -> MeasuredNumber:
    arms = (measured_as(f"3 bits, 1, lr 0.001, s*.{arm}", receipt) for arm in ("in_float", "before", "after"))
    return _all(100 * (after - before) / (top - before) for top, before, after in zip(*arms, strict=True))


NETWORKS = "the band holds all five networks"

QUANTITIES = {
    "noise_dither_prediction": Quantity(
        "Mean square of the error", "× step²/12", 10.0, "dither-frees", "Added and left in", _dither,
        "the band holds all five step sizes",
    ),
    "noise_through_prediction": Quantity(
        "SQNR lost", "dB", 60.0, "depth-adds-up", "A random chain", _depth, "the band holds all five chains"
    ),
    "overflow_prediction": Quantity(
        "Sums that do not fit", "%", 100.0, "accumulator-overflows", "A wide layer", _overflows, "95 % interval"
    ),
    "hard_first_prediction": Quantity(
        "From the least sure quarter", "%", 100.0, "unsure-answers-change-first", "Before the cliff", _least_sure,
        NETWORKS,
    ),
    "stability_expressiveness_prediction": Quantity(
        "How far 1 bit is behind", "points", 100.0, "one-bit-cannot-fit", "Narrow networks", _behind, NETWORKS
    ),
    "recovery_prediction": Quantity(
        "Of what was lost, back", "%", 100.0, "most-comes-back", "3 bits", _recovered, NETWORKS
    ),
}  # fmt: skip
"""By the key of the prediction."""
