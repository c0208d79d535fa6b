"""Sketches show what the library does: every value goes where it must, and what cannot be drawn is refused."""

import re

import numpy as np
import pytest

from qlab.course.glossary import words
from qlab.formats import FORMATS
from qlab.sketches import SKETCHES, is_sketch, sketch_of
from qlab.sketches.answers import AnswersSpec, answers
from qlab.sketches.functions import FUNCTIONS, FunctionSpec
from qlab.sketches.shared_scales import CHANNELS, INPUTS, SharedScalesSpec, shared_scales
from qlab.sketches.snap import SnapSpec, snap
from qlab.sketches.staircase import DRAWS, StaircaseSpec, staircase

PICTURED = [word.plot for word in words().values() if word.plot and is_sketch(word.plot)]
VALUES = tuple(np.linspace(-1.1, 1.3, 25).tolist())


@pytest.mark.parametrize(
    "name", ["int3", "int4_full", "uint3", "e2m1", "nf4", "kmeans2", "lloyd_max3", "binary"]
)
def test_each_value_goes_to_its_nearest_level(name):
    (row,) = snap(SnapSpec((name,), VALUES))
    assert 2 ** FORMATS[name].bits - 2 < len(row.levels) <= 2 ** FORMATS[name].bits
    for value, level in zip(VALUES, row.moved, strict=True):
        assert min(abs(value - other) for other in row.levels) == pytest.approx(abs(value - level), abs=1e-6)


def test_what_lies_beyond_the_outermost_level_is_clipped_and_nothing_else():
    (row,) = snap(SnapSpec(("int2",), (-0.7, -0.5, 0.2, 0.50001), scales=(0.5,)))
    assert row.levels == (-0.5, 0.0, 0.5)
    assert row.clipped == (True, False, False, True)
    (row,) = snap(SnapSpec(("binary",), (0.1, 3.0)))  # its scale is no range: nothing is cut off
    assert row.clipped == (False, False)


def test_codes_stand_for_levels_by_scale_and_zero_point():
    (row,) = snap(SnapSpec(("uint2",), scales=(0.5,), zero_points=(1.0,)))
    assert row.codes == ("0", "1", "2", "3")
    assert row.levels == (-0.5, 0.0, 0.5, 1.0)


@pytest.mark.parametrize("rounding", ["stochastic", "dither"])
def test_the_mean_over_draws_is_the_value(rounding):
    stairs = staircase(StaircaseSpec(rounding=rounding, reach=2.4))
    # One draw is off by less than a step of 1, so its variance is at most 1/4; five standard deviations.
    assert np.abs(stairs.mean - stairs.x).max() < 5 * 0.5 / np.sqrt(DRAWS)
    assert np.abs(stairs.out - np.round(stairs.out)).max() == 0


def test_inside_the_levels_a_staircase_is_off_by_half_a_step_at_most():
    stairs = staircase(StaircaseSpec(scale=0.5, reach=4.0))
    assert np.abs(stairs.out - stairs.x)[~stairs.beyond].max() <= 0.25 + 1e-9
    assert stairs.beyond.tolist() == (np.abs(stairs.x) > 1.5 + 1e-9).tolist()


def test_blocks_cover_the_tensor_once_and_a_far_value_coarsens_only_its_own():
    whole, channels, groups = shared_scales(SharedScalesSpec(format="int3", outlier=20.0))
    for panel in (whole, channels, groups):
        cells = [
            (row, column)
            for top, bottom, left, right in panel.blocks
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]
        assert sorted(cells) == [(row, column) for row in range(CHANNELS) for column in range(INPUTS)]
        off = np.abs(panel.levels - panel.moved).min(axis=0)
        assert off.max() < 1e-6
    errors = [np.abs(panel.moved - panel.values.flatten()).mean() for panel in (whole, channels, groups)]
    assert errors[0] > errors[1] > errors[2]


def test_answers_are_those_of_the_network():
    same = answers(AnswersSpec(bits=16, samples=50))
    assert not same.flipped.any()
    few = answers(AnswersSpec(bits=2, samples=50))
    assert few.flipped.mean() > 0.3
    assert few.in_float.sum(axis=1) == pytest.approx(1.0)
    in_float, quantized = few.right
    assert (in_float & quantized & few.flipped).sum() == 0


def test_functions_are_what_they_are_called():
    lines = {name: FunctionSpec(name).drawn.lines for name in FUNCTIONS}
    softmax = dict(zip(np.round(lines["softmax"][0].x, 6), lines["softmax"][0].y, strict=True))
    assert softmax[0.0] == pytest.approx(50)
    assert max(lines["entropy"][0].y) == pytest.approx(1)
    bell, laplace = (np.asarray(line.y) for line in lines["laplace"])
    x = np.asarray(lines["laplace"][0].x)
    for density in (bell, laplace):
        assert np.trapezoid(density, x) == pytest.approx(1, abs=2e-3)
    assert np.trapezoid(bell * x**2, x) == pytest.approx(np.trapezoid(laplace * x**2, x), rel=0.06)
    total, wraps, clamps = (np.asarray(line.y) for line in lines["accumulator"])
    assert ((total - wraps) % 256 == 0).all()
    assert wraps.min() == -128
    assert wraps.max() == clamps.max() == 127
    _, low, high = lines["wilson"]
    assert all(a < 90 < b for a, b in zip(low.y, high.y, strict=True))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("pie --of relu", "kind of a sketch must be one of"),
        ("function --of pie", "of must be one of"),
        ("snap --formats int99", "format must be one of"),
        ("snap --scales 1,1,1,1,1,1,1", "number of rows must be"),
        ("snap --marks arrows", "mark must be one of"),
        ("staircase --reach 0", "reach must be"),
        ("staircase --below pie", "below must be one of"),
        ("shared_scales --names one", "names must be one for each"),
        ("shared_scales --outlier 0.5", "outlier must be"),
        ("network --units 1", "number of layers must be"),
        ("network --units 3,9", "units must be"),
        ("answers --model mlp-3", "model must be one of"),
        ("answers --sample 60", "sample must be"),
        ("snap formats", "line must be"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(line, complaint):
    with pytest.raises(ValueError, match=re.escape(complaint)):
        sketch_of(line)


def test_the_glossary_uses_every_kind():
    assert {line.split()[0] for line in PICTURED} == set(SKETCHES)
    assert {sketch_of(line).of for line in PICTURED if line.startswith("function")} == set(FUNCTIONS)
