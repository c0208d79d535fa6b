"""Every number that is estimated is in the ledger; ranges are counted only once their answer was seen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from qlab.claims.ledger import read_ledger
from qlab.course import quantities
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


def by_seed(name, *values):
    """Return what a receipt holds of a number that was measured in several networks."""
    return {name.format(seed): value for seed, value in enumerate(values)}


@pytest.mark.parametrize(
    ("key", "numbers", "expected"),
    [
        (FIRST, {"overflows": 50}, (50, 40.383, 59.617)),  # of 100: Wilson's interval, to three digits
        (
            SECOND,  # half of a half, and six of eight tenths
            by_seed("3 bits, 1, lr 0.001, s{}.in_float", 1.0, 0.9)
            | by_seed("3 bits, 1, lr 0.001, s{}.before", 0.5, 0.1)
            | by_seed("3 bits, 1, lr 0.001, s{}.after", 0.75, 0.7),
            (62.5, 50, 75),
        ),
        ("noise_dither_prediction", {"2.power": 2.0, "3.power": 4.0, "3.correlation": 9.0}, (3, 2, 4)),
        (
            "noise_through_prediction",  # from the first layer to the second and last
            by_seed("s{}.layer1.sqnr_db", 30.0, 31.0) | by_seed("s{}.layer2.sqnr_db", 20.0, 27.0),
            (7, 4, 10),
        ),
        (
            "hard_first_prediction",  # 6 of 10, and 5 of 5
            by_seed("s{}.quarter0.changed", 6, 5)
            | by_seed("s{}.quarter1.changed", 2, 0)
            | by_seed("s{}.quarter2.changed", 2, 0)
            | by_seed("s{}.quarter3.changed", 0, 0),
            (80, 60, 100),
        ),
        (
            "stability_expressiveness_prediction",
            by_seed("16@32-s{}.train", 1.0, 0.9)
            | by_seed("16@1-s{}.train", 0.75, 0.75)
            | by_seed("64@1-s{}.train", 0.1, 0.1),
            (20, 15, 25),
        ),
    ],
)
def test_each_number_by_hand(monkeypatch, key, numbers, expected):
    quantity = QUANTITIES[key]
    place, known = (quantity.statement, quantity.case), quantity.measured()[1]
    receipt = replace(known, measured=numbers, spec=known.spec | {"products": 100, "depth": 2})
    monkeypatch.setattr(quantities, "_receipts", lambda: {place: receipt})
    measured, _ = quantity.measured()
    assert (measured.value, measured.low, measured.high) == pytest.approx(expected, rel=1e-5)


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
    above = {"guess": 99, "low": 99, "high": 100}
    assert ranges_held(votes(FIRST, held, above)) == (0, 1)
    both = votes(FIRST, held, held) + votes(SECOND, around(SECOND, -5), around(SECOND, -5))
    assert ranges_held(both) == (1, 2)


@pytest.mark.parametrize("value", ["", "More than half.", [1.0], {"guess": "x"}, None])
def test_what_is_no_estimate_is_not_counted(value):
    assert ranges_held(votes(FIRST, value, value)) == (0, 0)


def test_who_misses_more_often_than_one_who_is_right_nine_times_in_ten_is_told_to_widen():
    assert said_of_ranges(0, 0) == said_of_ranges(0, 1) == ""
    assert "2 of 3 times" in said_of_ranges(2, 3)
    for held, made in ((0, 2), (1, 3), (2, 4), (3, 6), (7, 10)):  # of 10, 7 or fewer: 0.0702
        assert "widen them" in said_of_ranges(held, made)
    for held, made in ((2, 2), (1, 2), (2, 3), (3, 4), (4, 6), (8, 10)):  # of 10, 8 or fewer: 0.2639
        assert "widen them" not in said_of_ranges(held, made)
