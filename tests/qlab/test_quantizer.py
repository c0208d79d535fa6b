"""The front door: what a spec refuses, and how arguments and `out` are treated."""

import re
from dataclasses import replace

import pytest
import torch

from qlab import projection
from qlab.formats import FORMATS
from qlab.qparams import symmetric
from qlab.quantizer import FLOAT32, QuantSpec, choose_qparams, fake_quantize

SAMPLE = ("int4", "int8_full", "uint8", "e4m3", "fp16", "fp32", "nf4", "ternary", "lloyd_max3", "kmeans2")
GRANULARITIES = ("per_tensor", "per_channel", "per_channel:1", "per_channel:-1", "group:4")


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def weights(*shape):
    return torch.randn(shape, generator=seeded())


@pytest.mark.parametrize("granularity", GRANULARITIES)
@pytest.mark.parametrize("name", SAMPLE)
def test_the_argument_is_never_edited_and_the_answer_is_new(name, granularity):
    x = weights(4, 8, 2)
    kept = x.clone()
    spec = QuantSpec(name, granularity)
    answer = fake_quantize(x, spec)
    answer.zero_()
    assert torch.equal(x, kept)
    qparams = choose_qparams(x, spec)
    scale = qparams.scale.clone()
    fake_quantize(x, spec, qparams).zero_()
    assert torch.equal(qparams.scale, scale)


def shifted(x):
    """Return a copy of x and an `out` that overlaps it, three values further on."""
    line = torch.cat([x.flatten(), torch.zeros(3)])
    return line[:-3].view(x.shape), line[3:].view(x.shape)


# Each gives an input equal to x and an `out`; several share memory in ways that a careless loop would trip over.
OUTS = {
    "contiguous": lambda x: (x, torch.empty(x.shape)),
    "x's layout": lambda x: (x, torch.empty_like(x)),
    "strided": lambda x: (x, torch.zeros(*x.shape[:-1], 2 * x.shape[-1])[..., ::2]),
    "x itself": lambda x: (x, x),
    "x transposed": lambda x: (x, x.transpose(0, -1)),
    "x shifted": shifted,
}


@pytest.mark.parametrize("transposed", [False, True])
@pytest.mark.parametrize("kind", OUTS)
@pytest.mark.parametrize("granularity", GRANULARITIES)
@pytest.mark.parametrize("name", SAMPLE)
def test_out_holds_what_would_have_been_returned(monkeypatch, name, granularity, kind, transposed):
    monkeypatch.setattr(
        projection, "BLOCK_VALUES", 16
    )  # many small pieces: one may write what the next one reads
    spec = QuantSpec(name, granularity)
    x = weights(8, 4, 8)
    x = x.transpose(0, 2) if transposed else x
    truth = fake_quantize(x, spec)
    x, out = OUTS[kind](x.clone())
    assert fake_quantize(x, spec, out=out) is out
    assert torch.equal(out, truth)


@pytest.mark.parametrize("name", SAMPLE)
def test_qparams_chosen_earlier_are_used_as_they_are(name):
    x, other = weights(4, 8), weights(4, 8) * 3
    spec = QuantSpec(name, "per_channel")
    assert torch.equal(fake_quantize(x, spec, choose_qparams(x, spec)), fake_quantize(x, spec))
    if name not in ("fp16", "fp32"):
        assert not torch.equal(fake_quantize(x, spec, choose_qparams(other, spec)), fake_quantize(x, spec))


def test_no_gradient_goes_through():
    x = weights(4, 8).requires_grad_()
    assert not fake_quantize(x, QuantSpec()).requires_grad
    assert not choose_qparams(x, QuantSpec()).scale.requires_grad


def test_a_seed_decides_stochastic_rounding():
    spec = QuantSpec("int4", rounding="stochastic")
    first, again, other = (fake_quantize(weights(4, 64), spec, generator=seeded(s)) for s in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_fp32_is_not_quantized_however_it_is_spelled():
    x = torch.tensor([1 / 3, torch.nan, torch.inf, 1e-45])
    for spec in (FLOAT32, QuantSpec("fp32", "per_channel"), QuantSpec("fp32", rounding="stochastic")):
        answer = fake_quantize(x, spec)
        torch.testing.assert_close(answer, x, rtol=0, atol=0, equal_nan=True)
        assert answer.data_ptr() != x.data_ptr()


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


def test_refusals_of_arguments_that_do_not_fit():
    x = weights(4, 6)
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


def test_a_spec_knows_its_format():
    assert QuantSpec("int4").number_format is FORMATS["int4"]
    assert QuantSpec("int4", "group:32").blocks.group_size == 32
