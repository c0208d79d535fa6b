"""Accuracy against SQNR: each point is the cliff's own, and units change bits, not the float network."""

from itertools import pairwise

import pytest

from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.experiments.cliff_in_db import MAX_POINTS, CliffInDbResult, CliffInDbSpec, measure_cliff_in_db
from qlab.plain import from_plain, to_plain
from qlab.zoo import checkpoint

SPEC = CliffInDbSpec(("mlp-8", "mlp-64"), (1, 0), (0, 5), ("per_channel",), ("minmax", "mse"), (3, 12, 7))


@pytest.fixture(scope="module")
def result():
    return measure_cliff_in_db(SPEC)


def test_there_is_a_point_for_every_combination_most_bits_first(result):
    asked = [
        (model, seed, k, "per_channel", method, bits)
        for model in SPEC.models for seed in SPEC.seeds for k in SPEC.units
        for method in SPEC.range_methods for bits in (12, 7, 3)
    ]  # fmt: skip
    found = [(p.model, p.seed, p.units, p.granularity, p.range_method, p.bits) for p in result.points]
    assert found == asked
    assert len(asked) == SPEC.points


@pytest.mark.parametrize("method", SPEC.range_methods)
def test_as_trained_it_is_the_cliffs_own_measurement(result, method):
    cliff = measure_cliff(CliffSpec(SPEC.models, SPEC.seeds, SPEC.bits, "weights", "per_channel", method))
    expected = {(p.model, p.seed, p.bits): (p.outcome.correct, p.outcome.logit_sqnr_db) for p in cliff.points}
    found = {
        (p.model, p.seed, p.bits): (p.correct, p.sqnr_db)
        for p in result.points
        if p.units == 0 and p.range_method == method
    }
    assert found == expected


def test_what_is_kept_is_counted_from_chance(result):
    for point in result.points:
        best = checkpoint(point.model, point.seed).correct / 597
        assert point.kept == pytest.approx((point.correct / 597 - 0.1) / (best - 0.1))


def test_other_units_cost_decibels_at_the_same_bits(result):
    """2^5 either way stretches a channel's scale up to 1024-fold, so many bits' worth of 6 dB are gone."""
    sqnr = {
        (p.model, p.seed, p.units, p.bits): p.sqnr_db for p in result.points if p.range_method == "minmax"
    }
    assert all(sqnr[model, seed, 0, 12] - sqnr[model, seed, 5, 12] > 12 for model, seed in SPEC.pairs)


def test_fewer_bits_are_noisier(result):
    curves = [result.points[i : i + 3] for i in range(0, len(result.points), 3)]
    assert all(a.sqnr_db > b.sqnr_db for curve in curves for a, b in pairwise(curve))


def test_it_can_be_published_and_every_point_has_a_row(result):
    assert from_plain(CliffInDbResult, to_plain(result), "result") == result
    assert len(result.rows()) == len(result.points)
    assert len(result.numbers) == 2 * len(result.points)
    assert (result.n_test, result.chance) == (597, 0.1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"models": ("cnn",)}, "model must be a Sequential of Linear and ReLU in turn"),
        ({"models": ("mlp-5",)}, "model must be one of"),
        ({"seeds": (9,)}, "seed of mlp-64 must be one of"),
        ({"units": (0, 11)}, "units must be a whole number from 0 to 10; got 11"),
        ({"units": ()}, "points must be"),
        ({"granularities": ()}, "points must be"),
        ({"granularities": ("per_row",)}, "granularity"),
        ({"range_methods": ("best",)}, "range_method"),
        ({"bits": (8, 1)}, "bits must be a whole number from 2 to 16; got 1"),
        ({"bits": (8, 8)}, "bits must be a list in which nothing stands twice"),
        ({"models": ("mlp-8", "mlp-16"), "units": tuple(range(10))}, f"from 1 to {MAX_POINTS}; got 2400"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        CliffInDbSpec(**fields)


def test_convolutions_can_be_measured_as_trained():
    assert CliffInDbSpec(("cnn",), units=(0,), bits=(8,)).points == 10
