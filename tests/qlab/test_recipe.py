"""A recipe says which tensors are quantized and how; nothing is left to guess."""

import pytest

from qlab.formats import FORMATS
from qlab.quantizer import FLOAT32, QuantSpec
from qlab.recipe import QUANTIZE, LayerRecipe, Recipe, bits_recipe, weight_format


@pytest.mark.parametrize("bits", range(1, 17))
def test_formats_have_the_bits_that_were_asked_for(bits):
    layers = bits_recipe(bits, "both").layers
    assert layers.weights.number_format.bits == layers.activations.number_format.bits == bits


@pytest.mark.parametrize("bits", range(2, 17))
def test_weights_are_symmetric_and_activations_affine(bits):
    layers = bits_recipe(bits, "both").layers
    assert layers.weights.number_format.qmin == -layers.weights.number_format.qmax
    assert layers.activations.number_format.affine


def test_one_bit_weights_are_binary():
    assert FORMATS[weight_format(1)].levels.tolist() == [-1, 1]


@pytest.mark.parametrize(
    ("quantize", "weights", "activations"),
    [
        ("weights", QuantSpec("int4", "group:32", "mse"), FLOAT32),
        ("activations", FLOAT32, QuantSpec("uint4", "per_tensor", "mse")),
        ("both", QuantSpec("int4", "group:32", "mse"), QuantSpec("uint4", "per_tensor", "mse")),
    ],
)
def test_what_is_not_quantized_is_said_aloud(quantize, weights, activations):
    assert bits_recipe(4, quantize, "group:32", "mse") == Recipe(LayerRecipe(weights, activations))


def test_a_recipe_leaves_a_network_as_it_is_unless_told():
    assert Recipe().layer("any") == LayerRecipe(FLOAT32, FLOAT32)


def test_an_override_holds_for_its_layer_alone():
    first = LayerRecipe(QuantSpec("int8"))
    recipe = Recipe(LayerRecipe(QuantSpec("int2")), overrides=(("first", first),))
    assert recipe.layer("first") == first
    assert recipe.layer("second") == recipe.layers


def test_equal_recipes_are_one_key():
    assert len({bits_recipe(4, quantize) for quantize in (*QUANTIZE, *QUANTIZE)}) == len(QUANTIZE)


@pytest.mark.parametrize("granularity", ["per_channel", "per_channel:0", "group:32"])
def test_activations_never_share_a_scale_along_the_batch(granularity):
    with pytest.raises(ValueError, match="activations' granularity must be one of"):
        LayerRecipe(activations=QuantSpec("uint8", granularity))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0,), "bits must be a whole number from 1 to 16; got 0"),
        ((17,), "bits must be"),
        ((4.0,), "bits must be"),
        ((True,), "bits must be"),
        ((4, "everything"), "quantize must be one of weights, activations, both; got 'everything'"),
        ((4, "weights", "per_row"), "granularity must be"),
        ((4, "weights", "per_tensor", "best"), "range_method"),
    ],
)
def test_what_does_not_exist_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        bits_recipe(*arguments)
