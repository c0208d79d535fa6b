"""Where curves fall, on curves made by hand."""

import pytest

from qlab.experiments.cliff_in_db import CliffInDbResult, CliffInDbSpec, DbPoint
from qlab.experiments.falls import DB_PER_BIT, curves, falls, kept_at, spreads, widths


def made(*curves):
    """Return a result; each curve is (seed, units, ((bits, sqnr_db, kept), ...))."""
    points = tuple(
        DbPoint("mlp-64", seed, units, "per_tensor", "minmax", bits, 0, kept, sqnr)
        for seed, units, curve in curves
        for bits, sqnr, kept in curve
    )
    seeds = tuple(dict.fromkeys(seed for seed, *_ in curves))
    return CliffInDbResult(CliffInDbSpec(seeds=seeds), points, (0.9,) * len(seeds), 0.1, 597)


STEEP = ((8, 40.0, 1.0), (4, 16.0, 1.0), (3, 10.0, 0.8), (2, 0.0, 0.0))


def test_a_fall_lies_on_the_straight_line_between_two_points():
    (fall,) = falls(made((0, 0, STEEP)))
    assert (fall.bits, fall.sqnr_db) == pytest.approx((3 - 0.375, 10 - 3.75))
    (early,) = falls(made((0, 0, STEEP)), 0.9)
    assert (early.bits, early.sqnr_db) == pytest.approx((3.5, 13.0))
    assert (early.model, early.seed, early.units) == ("mlp-64", 0, 0)


@pytest.mark.parametrize(
    "curve",
    [((8, 40.0, 1.0), (2, 5.0, 0.6)), ((8, 3.0, 0.4), (2, 0.0, 0.0)), ((8, 40.0, 1.0),)],
    ids=["stays above", "starts below", "one point"],
)
def test_a_curve_that_does_not_pass_has_no_fall(curve):
    assert falls(made((0, 0, curve))) == ()


def test_of_several_passes_the_first_counts():
    """From many bits down: accuracy may come back by luck, but what was lost was lost."""
    (fall,) = falls(made((0, 0, ((5, 20.0, 1.0), (4, 14.0, 0.0), (3, 8.0, 1.0), (2, 2.0, 0.0)))))
    assert fall.bits == pytest.approx(4.5)


def test_a_point_on_the_line_is_a_fall_once():
    assert len(falls(made((0, 0, ((4, 12.0, 1.0), (3, 6.0, 0.5), (2, 0.0, 0.0)))))) == 1


def shifted(by):
    return tuple((bits + by, sqnr, kept) for bits, sqnr, kept in STEEP)


def test_falls_apart_in_bits_alone_scatter_in_bits_alone():
    apart = spreads(made((0, 0, STEEP), (0, 2, shifted(2)), (0, 4, shifted(4)), (1, 0, STEEP)))
    assert apart == [pytest.approx((2 * DB_PER_BIT, 0.0))]  # seed 1 has one fall, so nothing to compare


def test_a_bit_is_worth_six_decibels():
    assert pytest.approx(6.0206, abs=1e-4) == DB_PER_BIT


def test_a_width_is_the_mean_over_the_curves_of_a_seed():
    gentle = ((8, 40.0, 1.0), (2, 0.0, 0.0))  # 90 % at 36 dB, 50 % at 20 dB
    result = made((0, 0, STEEP), (0, 2, gentle), (1, 0, gentle), (2, 0, ((8, 40.0, 1.0),)))
    assert widths(result) == pytest.approx([((13.0 - 6.25) + 16.0) / 2, 16.0])
    assert widths(result, 0.75, 0.25)[1] == pytest.approx(20.0)


def test_what_is_kept_at_some_noise_lies_on_the_same_straight_line():
    (curve,) = curves(made((0, 0, STEEP))).values()
    (fall,) = falls(made((0, 0, STEEP)))
    assert kept_at(curve, fall.sqnr_db) == pytest.approx(0.5)
    assert (kept_at(curve, 99.0), kept_at(curve, -99.0)) == (1.0, 0.0)
