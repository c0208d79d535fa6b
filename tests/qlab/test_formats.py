"""The registry against every code of torch's and ml_dtypes' types, and against the papers' tables."""

import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import ml_dtypes
import numpy as np
import pytest
import torch
from scipy.stats import norm

from qlab.formats import FORMATS, MAX_BITS, NF4_LEVELS, CodebookFormat, FloatFormat, IntFormat
from qlab.lloyd_max import lloyd_max_levels

GOLDEN = Path(__file__).parents[1] / "golden"
FLOAT_LEVELS = json.loads((GOLDEN / "float_levels.json").read_text())
NF4 = json.loads((GOLDEN / "nf4.json").read_text())
ML_DTYPES = {
    "e2m1": ml_dtypes.float4_e2m1fn,
    "e2m3": ml_dtypes.float6_e2m3fn,
    "e3m2": ml_dtypes.float6_e3m2fn,
    "e4m3": ml_dtypes.float8_e4m3fn,
    "e5m2": ml_dtypes.float8_e5m2,
}
TORCH_DTYPES = {
    "e4m3": torch.float8_e4m3fn,
    "e5m2": torch.float8_e5m2,
    "fp16": torch.float16,
    "bf16": torch.bfloat16,
}


def finite(values):
    """Every finite value once, ascending; -0.0 and 0.0 are one level."""
    values = np.asarray(values, dtype=np.float64)
    return np.unique(values[np.isfinite(values)] + 0.0)


def test_the_registry_holds_the_formats_it_promises():
    bits = range(1, MAX_BITS + 1)
    assert set(FORMATS) == {
        *("binary", "ternary", "nf4", "e2m1", "e2m3", "e3m2", "e4m3", "e5m2", "fp16", "bf16", "fp32"),
        *(f"int{b}" for b in bits if b > 1),
        *(f"int{b}_full" for b in bits),
        *(f"uint{b}" for b in bits),
        *(f"{fitted}{b}" for fitted in ("kmeans", "lloyd_max") for b in range(1, 9)),
    }


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_describes_itself(name):
    number_format = FORMATS[name]
    levels = number_format.levels
    assert number_format.name == name
    assert levels.dtype == np.float64
    assert np.all(np.diff(levels) > 0)
    assert len(levels) <= 2**number_format.bits
    assert len(levels) > 2 ** (number_format.bits - 1) or len(levels) == 0
    assert number_format.rule.rstrip(".")
    assert number_format.family in {
        "integer, affine",
        "integer, narrow range",
        "integer, full range",
        "floating point",
        "codebook",
    }


@pytest.mark.parametrize("name", FORMATS)
def test_nobody_can_change_a_registered_format(name):
    number_format = FORMATS[name]
    with pytest.raises(FrozenInstanceError):
        number_format.name = "mine"
    if number_format.levels.size:
        with pytest.raises(ValueError, match="read-only"):
            number_format.levels[0] = 7.0


@pytest.mark.parametrize("bits", range(1, MAX_BITS + 1))
def test_integer_ranges_are_those_of_twos_complement(bits):
    full, affine = FORMATS[f"int{bits}_full"], FORMATS[f"uint{bits}"]
    assert (full.qmin, full.qmax, full.affine) == (-(2**bits) // 2, 2**bits // 2 - 1, False)
    assert (affine.qmin, affine.qmax, affine.affine) == (0, 2**bits - 1, True)
    if bits > 1:
        narrow = FORMATS[f"int{bits}"]
        assert (narrow.qmin, narrow.qmax, narrow.affine) == (-full.qmax, full.qmax, False)
        assert narrow.family == "integer, narrow range"
    if bits in (8, 16):
        dtype = torch.iinfo(getattr(torch, f"int{bits}"))
        assert (full.qmin, full.qmax) == (dtype.min, dtype.max)


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if isinstance(f, IntFormat)])
def test_integer_levels_are_the_whole_numbers_between(name):
    number_format = FORMATS[name]
    assert number_format.levels.tolist() == list(range(number_format.qmin, number_format.qmax + 1))


@pytest.mark.parametrize("name", ML_DTYPES)
def test_float_levels_are_every_finite_code_of_ml_dtypes(name):
    number_format = FORMATS[name]
    codes = np.arange(2**number_format.bits, dtype=np.uint8)
    np.testing.assert_array_equal(
        number_format.levels, finite(codes.view(ML_DTYPES[name]).astype(np.float64))
    )


@pytest.mark.parametrize("name", TORCH_DTYPES)
def test_float_levels_are_every_finite_code_of_torch(name):
    number_format = FORMATS[name]
    unsigned = torch.uint8 if number_format.bits == 8 else torch.uint16
    codes = torch.arange(2**number_format.bits, dtype=torch.int32).to(unsigned)
    np.testing.assert_array_equal(number_format.levels, finite(codes.view(TORCH_DTYPES[name]).double()))


@pytest.mark.parametrize("name", [name for name in FLOAT_LEVELS if name != "origin"])
def test_float_levels_are_those_of_the_specification(name):
    levels = FORMATS[name].levels
    assert levels[levels >= 0].tolist() == FLOAT_LEVELS[name]
    np.testing.assert_array_equal(levels, -levels[::-1])


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if isinstance(f, FloatFormat)])
def test_float_bits_are_sign_exponent_and_mantissa(name):
    number_format = FORMATS[name]
    assert number_format.bits == 1 + number_format.exponent_bits + number_format.mantissa_bits
    assert number_format.bias == 2 ** (number_format.exponent_bits - 1) - 1
    assert number_format.scale_rule == ("none" if name in ("fp16", "bf16", "fp32") else "range")


def test_a_largest_level_must_be_a_level():
    with pytest.raises(
        ValueError, match="max_level of mine must be a level; got 5, the largest below it is 4"
    ):
        FloatFormat("mine", 2, 1, 1, 5.0)


def test_fp32_has_no_grid_of_its_own():
    assert FORMATS["fp32"].levels.size == 0
    assert FORMATS["fp32"].rule == "32-bit floats as they are: not quantized"


def test_nf4_is_the_papers_table_and_its_generator():
    assert list(NF4_LEVELS) == NF4["levels"] == FORMATS["nf4"].levels.tolist()
    above = norm.ppf(np.linspace(NF4["offset"], 0.5, 9)[:-1])
    below = -norm.ppf(np.linspace(NF4["offset"], 0.5, 8)[:-1])
    quantiles = np.sort(np.concatenate([below, [0.0], above]))
    # The published levels come from float32 steps: linspace and ppf each lose a few times 2^-24.
    np.testing.assert_allclose(NF4_LEVELS, quantiles / quantiles.max(), rtol=0, atol=2e-7)


@pytest.mark.parametrize("bits", range(1, 9))
def test_codebook_sizes(bits):
    assert FORMATS[f"lloyd_max{bits}"].codebook == lloyd_max_levels(2**bits)
    assert FORMATS[f"kmeans{bits}"].levels.size == 0  # fitted to the data


def test_scale_rules_of_the_codebooks():
    rules = {name: f.scale_rule for name, f in FORMATS.items() if isinstance(f, CodebookFormat)}
    assert (rules["binary"], rules["ternary"], rules["nf4"]) == ("mean_abs", "least_squares", "range")
    assert {rules[f"kmeans{b}"] for b in range(1, 9)} == {"fitted"}
    assert {rules[f"lloyd_max{b}"] for b in range(1, 9)} == {"rms"}
