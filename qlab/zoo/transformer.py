"""A transformer that foretells a text character by character, small enough to train on one core."""

import torch
from torch import Tensor, nn
from torch.nn.functional import relu, scaled_dot_product_attention


class Block(nn.Module):
    """Attention to what came before, then two layers for each position alone; each adds to what it was given.

    Vaswani et al. 2017, arXiv:1706.03762, sections 3.1 to 3.3, with the norms before instead of after (Xiong et al.
    2020, arXiv:2002.04745, figure 1b).
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width, device="meta")
        self.query = nn.Linear(width, width, device="meta")
        self.key = nn.Linear(width, width, device="meta")
        self.value = nn.Linear(width, width, device="meta")
        self.mixed = nn.Linear(width, width, device="meta")
        self.norm2 = nn.LayerNorm(width, device="meta")
        self.hidden = nn.Linear(width, 4 * width, device="meta")
        self.added = nn.Linear(4 * width, width, device="meta")

    def forward(self, x: Tensor) -> Tensor:
        """Return (N, T, width) from (N, T, width)."""
        x = x + self._attended(self.norm1(x))
        answer: Tensor = x + self.added(relu(self.hidden(self.norm2(x))))
        return answer

    def _attended(self, x: Tensor) -> Tensor:
        query, key, value = (
            layer(x).unflatten(2, (self.heads, -1)).transpose(1, 2)
            for layer in (self.query, self.key, self.value)
        )
        seen = scaled_dot_product_attention(query, key, value, is_causal=True)
        mixed: Tensor = self.mixed(seen.transpose(1, 2).flatten(2))
        return mixed


class Transformer(nn.Module):
    """A causal transformer: input (N, T) int64 classes, output (N, T, classes) logits of each next one.

    Its Linear layers can be quantized. The tables of characters and positions and the norms stay float: a table is
    looked up, not multiplied with.
    """

    def __init__(self, classes: int, positions: int, width: int, blocks: int, heads: int) -> None:
        super().__init__()
        self.characters = nn.Embedding(classes, width, device="meta")
        self.positions = nn.Embedding(positions, width, device="meta")
        self.blocks = nn.Sequential(*(Block(width, heads) for _ in range(blocks)))
        self.norm = nn.LayerNorm(width, device="meta")
        self.output = nn.Linear(width, classes, device="meta")

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (N, T, classes) for what comes after each character of x (N, T)."""
        places = self.positions(torch.arange(x.shape[1]))
        logits: Tensor = self.output(self.norm(self.blocks(self.characters(x) + places)))
        return logits


def transformer(
    width: int = 32, blocks: int = 2, heads: int = 2, *, classes: int = 96, positions: int = 64
) -> Transformer:
    """Return a transformer on the "meta" device, for windows of up to `positions` characters.

    >>> transformer().blocks[1].hidden
    Linear(in_features=32, out_features=128, bias=True)
    """
    return Transformer(classes, positions, width, blocks, heads)
