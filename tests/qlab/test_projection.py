"""Cutting a tensor into cache-sized pieces must not show, whatever the format, rounding and shape."""

import pytest
import torch

from qlab import projection
from qlab.formats import FORMATS
from qlab.quantizer import QuantSpec, choose_qparams

ROUNDINGS = ("nearest_even", "floor", "stochastic")
SAMPLE = ("int4", "int16_full", "uint8", "e4m3", "bf16", "fp32", "nf4", "binary", "kmeans3")


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def projected(blocks, name, rounding="nearest_even", out=None):
    qparams = choose_qparams(blocks, QuantSpec(name, "per_channel"))
    return projection.project(blocks, qparams, FORMATS[name], rounding, generator=seeded(), out=out)


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("name", FORMATS)
def test_borders_between_pieces_do_not_show(monkeypatch, name, rounding):
    for shape in ((1, 200), (7, 30), (50, 3)):
        blocks = torch.randn(shape, generator=seeded())
        whole = projected(blocks, name, rounding)
        for pieces in (7, 64):
            monkeypatch.setattr(projection, "BLOCK_VALUES", pieces)
            assert torch.equal(projected(blocks, name, rounding), whole)
        monkeypatch.undo()


def test_a_large_tensor_is_cut(monkeypatch):
    seen = []
    formula = projection._FORMULAS[type(FORMATS["int8"])]

    def spy(blocks, *rest):
        seen.append(blocks.numel())
        return formula(blocks, *rest)

    monkeypatch.setitem(projection._FORMULAS, type(FORMATS["int8"]), spy)
    values = 3 * projection.BLOCK_VALUES // 2
    for shape in ((1, values), (values // 64, 64)):
        seen.clear()
        projected(torch.randn(shape, generator=seeded()), "int8")
        assert sum(seen) == values
        assert max(seen) <= projection.BLOCK_VALUES


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("name", FORMATS)
def test_special_values(name, rounding):
    blocks = torch.randn(2, 50, generator=seeded())
    qparams = choose_qparams(blocks, QuantSpec(name, "per_channel"))
    wild = torch.tensor([[torch.nan, torch.inf, -torch.inf]] * 2)
    answer = projection.project(wild, qparams, FORMATS[name], rounding, generator=seeded())
    assert torch.isnan(answer[:, 0]).all()
    assert torch.isfinite(answer[:, 1:]).all()
    assert (answer[:, 1] > answer[:, 2]).all()
    huge = torch.full((2, 2), torch.finfo(torch.float32).max) * torch.tensor([1, -1])
    assert torch.equal(
        projection.project(huge, qparams, FORMATS[name], rounding, generator=seeded()), answer[:, 1:]
    )


@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("name", SAMPLE)
def test_out_may_be_the_blocks_themselves(name, rounding):
    blocks = torch.randn(5, 40, generator=seeded())
    kept = blocks.clone()
    truth = projected(blocks, name, rounding)
    assert torch.equal(blocks, kept)
    assert projected(blocks, name, rounding, out=blocks) is blocks
    assert torch.equal(blocks, truth)


@pytest.mark.parametrize("name", SAMPLE)
def test_a_view_with_gaps_is_written_in_place(name):
    blocks = torch.randn(6, 40, generator=seeded())
    frame = torch.full((12, 80), 7.0)
    projected(blocks, name, out=frame[::2, ::2])
    assert torch.equal(frame[::2, ::2], projected(blocks, name))
    assert (frame[1::2] == 7).all()


@pytest.mark.parametrize("name", FORMATS)
def test_float64_stays_float64(name):
    blocks = torch.randn(3, 20, generator=seeded(), dtype=torch.float64)
    assert projected(blocks, name).dtype == torch.float64


@pytest.mark.parametrize("shape", [(1, 1000), (7, 30), (100, 3), (3, 64), (0, 5), (5, 0)])
@pytest.mark.parametrize("most", [1, 7, 64, 1000])
def test_pieces_cover_every_value_once_in_reading_order(monkeypatch, shape, most):
    monkeypatch.setattr(projection, "BLOCK_VALUES", most)
    blocks = torch.arange(shape[0] * shape[1]).reshape(shape)
    cut = [blocks[piece] for piece in projection.pieces(blocks)]
    assert all(0 < piece.numel() <= most for piece in cut)
    assert [value for piece in cut for value in piece.flatten().tolist()] == blocks.flatten().tolist()
