"""Every number that is estimated is in the ledger; ranges are counted only once their answer was seen."""

from datetime import UTC, datetime

import pytest

from qlab.claims.ledger import read_ledger
from qlab.course import quantities
from qlab.course.estimate import MeasuredNumber
from qlab.course.lessons import hint_for
from qlab.course.numbers import published_number
from qlab.course.quantities import QUANTITIES
from qlab.course.ranges_held import ranges_held, said_of_ranges
from qlab.records import Record

FIRST, SECOND = "overflow_prediction", "recovery_prediction"


def votes(item, *values):
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return [Record("prediction", item, number, value, at) for number, value in enumerate(values, start=1)]


def around(item, width):
    """Return an estimate whose range begins at the measured number, or beyond it where `width` is below 0."""
    value = QUANTITIES[item].measured()[0].value
    low, high = sorted((value, value + width))
    held = (low, high) if width > 0 else (low, low)
    return {"guess": held[1], "low": held[0], "high": held[1]}


@pytest.mark.parametrize("key", QUANTITIES)
def test_each_number_was_measured_lies_on_its_scale_and_has_a_hint(key):
    quantity = QUANTITIES[key]
    measured, receipt = quantity.measured()
    assert 0 <= measured.low <= measured.value <= measured.high <= quantity.highest
    assert receipt.command.startswith("qlab run ")
    assert hint_for(key)


def test_what_is_lost_on_the_way_is_the_difference_of_the_published_means():
    ends = (
        published_number(f"depth-adds-up | A random chain | s*.layer{layer}.sqnr_db", read_ledger())
        for layer in (1, 16)
    )
    first, last = ends
    assert QUANTITIES["noise_through_prediction"].measured()[0].value == pytest.approx(first - last)


def test_recovery_by_hand(monkeypatch):
    entry = next(
        entry for entry in read_ledger() if (entry.statement, entry.case) == ("most-comes-back", "3 bits")
    )
    arms = {"in_float": (1.0, 0.9), "before": (0.5, 0.1), "after": (0.75, 0.7)}
    entry.receipt.measured.clear()
    for arm, values in arms.items():
        entry.receipt.measured.update({f"3 bits, 1, lr 0.001, s{i}.{arm}": v for i, v in enumerate(values)})
    monkeypatch.setattr(quantities, "_receipts", lambda: {("most-comes-back", "3 bits"): entry.receipt})
    measured, _ = QUANTITIES[SECOND].measured()
    # half of a half, and six of eight tenths
    assert measured == MeasuredNumber(pytest.approx(62.5), pytest.approx(50), pytest.approx(75))


def test_a_ledger_without_the_case_is_told_and_counts_nothing(monkeypatch):
    made = votes(FIRST, *[{"guess": 1, "low": 0, "high": 100}] * 2)
    monkeypatch.setattr(quantities, "_receipts", dict)
    with pytest.raises(ValueError, match=r"^case must be one of the ledger; got accumulator-overflows"):
        QUANTITIES[FIRST].measured()
    assert ranges_held(made) == (0, 0)


def test_of_each_number_the_last_vote_counts_once_it_was_seen():
    held, missed = around(FIRST, 5), around(FIRST, -5)
    assert ranges_held(votes(FIRST, held)) == (0, 0)
    assert ranges_held(votes(FIRST, missed, held)) == (1, 1)
    assert ranges_held(votes(FIRST, held, missed)) == (0, 1)
    both = votes(FIRST, held, held) + votes(SECOND, around(SECOND, -5), around(SECOND, -5))
    assert ranges_held(both) == (1, 2)


@pytest.mark.parametrize("value", ["", "More than half.", [1.0], {"guess": "x"}, None])
def test_what_is_no_estimate_is_not_counted(value):
    assert ranges_held(votes(FIRST, value, value)) == (0, 0)


def test_who_is_surer_than_they_should_be_is_told():
    assert said_of_ranges(0, 0) == said_of_ranges(0, 1) == ""
    assert "2 of 3 times" in said_of_ranges(2, 3)
    assert "widen them" in said_of_ranges(8, 10)
    assert "widen them" not in said_of_ranges(9, 10)
