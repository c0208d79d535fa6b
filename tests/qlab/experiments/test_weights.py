"""The weights experiment: counts, levels, ranges and error of one layer, against numpy on the same checkpoint."""

import numpy as np
import pytest
import torch

from qlab.experiments.weights import WeightsSpec, measure_weights
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.zoo import load_model


def weight(model="mlp-64", layer="hidden2"):
    return dict(load_model(model, 0).named_modules())[layer].weight.detach()


@pytest.mark.parametrize("granularity", ["per_tensor", "per_channel", "group:32"])
@pytest.mark.parametrize("number_format", ["int4", "uint3", "binary", "nf4", "e4m3", "kmeans3", "fp16"])
def test_every_weight_is_counted_once_before_and_after(number_format, granularity):
    result = measure_weights(WeightsSpec(format=number_format, granularity=granularity))
    assert result.float_count.sum() == result.quantized_count.sum() == result.level_count.sum() == 64 * 64


@pytest.mark.parametrize("number_format", ["int4", "ternary", "e2m1"])
def test_levels_are_the_values_of_the_quantized_layer(number_format):
    result = measure_weights(WeightsSpec(format=number_format))
    values = fake_quantize(weight(), QuantSpec(number_format)).double().numpy()
    assert np.array_equal(result.levels, np.unique(values + 0.0))
    assert len(result.levels) <= result.levels_available


def test_channel_ranges_are_those_of_the_float_rows():
    result = measure_weights(WeightsSpec())
    assert np.array_equal(result.channel_low, weight().amin(1).double().numpy())
    assert np.array_equal(result.channel_high, weight().amax(1).double().numpy())


def test_sqnr_and_error_parts_tell_the_same_story():
    result = measure_weights(WeightsSpec(range_method="mse", format="int3"))
    signal = weight().double().square().mean().item()
    assert result.parts.clipping > 0
    assert result.sqnr_db == pytest.approx(10 * np.log10(signal / result.parts.total), rel=1e-6)


def test_size_counts_codes_and_scales():
    result = measure_weights(WeightsSpec(format="int4", granularity="group:32"))
    assert result.size_in_bytes == 64 * 64 * 4 // 8 + 128 * 4
    assert result.effective_bits == 5.0


def test_a_convolution_has_channels_too():
    result = measure_weights(
        WeightsSpec(
            "cnn",
            layer=next(
                name for name, m in load_model("cnn", 0).named_modules() if isinstance(m, torch.nn.Conv2d)
            ),
        )
    )
    assert result.channel_low.shape == (result.shape[0],)


def test_results_cannot_be_written_to():
    result = measure_weights(WeightsSpec())
    with pytest.raises(ValueError, match="read-only"):
        result.levels[0] = 1.0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"model": "resnet"}, "model must be one of"),
        ({"seed": 99}, "seed of mlp-64 must be one of 0, 1, 2, 3, 4; got 99"),
        ({"format": "int99"}, "format must be one of"),
        ({"granularity": "row"}, "granularity must be"),
        ({"range_method": "magic"}, "range_method must be one of"),
    ],
)
def test_a_spec_refuses_what_does_not_exist(fields, message):
    with pytest.raises(ValueError, match=message):
        WeightsSpec(**fields)


def test_an_unknown_layer_is_refused_with_the_ones_there_are():
    with pytest.raises(
        ValueError, match="layer of mlp-64 must be one of hidden1, hidden2, output; got 'nope'"
    ):
        WeightsSpec(layer="nope")
