"""Language: every point is torch's cross entropy in bits, and what is lost is counted from float to guessing."""

import json
import math

import pytest
import torch
from torch.nn.functional import cross_entropy

from qlab.experiments.cliff import FLOAT_BITS
from qlab.experiments.language import LanguageResult, LanguageSpec, measure_language
from qlab.plain import from_plain, to_plain
from qlab.quantized import quantize_model
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS
from qlab.zoo import load_model

SPEC = LanguageSpec(("char-small",), (1,), (4, 3))


@pytest.fixture(scope="module")
def result() -> LanguageResult:
    return measure_language(SPEC)


def bits_by_hand(bits: int | None) -> float:
    """Return the mean cross entropy of the test text over ln 2, made without the experiment."""
    data, network = TASKS["text"].load(), load_model("char-small", 1)
    if bits:
        network = quantize_model(network, bits_recipe(bits), data.train_x[:256])
    with torch.inference_mode():
        outputs = network(data.test_x).double()
    return cross_entropy(outputs.flatten(0, 1), data.test_y.flatten()).item() / math.log(2)


def test_points_are_the_cross_entropy_in_bits(result):
    assert result.at("char-small", FLOAT_BITS) == pytest.approx([bits_by_hand(None)], rel=1e-9)
    # It runs some windows at a time here, all at once there: float32 sums of another order.
    assert result.at("char-small", 3) == pytest.approx([bits_by_hand(3)], rel=1e-5)


def test_the_float_model_knows_more_than_pairs_of_letters(result):
    """English takes 3.3 bits a letter from who knows the two before (Shannon 1951, table I: F3)."""
    (best,) = result.at("char-small", FLOAT_BITS)
    assert best < 3.3 < result.guess < math.log2(96)


def test_a_loss_is_counted_from_float_to_guessing_and_averaged_over_bits(result):
    best, four, three = (result.at("char-small", bits)[0] for bits in (FLOAT_BITS, 4, 3))
    lost = [100 * (bits - best) / (result.guess - best) for bits in (four, three)]
    assert result.losses("char-small", (4,)) == pytest.approx(lost[:1])
    assert result.losses("char-small") == pytest.approx([sum(lost) / 2])


def test_it_can_be_published_and_every_point_has_a_row(result):
    assert from_plain(LanguageResult, json.loads(json.dumps(to_plain(result))), "result") == result
    assert len(result.rows()) == len(result.numbers) == len(result.points) == 3
    assert result.n_test == 25_600
    assert all(row["perplexity"] == pytest.approx(2 ** row["bits_per_character"]) for row in result.rows())


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"models": ("mlp-16",)}, "model must be one of char-small, char-large; got 'mlp-16'"),
        ({"models": ()}, "number of models must be a whole number from 1 to 16; got 0"),
        ({"seeds": (9,)}, "seed of char-small must be one of"),
        ({"bits": (17,)}, "bits must be a whole number from 1 to 16"),
        ({"quantize": "none"}, "quantize must be one of"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        LanguageSpec(**fields)
