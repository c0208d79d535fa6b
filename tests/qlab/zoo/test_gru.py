"""The recurrent network against torch's own GRU, and what it starts from."""

import pytest
import torch
from torch import nn

from qlab.zoo import MODELS, load_model
from qlab.zoo.gru import GRU


@pytest.fixture(scope="module")
def ours() -> GRU:
    return load_model("gru-speech", 0)


def words(n: int, frames: int = 32) -> torch.Tensor:
    return torch.randn(n, frames, 20, generator=torch.Generator().manual_seed(0))


@torch.no_grad()
def test_states_are_those_of_torchs_gru_with_the_same_weights(ours: GRU) -> None:
    theirs = nn.GRU(20, ours.recurrent.in_features, batch_first=True)
    for name, layer in (("ih", ours.input), ("hh", ours.recurrent)):
        getattr(theirs, f"weight_{name}_l0").copy_(layer.weight)
        getattr(theirs, f"bias_{name}_l0").copy_(layer.bias)
    x, start = words(5), torch.rand(5, ours.recurrent.in_features)
    torch.testing.assert_close(ours.states(x), theirs(x)[0], atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(ours.states(x, start), theirs(x, start[None])[0], atol=1e-5, rtol=1e-4)


@torch.no_grad()
def test_a_sequence_may_be_read_in_parts(ours: GRU) -> None:
    x = words(3, 64)
    first = ours.states(x[:, :20])
    torch.testing.assert_close(ours.states(x[:, 20:], first[:, -1]), ours.states(x)[:, 20:])


@torch.no_grad()
def test_in_eval_mode_no_word_knows_of_the_others_of_its_batch(ours: GRU) -> None:
    x = words(4)
    torch.testing.assert_close(ours(x)[:1], ours(x[:1]))


def test_in_training_every_second_word_begins_where_another_ended() -> None:
    net = MODELS["gru-speech"].build(torch.Generator().manual_seed(0)).train()
    x = words(4)
    left = net.states(x)[:, -1].detach()
    torch.testing.assert_close(net(x)[::2], net.eval()(x)[::2])
    torch.testing.assert_close(net.train()(x)[1], net.output(net.states(x[1:2], left[:1])[0, -1]))
