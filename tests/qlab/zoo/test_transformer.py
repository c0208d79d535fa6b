"""The transformer: against torch's own layers with the same weights, and blind to what comes later."""

import pytest
import torch
from torch import nn

from qlab.observe import quantizable_layers
from qlab.zoo import MODELS
from qlab.zoo.transformer import Block

GENERATOR = torch.Generator().manual_seed(0)


@pytest.fixture(scope="module")
def net() -> nn.Module:
    return MODELS["char-small"].build(GENERATOR)


def test_a_block_is_torchs_encoder_layer_with_the_norms_first(net) -> None:
    block: Block = net.blocks[0]
    twin = nn.TransformerEncoderLayer(32, 2, 128, dropout=0.0, batch_first=True, norm_first=True)
    parts = [block.query, block.key, block.value]
    weights = {
        "self_attn.in_proj_weight": torch.cat([layer.weight for layer in parts]),
        "self_attn.in_proj_bias": torch.cat([layer.bias for layer in parts]),
    }
    names = {"self_attn.out_proj": block.mixed, "linear1": block.hidden, "linear2": block.added}
    names |= {"norm1": block.norm1, "norm2": block.norm2}
    for name, layer in names.items():
        weights |= {f"{name}.weight": layer.weight, f"{name}.bias": layer.bias}
    twin.load_state_dict(weights)
    x = torch.randn(3, 10, 32, generator=GENERATOR)
    mask = nn.Transformer.generate_square_subsequent_mask(10)
    torch.testing.assert_close(block(x), twin(x, src_mask=mask, is_causal=True), rtol=1e-4, atol=1e-5)


def test_no_answer_knows_what_comes_later(net) -> None:
    x = torch.randint(96, (2, 20), generator=GENERATOR)
    other = x.clone()
    other[:, 12:] = (x[:, 12:] + 1) % 96
    before, after = net(x), net(other)
    torch.testing.assert_close(before[:, :12], after[:, :12])
    assert not torch.isclose(before[:, 12:], after[:, 12:]).all(dim=-1).any()


def test_places_matter(net) -> None:
    same = net(torch.zeros(1, 8, dtype=torch.int64))[0]
    assert not torch.allclose(same[0], same[1])


def test_every_linear_layer_can_be_quantized_and_nothing_else(net) -> None:
    names = ("query", "key", "value", "mixed", "hidden", "added")
    expected = [f"blocks.{block}.{name}" for block in range(2) for name in names] + ["output"]
    assert list(quantizable_layers(net)) == expected
