"""Variance: what is drawn anew varies as theory says, and every figure is what anyone gets by hand."""

from statistics import fmean

import numpy as np
import pytest
import torch

from qlab.experiments.outcome import logits_of
from qlab.experiments.redraws import FLOAT_BITS, REDRAWS
from qlab.experiments.subject import load_subject
from qlab.experiments.variance import VarianceSpec, measure_variance
from qlab.plain import from_plain, to_plain
from qlab.quantized import quantize_model
from qlab.quantizer import QuantSpec, choose_qparams
from qlab.recipe import bits_recipe
from qlab.tasks import TASKS

SMALL = VarianceSpec(model="mlp-16", seeds=(0, 1), bits=(8, 4), draws=4)


@pytest.mark.parametrize("source", ["rounding", "calibration"])
def test_a_bit_less_makes_the_variance_about_four_times_as_large(source):
    """science.md, X8: 3 to 6 times for each bit from 8 to 4; the grid's own factor is (127/7)^2 over four bits."""
    grown = fmean(measure_variance(VarianceSpec(source, "mlp-64", (0, 1), (8, 4))).doublings(8, 4))
    assert np.log2(3) < grown / 4 < np.log2(6)


def test_the_figures_are_those_of_the_draws():
    subject, generator = load_subject("mlp-16", 1), torch.Generator().manual_seed(1)
    logits = np.stack(list(REDRAWS["rounding"](subject, 4, SMALL.draws, generator)))
    odds = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities = odds / odds.sum(-1, keepdims=True)
    scores = (logits.argmax(-1) == subject.labels).mean(-1)
    point = measure_variance(SMALL).at(4)[1]
    assert (point.seed, point.worst, point.best) == (1, scores.min(), scores.max())
    assert point.variance == pytest.approx(probabilities.var(0, ddof=1).mean(), rel=1e-9)
    assert [point.accuracy_mean, point.accuracy_sd] == pytest.approx([scores.mean(), scores.std(ddof=1)])


def test_stochastic_rounding_moves_every_weight_to_a_neighboring_level_and_is_right_on_average():
    """Of a network of one layer that hands its weights on; the mean of n draws is within step / (2 sqrt(n))."""
    weight = torch.tensor([[0.1, -0.73, 0.4, 1.0]]).T
    layer = torch.nn.Linear(1, 4, bias=False)
    layer.weight = torch.nn.Parameter(weight)
    subject = load_subject("mlp-16", 0)
    data = type(subject.data)(*(torch.ones(1, 1),) * 4)
    alone = type(subject)(
        layer, TASKS["digits"], data, data.train_x, logits_of(layer, data.test_x), np.zeros(1)
    )
    draws = np.concatenate(list(REDRAWS["rounding"](alone, 3, 2000, torch.Generator().manual_seed(0))))
    step = choose_qparams(weight, QuantSpec("int3")).scale.item()
    assert np.abs(draws - weight.T.numpy()).max() < step
    assert np.abs(draws.mean(0) - weight.T.numpy()).max() < 5 * step / 2 / np.sqrt(len(draws))


def test_jittered_inputs_are_also_measured_in_float():
    result = measure_variance(VarianceSpec("jitter", "mlp-16", (0, 1), (8,), 3))
    assert [point.bits for point in result.floats] == [FLOAT_BITS] * 2
    assert measure_variance(SMALL).floats == ()


def test_a_calibration_on_the_same_samples_gives_the_same_network():
    subject = load_subject("mlp-16", 0)
    chosen = subject.data.train_x[
        torch.randperm(len(subject.data.train_x), generator=torch.Generator().manual_seed(0))[:32]
    ]
    network = quantize_model(subject.model, bits_recipe(3, "activations"), chosen)
    (first,) = REDRAWS["calibration"](subject, 3, 1, torch.Generator().manual_seed(0))
    assert np.array_equal(first, logits_of(network, subject.data.test_x))


@pytest.mark.parametrize("source", REDRAWS)
def test_results_can_be_published_and_repeat(source):
    spec = VarianceSpec(source, "mlp-16", (1, 0), (2, 8), 2)
    result = measure_variance(spec)
    assert from_plain(type(result), to_plain(result), "result") == result == measure_variance(spec)
    assert [(point.seed, point.bits) for point in result.points] == [(1, 2), (1, 8), (0, 2), (0, 8)]
    assert len(result.rows()) == len(result.points) + len(result.floats)
    assert result.n_test == 597


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"source": "weather"}, "source must be one of rounding, calibration, jitter; got 'weather'"),
        ({"model": "mlp-5"}, "model must be"),
        ({"seeds": (99,)}, "seed of mlp-64 must be"),
        ({"seeds": ()}, "seeds x bits x draws must be a whole number from 1"),
        ({"bits": (1,)}, "bits must be a whole number from 2 to 16; got 1"),
        ({"bits": (4, 4)}, "bits must be a list in which nothing stands twice"),
        ({"draws": 1}, "draws must be"),
        ({"draws": 100}, "seeds x bits x draws must be a whole number from 1 to 2000; got 3500"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        VarianceSpec(**fields)
