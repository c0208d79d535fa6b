"""The grid experiment: its costs against error_parts and against their definition, its marks against choose_range."""

import dataclasses

import numpy as np
import pytest
import torch

from qlab.errors import error_parts
from qlab.experiments.families import FAMILIES
from qlab.experiments.grid import CLIPS, GRID, METHODS, GridSpec, measure_grid
from qlab.experiments.sources import DRAWS
from qlab.formats import FORMATS
from qlab.metrics.signal import sqnr_db
from qlab.qparams import from_range
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.ranges import choose_range


@pytest.fixture(scope="module", params=FAMILIES)
def result(request):
    return measure_grid(GridSpec("laplace", request.param))


def values_of(result):
    return torch.from_numpy(result.values.copy())


def test_every_mark_is_where_its_range_method_clips_and_costs_what_error_parts_says(result):
    values = values_of(result)
    for row, name in enumerate(result.spec.formats):
        for column, method in enumerate(METHODS):
            spec = QuantSpec(name, range_method=method)
            parts, mark = error_parts(values, spec), result.marks.row(row, column)
            low, high = choose_range(values[None], FORMATS[name], method)
            assert mark["scale"] == from_range(low, high, FORMATS[name]).scale.item()
            assert mark["clipping"] == pytest.approx(parts.clipping, rel=1e-12, abs=1e-300)
            assert mark["rounding"] == pytest.approx(parts.rounding, rel=1e-12)
            assert mark["clipped_share"] == parts.clipped_share
            assert mark["sqnr_db"] == pytest.approx(sqnr_db(values, fake_quantize(values, spec)), abs=1e-9)


def test_the_whole_range_is_min_max(result):
    column = METHODS.index("minmax")
    for name in vars(result.sweep):
        assert np.array_equal(getattr(result.sweep, name)[:, -1], getattr(result.marks, name)[:, column])
    for name, clipped in zip(result.spec.formats, result.sweep.clipped_share[:, -1], strict=True):
        levels = FORMATS[name].levels  # of a lopsided grid one side may fall up to a step short
        assert clipped == 0 or levels[0] != -levels[-1]


@pytest.mark.parametrize("percent", [1, 37, 80])
@pytest.mark.parametrize("name", ["int4", "uint3", "int2_full"])
def test_a_clip_costs_what_the_definition_says(name, percent):
    family = next(family for family, names in FAMILIES.items() if name in names)
    result, number_format = measure_grid(GridSpec("positive", family)), FORMATS[name]
    x, row = result.values, result.at(number_format.bits, percent)
    low, high = min(0.0, x[0]) * percent / 100, x[-1] * percent / 100
    steps = {"int4": 7, "uint3": 7, "int2_full": 1.5}[name]
    scale = ((high - low) if number_format.affine else max(-low, high)) / steps
    levels = scale * (np.array(number_format.levels) - row["zero_point"])
    snapped = levels[np.abs(x[:, None] - levels).argmin(1)]
    beyond = (x < levels[0]) | (x > levels[-1])
    squared = np.square(snapped - x)
    assert row["scale"] == pytest.approx(scale, rel=1e-12)
    assert row["clipping"] == pytest.approx(squared[beyond].sum() / len(x), rel=1e-9)
    assert row["rounding"] == pytest.approx(squared[~beyond].sum() / len(x), rel=1e-9, abs=1e-300)
    assert row["clipped_share"] == beyond.mean()
    assert row["levels_used"] == len(np.unique(snapped))


def test_at_repeats_the_table_where_the_zero_point_is_the_ranges_own(result):
    for row, bits in enumerate(result.bits):
        for percent in (1, 50, CLIPS):
            expected = result.sweep.row(row, percent - 1)
            assert expected.items() <= result.at(bits, percent).items()
            if result.spec.family == "integer-affine":
                assert expected.items() <= result.at(bits, percent, expected["zero_point"]).items()


