"""Home's numbers: each equals what quantizing the checkpoint by hand gives, and the published file still holds."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.metrics import accuracy_score

from qlab.experiments.first_look import FirstLookSpec, measure_first_look
from qlab.measurement import reproduce
from qlab.receipts import Receipt
from qlab.tasks import TASKS
from qlab.zoo import load_model

PUBLISHED = Path(__file__).parents[3] / "assets" / "published" / "first_look.json"


@pytest.fixture(scope="module")
def result():
    return measure_first_look(FirstLookSpec())


def by_hand(bits):
    """Quantize with torch's own kernel: symmetric narrow range, per tensor, min-max."""
    model = load_model("mlp-16", 0)
    top = 2 ** (bits - 1) - 1
    with torch.no_grad():
        for layer in (module for module in model if isinstance(module, torch.nn.Linear)):
            scale = layer.weight.abs().max().item() / top
            layer.weight.copy_(torch.fake_quantize_per_tensor_affine(layer.weight, scale, 0, -top, top))
    return model


@pytest.mark.parametrize("bits", [8, 4, 3, 2])
def test_every_look_is_what_torch_quantizes(result, bits):
    look = next(look for look in result.looks if look.bits == bits)
    data = TASKS["digits"].load()
    with torch.inference_mode():
        answers = by_hand(bits)(data.test_x).argmax(1)
    assert look.outcome.accuracy == pytest.approx(accuracy_score(data.test_y, answers))
    assert look.levels == by_hand(bits)[0].weight.unique().numel()


def test_one_bit_has_two_values_and_no_look_has_more_levels_than_its_bits(result):
    assert result.looks[-1].levels == 2
    assert all(look.levels <= 2**look.bits for look in result.looks if look.bits is not None)


def test_pictures_are_the_first_of_every_class(result):
    data = TASKS["digits"].load()
    for label, picture in enumerate(result.pictures):
        first = data.test_x[data.test_y == label][0]
        assert np.allclose(picture, first.numpy(), atol=5e-5)  # rounded to four decimals


def test_probabilities_sum_to_one(result):
    for look in result.looks:
        assert np.allclose(np.sum(look.probabilities, axis=1), 1.0, atol=10 * 5e-5)


def test_what_home_shows_can_be_measured_again():
    published = json.loads(PUBLISHED.read_text())
    assert reproduce(Receipt(**published["receipt"])) == []
    assert published["result"]["looks"][0]["bits"] is None
