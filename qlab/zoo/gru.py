"""A gated recurrent network: it reads a sequence frame by frame and keeps what it needs in its state."""

import torch
from torch import Tensor, nn


class GRU(nn.Module):
    """A gated recurrent unit that reads a word from its first frame to its last, and a Linear that answers.

    Input (N, frames, bands), output (N, outputs) logits. Cho et al. 2014, arXiv:1406.1078, equations 5 to 8, with the
    reset gate after the product, so that one Linear makes all three gates (as cuDNN and `torch.nn.GRU` do).

    While it is trained, each word begins in the state that another word of the batch has left behind, for in a string
    of words it will have to; in eval mode it begins in the state 0.

    >>> GRU(20, 4, 10).recurrent
    Linear(in_features=4, out_features=12, bias=True)
    """

    def __init__(self, bands: int, hidden: int, outputs: int) -> None:
        super().__init__()
        self.input = nn.Linear(bands, 3 * hidden, device="meta")
        self.recurrent = nn.Linear(hidden, 3 * hidden, device="meta")
        self.output = nn.Linear(hidden, outputs, device="meta")

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits (N, outputs) after the last frame."""
        answer: Tensor = self.output(self.states(x, self._left_behind(x) if self.training else None)[:, -1])
        return answer

    def states(self, x: Tensor, start: Tensor | None = None) -> Tensor:
        """Return the state (N, frames, hidden) after each frame, from `start` (N, hidden), or from 0."""
        n, frames, _ = x.shape
        hidden = self.recurrent.in_features
        heard = self.input(x.flatten(0, 1)).unflatten(0, (n, frames))
        state = x.new_zeros(n, hidden) if start is None else start
        passed = []
        for frame in range(frames):
            reset, update, fresh = heard[:, frame].split(hidden, dim=1)
            kept_reset, kept_update, kept = self.recurrent(state).split(hidden, dim=1)
            share = torch.sigmoid(update + kept_update)
            candidate = torch.tanh(fresh + torch.sigmoid(reset + kept_reset) * kept)
            state = candidate + share * (state - candidate)
            passed.append(state)
        return torch.stack(passed, dim=1)

    @torch.no_grad()
    def _left_behind(self, x: Tensor) -> Tensor:
        """Return the state after another word of the batch, for every second word; the others begin with 0."""
        start = self.states(x)[:, -1].roll(1, dims=0)
        start[::2] = 0
        return start


def gru(hidden: int = 32) -> GRU:
    """Return the network for spoken digits, on the "meta" device.

    >>> gru().output
    Linear(in_features=32, out_features=10, bias=True)
    """
    return GRU(bands=20, hidden=hidden, outputs=10)