def test_moving_the_zero_point_moves_the_levels_and_keeps_their_distance():
    result = measure_grid(GridSpec("gaussian", "integer-affine"))
    lowest, highest = result.at(4, 50, 15), result.at(4, 50, 0)
    assert lowest["scale"] == highest["scale"]
    assert lowest["clipped_share"] == np.mean((result.values > 0) | (result.values < -15 * lowest["scale"]))
    assert highest["clipped_share"] == np.mean((result.values < 0) | (result.values > 15 * highest["scale"]))


def test_clipping_falls_and_rounding_rises_as_an_even_grid_is_spread():
    sweep = measure_grid(GridSpec("gaussian")).sweep
    assert (np.diff(sweep.clipping) <= 0).all()
    within_five_percent = np.maximum.accumulate(sweep.rounding, axis=1) <= 1.05 * sweep.rounding
    assert within_five_percent[:, 20:].all()  # of 4,096 draws; below a fifth of the range few values are left


def test_no_clip_of_the_sweep_beats_the_mse_mark_by_more_than_its_search_step(result):
    best = (result.sweep.clipping + result.sweep.rounding).min(1)
    column = METHODS.index("mse")
    assert (result.marks.clipping[:, column] + result.marks.rounding[:, column] <= 1.02 * best).all()


def test_weights_of_a_shipped_layer_are_measured_whole_or_sampled():
    whole = measure_grid(GridSpec("mlp-64/hidden2"))
    part = measure_grid(GridSpec("mlp-64/hidden2", n=512))
    assert len(whole.values) == 64 * 64
    assert len(part.values) == 512
    assert np.isin(part.values, whole.values).all()
    assert GRID.checkpoints(whole.spec) == [("mlp-64", 0)]
    assert GRID.checkpoints(GridSpec("laplace")) == []


@pytest.mark.parametrize("source", DRAWS)
def test_draws_ascend_are_float32_and_depend_on_the_seed_alone(source):
    first, again, other = (measure_grid(GridSpec(source, "nf4", seed=seed)).values for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert (np.diff(first) >= 0).all()
    assert np.array_equal(first, first.astype(np.float32))


def test_results_cannot_be_changed(result):
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.n_test = 1
    for array in (result.values, result.sweep.clipping, result.marks.scale):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_rows_and_numbers_are_plain_and_complete(result):
    rows = result.rows()
    assert len(rows) == len(result.spec.formats) * CLIPS
    assert {type(value) for row in rows for value in row.values()} == {str, int, float}
    assert len(result.numbers) == len(result.spec.formats) * len(METHODS) * 2
    assert all(np.isfinite(value) for value in result.numbers.values())


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"source": "cauchy"}, "source must be one of gaussian, laplace"),
        ({"source": "mlp-64/attention"}, "layer of mlp-64 must be one of hidden1, hidden2, output"),
        ({"source": "resnet/conv1"}, "model must be one of"),
        ({"source": "mlp-64/hidden2", "seed": 99}, "seed of mlp-64 must be one of"),
        ({"family": "int4"}, "family must be one of integer-narrow"),
        ({"n": 10}, "n must be a whole number from 256 to 16384; got 10"),
        ({"n": 4096.0}, "n must be a whole number"),
        ({"seed": -1}, "seed must be a whole number from 0"),
    ],
)
def test_a_bad_spec_is_refused_by_name(wrong, names):
    with pytest.raises(ValueError, match=names):
        GridSpec(**wrong)


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"bits": 9}, "bits must be one of 2, 3"),
        ({"clip": 0}, "clip must be a whole number from 1 to 100; got 0"),
        ({"clip": "x"}, "clip must be"),
        ({"zero_point": 1}, "zero_point must be a whole number from 0 to 0; got 1"),
    ],
)
def test_a_bad_position_is_refused_by_name(wrong, names):
    with pytest.raises(ValueError, match=names):
        measure_grid(GridSpec("laplace")).at(**({"bits": 4, "clip": 50, "zero_point": None} | wrong))


def test_families_hold_one_format_for_each_number_of_bits_and_all_follow_a_range():
    for names in FAMILIES.values():
        bits = [FORMATS[name].bits for name in names]
        assert bits == sorted(set(bits))
        assert {FORMATS[name].scale_rule for name in names} == {"range"}
