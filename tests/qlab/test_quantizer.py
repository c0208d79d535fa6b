"""The front door: arguments are never edited, `out` holds what would have been returned, a seed decides."""

import pytest
import torch

from qlab import projection
from qlab.formats import FORMATS
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


@pytest.mark.parametrize("kind", OUTS)
@pytest.mark.parametrize("name", SAMPLE)
def test_out_holds_what_would_have_been_returned(monkeypatch, name, kind):
    monkeypatch.setattr(
        projection, "BLOCK_VALUES", 16
    )  # many small pieces: one may write what the next one reads
    for spec in (QuantSpec(name, granularity) for granularity in GRANULARITIES):
        for template in (weights(8, 4, 8), weights(8, 4, 8).transpose(0, 2)):
            truth = fake_quantize(template, spec)
            x, out = OUTS[kind](template.clone())
            assert fake_quantize(x, spec, out=out) is out
            assert torch.equal(out, truth), spec


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


def test_a_spec_knows_its_format():
    assert QuantSpec("int4").number_format is FORMATS["int4"]
    assert QuantSpec("int4", "group:32").blocks.group_size == 32
