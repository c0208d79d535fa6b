"""Signal measures against closed forms: their truths are integrals done by hand, not other code."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qlab.metrics.signal import crest_factor, max_abs_error, mse, sqnr_db

Float64 = npt.NDArray[np.float64]
VALUES = st.floats(-1e3, 1e3).filter(lambda v: v == 0 or abs(v) > 1e-3)
PAIRS = st.tuples(arrays(np.float64, 7, elements=VALUES), arrays(np.float64, 7, elements=VALUES))
COMPARISONS: list[Callable[..., float]] = [mse, sqnr_db, max_abs_error]


def test_hand_computed_values() -> None:
    x, y = [3.0, -4.0, 0.0], [3.0, -2.0, 1.0]
    assert mse(x, y) == pytest.approx(5 / 3, rel=1e-15)
    assert max_abs_error(x, y) == 2.0
    assert sqnr_db(x, y) == pytest.approx(10 * math.log10(25 / 5), rel=1e-14)
    assert crest_factor(x) == pytest.approx(4 / math.sqrt(25 / 3), rel=1e-15)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16, torch.float16, torch.int8])
def test_torch_and_numpy_agree_in_float64_for_every_dtype(dtype: torch.dtype) -> None:
    x, y = torch.tensor([[3, -4], [100, 7]]).to(dtype), torch.tensor([[2, -4], [90, 9]]).to(dtype)
    for measure in COMPARISONS:
        assert measure(x, y) == measure(x.double().numpy(), y.double().numpy())
    assert mse(x, y) == 105 / 4  # int8 arithmetic would wrap: 100 * 100 does not fit
    assert crest_factor(x) == crest_factor(x.double().numpy())


def test_a_tensor_that_requires_grad_is_measured_and_left_alone() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    assert max_abs_error(x, torch.tensor([1.0, 4.0])) == 2.0
    assert x.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("bits", [4, 8, 12])
def test_sqnr_of_a_full_scale_uniform_signal_is_6_02_dB_per_bit(bits: int) -> None:
    # n^2/12 over 1/12 with n = 2^bits steps. The variances of two sums of squared uniforms are 0.8/N
    # each (relative), so 10 log10 of their ratio has a standard deviation of 4.343 sqrt(1.6/N) dB.
    samples = 200_000
    x = (np.random.default_rng(bits).random(samples) - 0.5) * 2**bits
    steps = np.floor(x) + 0.5  # mid-rise: 2^bits levels, errors uniform in -1/2..1/2
    assert sqnr_db(x, steps) == pytest.approx(6.0206 * bits, abs=5 * 4.343 * math.sqrt(1.6 / samples))


def test_sqnr_of_min_max_int8_follows_from_the_crest_factor() -> None:
    # 10 log10(12 n^2 / crest^2), n = 127: the error is uniform, its mean square off by sqrt(0.8/N).
    x = np.random.default_rng(0).normal(size=100_000)
    scale = np.abs(x).max() / 127
    predicted = 10 * math.log10(12 * 127**2 / crest_factor(x) ** 2)
    assert sqnr_db(x, np.round(x / scale) * scale) == pytest.approx(
        predicted, abs=5 * 4.343 * math.sqrt(0.8e-5)
    )


@pytest.mark.parametrize(
    ("wave", "crest"),
    [
        (lambda t: np.sign(t - 0.5), 1.0),
        (lambda t: np.sin(2 * np.pi * t), math.sqrt(2)),
        (lambda t: 2 * t - 1, math.sqrt(3)),
    ],
    ids=["square", "sine", "sawtooth"],
)
def test_crest_factors_of_the_textbook_waves(wave: Callable[[Float64], Float64], crest: float) -> None:
    t = (np.arange(10_000) + 0.5) / 10_000
    assert crest_factor(wave(t)) == pytest.approx(crest, rel=2e-4)  # the peak is missed by half a step


def test_sqnr_at_its_ends() -> None:
    assert sqnr_db([1.0, 2.0], [1.0, 2.0]) == math.inf
    assert sqnr_db([0.0, 0.0], [0.0, 0.0]) == math.inf
    assert sqnr_db([0.0, 0.0], [0.0, 1.0]) == -math.inf
    assert sqnr_db([1.0, 2.0], [0.0, 0.0]) == 0.0
    assert sqnr_db([3e-200], [1e-200]) == pytest.approx(10 * math.log10(9 / 4))  # their squares underflow
    assert crest_factor([5e-324, 0.0]) == pytest.approx(math.sqrt(2), rel=0.5)  # one subnormal step: 1 or 2


@settings(deadline=None)
@given(PAIRS, st.floats(1e-6, 1e6))
def test_scaling_both_arrays_leaves_the_sqnr(pair: tuple[Float64, Float64], factor: float) -> None:
    x, y = pair
    # Scaling rounds x and y by 2^-53 of themselves, so x - y, kept above |x| / 1000, by 2e3 * 2^-53.
    apart = np.where(np.abs(x - y) > 1e-3 * np.abs(x), y, x)
    assert sqnr_db(factor * x, factor * apart) == pytest.approx(sqnr_db(x, apart), abs=1e-11)


@settings(deadline=None)
@given(PAIRS)
def test_mse_is_a_symmetric_bound(pair: tuple[Float64, Float64]) -> None:
    x, y = pair
    assert mse(x, y) == mse(y, x)
    assert mse(x, x) == 0
    assert mse(x, y) <= max_abs_error(x, y) ** 2 * (1 + 1e-14) <= x.size * mse(x, y) * (1 + 1e-13)


@settings(deadline=None)
@given(arrays(np.float64, 9, elements=VALUES).filter(np.any), st.floats(1e-6, 1e6))
def test_crest_factor_lies_between_1_and_sqrt_n_and_ignores_the_scale(x: Float64, factor: float) -> None:
    assert 1 - 1e-15 <= crest_factor(x) <= 3 * (1 + 1e-15)
    assert crest_factor(-factor * x) == pytest.approx(crest_factor(x), rel=1e-14)


@settings(deadline=None)
@given(PAIRS)
def test_sqnr_falls_by_6_dB_when_the_error_doubles(pair: tuple[Float64, Float64]) -> None:
    signal, error = np.round(pair[0], 3), np.round(pair[1])
    if np.any(signal) and np.any(error):
        drop = sqnr_db(signal, signal + error) - sqnr_db(signal, signal + 2 * error)
        assert drop == pytest.approx(
            20 * math.log10(2), abs=1e-9
        )  # |error| >= 1: adding it to 1e3 costs 1e-13


@pytest.mark.parametrize("measure", COMPARISONS)
def test_refusals_name_the_argument_the_rule_and_the_value(measure: Callable[..., float]) -> None:
    with pytest.raises(ValueError, match=r"must have the same shape; got \(2,\) and \(1, 2\)"):
        measure([1.0, 2.0], [[1.0, 2.0]])
    with pytest.raises(ValueError, match="must hold at least one value"):
        measure(torch.zeros(0), torch.zeros(0))
    with pytest.raises(ValueError, match=r"(y|noisy) must hold finite numbers .* got 1 NaN and 2 infinite"):
        measure(torch.zeros(4), torch.tensor([math.nan, math.inf, -math.inf, 0.0]))
    with pytest.raises(ValueError, match=r"(x|signal) must hold finite numbers .* 1 infinite or larger"):
        measure(np.array([1e200]), np.array([1.0]))
    with pytest.raises(ValueError, match=r"(x|signal) must hold real numbers; got dtype complex64"):
        measure(torch.zeros(1, dtype=torch.complex64), torch.zeros(1))


def test_a_crest_factor_needs_a_value_other_than_zero() -> None:
    with pytest.raises(ValueError, match="x must hold a value other than zero; got 3 zeros"):
        crest_factor(np.zeros(3))
    with pytest.raises(ValueError, match="1 NaN"):
        crest_factor([1.0, math.nan])
