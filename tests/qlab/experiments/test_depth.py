"""Depth: random chains do what theory foretells, and every figure is what anyone gets by hand."""

import numpy as np
import pytest
import torch

from qlab.experiments.chains import CHAINS, random_chain
from qlab.experiments.depth import DepthSpec, measure_depth
from qlab.experiments.layer_noise import foretold_db
from qlab.metrics.signal import sqnr_db
from qlab.observe import quantizable_layers
from qlab.plain import from_plain, to_plain
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.zoo import load_model

SMALL = DepthSpec(depth=8, width=128, seeds=(0, 1))


@pytest.fixture(scope="module")
def result():
    return measure_depth(SMALL)


def test_equal_layers_foretell_the_closed_form():
    """(1 + 1/g)^L - 1, in science's words: independent relative noise of 1/g a layer."""
    g = 10**2.5
    expected = [-10 * np.log10((1 + 1 / g) ** depth - 1) for depth in range(1, 17)]
    assert foretold_db([25.0] * 16) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("bits", [5, 8])
def test_a_random_chain_is_within_half_a_decibel_of_theory(bits):
    """Over five draws; one draw's singular values scatter a little more."""
    points = measure_depth(DepthSpec(bits=bits)).points
    for layer in (1, 2, 4, 8, 16):
        errors = [point.sqnr_db - point.theory_db for point in points if point.layer == layer]
        assert abs(np.mean(errors)) < 0.5


def test_the_first_layer_is_what_its_weights_and_inputs_say(result):
    chain, inputs = random_chain("linear", SMALL.depth, SMALL.width, torch.Generator().manual_seed(1))
    weight = chain[0].weight.detach()
    quantized = fake_quantize(weight, QuantSpec("int8"))
    first = result.of_seed(1)[0]
    assert first.theory_db == pytest.approx(sqnr_db(weight, quantized), abs=1e-6)
    assert first.sqnr_db == pytest.approx(sqnr_db(inputs @ weight.T, inputs @ quantized.T), abs=1e-3)
    assert first.alone_db == first.sqnr_db


def test_the_last_layer_alone_is_the_same_at_its_output_and_at_the_end(result):
    for seed in SMALL.seeds:
        last = result.of_seed(seed)[-1]
        assert last.alone_db == last.at_end_db


def test_a_bit_is_worth_six_decibels_at_every_layer(result):
    """20 log10(127 / 63), as the narrow range has 2^(b-1) - 1 steps a side; both grids' noise is independent."""
    fewer = measure_depth(DepthSpec(bits=7, depth=8, width=128, seeds=(0, 1)))
    gains = [more.sqnr_db - less.sqnr_db for more, less in zip(result.points, fewer.points, strict=True)]
    assert np.mean(gains) == pytest.approx(20 * np.log10(127 / 63), abs=0.3)


def test_a_loop_uses_one_symmetric_layer():
    chain, _ = random_chain("loop", 3, 32, torch.Generator().manual_seed(0))
    weights = [layer.weight for layer in quantizable_layers(chain).values()]
    assert all(torch.equal(weight, weights[0].T) for weight in weights)


def test_noise_of_a_loop_pulls_together_and_that_of_a_chain_does_not(result):
    loop = measure_depth(DepthSpec("loop", depth=16, width=128, seeds=(0, 1)))
    assert min(loop.together) > 2 > 1.5 > max(result.together)


def test_a_network_of_the_zoo_is_measured_on_its_test_set():
    result = measure_depth(DepthSpec("mlp-16", seeds=(0,)))
    assert (result.n_test, len(result.points)) == (597, len(quantizable_layers(load_model("mlp-16", 0))))


@pytest.mark.parametrize("network", [*CHAINS, "mlp-16"])
def test_results_can_be_published(network):
    result = measure_depth(DepthSpec(network, depth=3, width=16, seeds=(0, 1)))
    assert from_plain(type(result), to_plain(result), "result") == result
    assert all(np.isfinite(value) for value in result.numbers.values())
    assert len(result.rows()) == len(result.points)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"network": "cubic"}, "network must be one of linear, relu, loop"),
        ({"network": "deep-5x32", "seeds": (99,)}, "seed of deep-5x32 must be"),
        ({"seeds": (-1,)}, "seed must be"),
        ({"seeds": ()}, "number of seeds must be"),
        ({"bits": 0}, "bits must be"),
        ({"depth": 65}, "depth must be a whole number from 2 to 64; got 65"),
        ({"width": 1}, "width must be"),
        ({"granularity": "per_row"}, "granularity"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        DepthSpec(**fields)
