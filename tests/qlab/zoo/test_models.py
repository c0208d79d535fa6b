"""Architectures: their size in closed form, their parts, and where their first weights come from."""

from itertools import pairwise

import pytest
import torch
from torch import nn

from qlab.folding import fold_batch_norm
from qlab.tasks import TASKS
from qlab.zoo import MODELS, ModelCard

CARDS = pytest.mark.parametrize("card", MODELS.values(), ids=MODELS)
QUANTIZED = (nn.Linear, nn.Conv2d)
DATA = {name: task.load() for name, task in TASKS.items()}


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def dense(*widths: int) -> int:
    return sum(before * after + after for before, after in pairwise(widths))


def test_names_that_links_and_receipts_hold_stay() -> None:
    widths = [f"mlp-{width}" for width in (4, 8, 16, 32, 64, 128, 256, 1024)]
    assert {*widths, "deep-5x32", "cnn", "dwcnn"} <= set(MODELS)


@CARDS
def test_a_card_agrees_with_its_table_and_its_task(card: ModelCard) -> None:
    assert MODELS[card.name] is card
    outputs, task = card.build(generator())(DATA[card.task].train_x[:3]), TASKS[card.task]
    answers = DATA[card.task].train_y[:3].shape if task.kind == "language" else (3,)
    assert outputs.shape == (*answers, task.outputs)


@CARDS
def test_seeds_are_five_or_three_for_a_large_model(card: ModelCard) -> None:
    assert card.seeds == ((0, 1, 2) if card.parameters > 300_000 else (0, 1, 2, 3, 4))


@pytest.mark.parametrize("width", [4, 8, 16, 32, 64, 128, 256, 1024])
def test_parameters_of_a_perceptron(width: int) -> None:
    assert MODELS[f"mlp-{width}"].parameters == dense(64, width, width, 10)


def test_parameters_of_the_others() -> None:
    assert MODELS["deep-5x32"].parameters == dense(64, 32, 32, 32, 32, 32, 10)
    assert MODELS["cnn"].parameters == (9 * 32 + 32) + 2 * (32 * 9 * 32 + 32) + dense(4 * 32, 10)
    norm = 2 * 32
    block = (9 * 32 + norm) + (32 * 32 + norm)
    assert MODELS["dwcnn"].parameters == (9 * 32 + norm) + 2 * block + dense(4 * 32, 10)


@CARDS
def test_every_trained_number_is_quantized_or_folds_away_or_is_named_here(card: ModelCard) -> None:
    net = card.build(generator())
    layers = [layer for layer in net.modules() if list(layer.parameters(recurse=False))]
    assert any(isinstance(layer, QUANTIZED) for layer in layers)
    stay_float = (nn.Embedding, nn.LayerNorm) if TASKS[card.task].kind == "language" else ()
    assert all(isinstance(layer, (*QUANTIZED, nn.BatchNorm2d, *stay_float)) for layer in layers)


@CARDS
def test_a_batch_norm_follows_the_convolution_that_it_folds_into(card: ModelCard) -> None:
    folded = fold_batch_norm(card.build(generator()))
    assert not any(isinstance(layer, nn.BatchNorm2d) for layer in folded.modules())


def test_channels_of_the_cnn_can_be_cut_into_groups_of_32() -> None:
    weights = [
        layer.weight for layer in MODELS["cnn"].architecture() if isinstance(layer, nn.Conv2d | nn.Linear)
    ]
    assert [weight[0].numel() % 32 for weight in weights[1:]] == [0, 0, 0]


@CARDS
def test_the_same_generator_builds_the_same_weights_and_another_builds_others(card: ModelCard) -> None:
    nets = [card.build(generator(seed)) for seed in (0, 0, 1)]
    first, again, other = (net.state_dict() for net in nets)
    assert all(torch.equal(first[key], again[key]) for key in first)
    drawn = [f"{name}.weight" for name, layer in nets[0].named_modules() if isinstance(layer, QUANTIZED)]
    assert not any(torch.equal(first[key], other[key]) for key in drawn)


@CARDS
def test_building_leaves_the_global_random_state_alone(card: ModelCard) -> None:
    before = torch.get_rng_state()
    card.build(generator())
    assert torch.equal(torch.get_rng_state(), before)


def test_first_weights_have_the_variance_of_he_and_biases_are_zero() -> None:
    net = MODELS["mlp-1024"].build(generator())
    weight = net.hidden2.weight.double()
    # The deviation of n normal numbers is itself known to 1 / sqrt(2n); five of those.
    assert weight.std().item() == pytest.approx((2 / 1024) ** 0.5, rel=5 / (2 * weight.numel()) ** 0.5)
    assert not any(layer.bias.any() for layer in net if isinstance(layer, nn.Linear))


def test_a_new_batch_norm_changes_nothing() -> None:
    norm = MODELS["dwcnn"].build(generator()).stem_norm.eval()
    x = torch.randn(2, 32, 8, 8, generator=generator())
    torch.testing.assert_close(norm(x), x / (1 + norm.eps) ** 0.5)
