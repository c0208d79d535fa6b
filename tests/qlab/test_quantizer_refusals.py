"""What the front door refuses, and that it says the argument, the rule, the value and the way out."""

import re
from dataclasses import replace

import pytest
import torch

from qlab.qparams import symmetric
from qlab.quantizer import QuantSpec, choose_qparams, fake_quantize


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("format", "int1", "format must be one of binary, ternary, int2"),
        ("format", None, "got None."),
        (
            "granularity",
            "rows",
            "granularity must be per_tensor, per_channel, per_channel:AXIS or group:SIZE; got 'rows'.",
        ),
        ("granularity", 32, "group:SIZE; got 32."),
        ("granularity", "group:0", "group_size must be a whole number from 1 to 65536; got 0."),
        ("range_method", "max", "range_method must be one of minmax, percentile, mse, entropy; got 'max'."),
        ("range_method", "percentile:0", "KEPT from 50 to 100; got 'percentile:0'."),
        ("rounding", "nearest", "rounding must be one of nearest_even, stochastic, floor; got 'nearest'."),
    ],
)
def test_a_spec_refuses_words_it_does_not_know(field, value, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        replace(QuantSpec(), **{field: value})


@pytest.mark.parametrize(
    ("x", "kind"),
    [
        (torch.zeros(2, dtype=torch.int32), "torch.int32"),
        (torch.zeros(2, dtype=torch.bfloat16), "torch.bfloat16"),
        (torch.zeros(2, dtype=torch.float16), "torch.float16"),
        (torch.zeros(2, dtype=torch.complex64), "torch.complex64"),
        ([0.0, 1.0], "<class 'list'>"),
        (None, "<class 'NoneType'>"),
    ],
)
def test_only_float32_and_float64_are_quantized(x, kind):
    for function in (choose_qparams, fake_quantize):
        with pytest.raises(
            ValueError, match=f"x must be a tensor of float32 or float64; got {kind}; convert it"
        ):
            function(x, QuantSpec())


@pytest.mark.parametrize("spec", ["int8", None, 8])
def test_only_a_spec_is_a_spec(spec):
    for function in (choose_qparams, fake_quantize):
        with pytest.raises(ValueError, match=f"spec must be a QuantSpec; got {spec!r}"):
            function(torch.zeros(2), spec)


def test_refusals_of_arguments_that_do_not_fit():
    x = torch.zeros(4, 6)
    with pytest.raises(
        ValueError, match=re.escape("out must have x's shape (4, 6) and type; got (6, 4), torch.float32")
    ):
        fake_quantize(x, QuantSpec(), out=torch.empty(6, 4))
    with pytest.raises(ValueError, match=r"out must have x's shape .* torch\.float64"):
        fake_quantize(x, QuantSpec(), out=torch.empty(4, 6, dtype=torch.float64))
    with pytest.raises(ValueError, match="qparams must have one row for each of x's 4 blocks; got 1; choose"):
        fake_quantize(x, QuantSpec("int8", "per_channel"), symmetric(torch.ones(1, 1)))
    with pytest.raises(ValueError, match="group_size must divide the 6 values of a channel; got 4"):
        fake_quantize(x, QuantSpec("int8", "group:4"))
    with pytest.raises(ValueError, match="axis must name one of the tensor's 2 dimensions; got 2"):
        choose_qparams(x, QuantSpec("int8", "per_channel:2"))
    with pytest.raises(
        ValueError, match=r"generator must be a torch.Generator for stochastic rounding; got None"
    ):
        fake_quantize(x, QuantSpec(rounding="stochastic"))
