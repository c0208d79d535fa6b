"""Accumulator: bits and overflow against closed forms, wrapping against the integers that numpy has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qlab.experiments.accumulator import AccumulatorSpec, measure_accumulator
from qlab.experiments.registers import bits_needed, clamp_on_the_way, drawn_products, foretold_share, wrap
from qlab.metrics.classification import wilson_interval
from qlab.plain import from_plain, to_plain

SUMS = arrays(np.int64, 20, elements=st.integers(-(2**40), 2**40))


@given(SUMS)
def test_wrapping_is_what_numpy_does_to_smaller_integers(sums):
    assert np.array_equal(wrap(sums, 16), sums.astype(np.int16))
    assert np.array_equal(wrap(sums, 32), sums.astype(np.int32))
    assert np.array_equal(wrap(sums, 8), sums.astype(np.int8))


@pytest.mark.parametrize("terms", [1, 2, 16, 64, 256, 1024, 4096])
def test_the_bits_needed_hold_the_largest_sum_and_one_less_does_not(terms):
    largest = np.array([255 * 127 * terms, -255 * 127 * terms])
    bits = bits_needed(terms)
    assert np.array_equal(wrap(largest, bits), largest)
    assert not np.array_equal(wrap(largest, bits - 1), largest)


@given(arrays(np.int64, (3, 7), elements=st.integers(-200, 200)))
def test_a_clamp_is_exact_until_it_is_needed_and_never_leaves_its_range(products):
    clamped = clamp_on_the_way(products, 127)
    within = np.abs(products.cumsum(1)).max(1) <= 127
    assert np.array_equal(clamped[within], products.sum(1)[within])
    assert clamped.min() >= -128
    assert clamped.max() <= 127


@pytest.mark.parametrize("terms", [64, 256, 1024])
def test_the_share_that_overflows_is_what_a_gaussian_foretells(terms):
    """Products are clipped and rounded, and 64 of them not quite Gaussian: within the 99.9 % interval and 1 point."""
    result = measure_accumulator(AccumulatorSpec(terms))
    low, high = wilson_interval(result.overflows, result.spec.products, 0.999)
    assert low - 0.01 < foretold_share(terms, 16) < high + 0.01


def test_counts_and_errors_are_those_of_the_products():
    spec = AccumulatorSpec(256, products=500, seed=3)
    result, sums = measure_accumulator(spec), drawn_products(256, 500, 3).sum(1)
    off = sums.astype(np.int16) - sums
    assert result.overflows == np.count_nonzero(off)
    assert result.wrap_error == pytest.approx(np.sqrt(np.mean(off.astype(float) ** 2)))
    assert sum(result.exact) == sum(result.wrapped) == 500
    assert result.passing >= result.overflows


def test_a_register_that_is_large_enough_makes_no_error():
    result = measure_accumulator(AccumulatorSpec(64, bits_needed(64), 500))
    assert (result.overflows, result.passing, result.wrap_error, result.clamp_error) == (0, 0, 0, 0)


def test_products_are_those_of_a_u8_and_an_s8():
    products = drawn_products(500, 500, 0)
    assert np.abs(products).max() <= 255 * 127
    assert products.std() == pytest.approx(60 * 32, rel=0.02)


def test_results_can_be_published_and_repeat():
    spec = AccumulatorSpec(16, products=200, seed=1)
    result = measure_accumulator(spec)
    assert from_plain(type(result), to_plain(result), "result") == result == measure_accumulator(spec)
    assert sum(row["exact"] for row in result.rows()) == 200
    assert {-32768.0, 32768.0} <= set(result.edges)
    assert result.n_test == 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"terms": 0}, "terms must be"),
        ({"bits": 7}, "bits must be a whole number from 8 to 32; got 7"),
        ({"products": 99}, "products must be"),
        ({"terms": 16_384}, "terms x products must be"),
        ({"seed": -1}, "seed must be"),
    ],
)
def test_what_cannot_run_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        AccumulatorSpec(**fields)
