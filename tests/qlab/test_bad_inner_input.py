"""Nonsense behind the front doors: every inner function refuses it too, in a sentence that names the argument."""

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from qlab.errors import error_parts
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.grid import GridSpec
from qlab.experiments.sources import read_source
from qlab.experiments.weights import WeightsSpec
from qlab.finetune import finetuning_steps, share_of_training
from qlab.formats import FORMATS
from qlab.granularity import Granularity, from_blocks
from qlab.projection import project
from qlab.qparams import QParams, from_range, symmetric
from qlab.quantized import quantize_model
from qlab.quantizer import QuantSpec, fake_quantize
from qlab.ranges import choose_range
from qlab.recipe import LayerRecipe, Recipe
from qlab.size import effective_bits, size_in_bytes, stored_bits
from qlab.tasks import TaskData
from qlab.zoo import TrainingSettings, train
from qlab.zoo.training import training_steps

MODEL = nn.Sequential(nn.Linear(4, 2))
INPUTS = torch.ones(3, 4)
ONE, LOW = torch.ones(2, 1), -torch.ones(2, 1)
INT4, STOCHASTIC = FORMATS["int4"], QuantSpec(rounding="stochastic")
DATA = TaskData(torch.ones(8, 4), torch.zeros(8, dtype=torch.int64), INPUTS, torch.zeros(3))
LAYER = LayerRecipe()


def training(**wrong):
    """Ask for the first step of every way to train, with one thing wrong."""
    model = wrong.pop("model", MODEL)
    good = {"data": DATA, "settings": TrainingSettings(1), "seed": 0, "loss": cross_entropy}
    how = good | wrong
    for function in (train, lambda *args, **more: next(training_steps(*args, **more))):
        with pytest.raises(ValueError, match=r"must be"):
            function(model, how["data"], how["settings"], seed=how["seed"], loss=how["loss"])
    next(finetuning_steps(model, Recipe(), **how, calibration_inputs=INPUTS))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: from_blocks(torch.ones(1, 3), torch.ones(4), Granularity("per_tensor")),
            r"blocks must hold as many values as like; got \(1, 3\) for shape \(4,\)",
        ),
        (
            lambda: from_blocks(torch.ones(2, 2), torch.ones(2, 2), Granularity("per_channel", axis=5)),
            "axis must name one of the tensor's 2 dimensions; got 5",
        ),
        (
            lambda: quantize_model(nn.Sequential(nn.ReLU()), Recipe(), INPUTS),
            "model must have a Linear or Conv2d layer",
        ),
        (lambda: size_in_bytes(-1, 1, INT4), "values must be a whole number from 1 .*; got -1"),
        (lambda: effective_bits(0, 1, INT4), "values must be a whole number from 1 .*; got 0"),
        (lambda: stored_bits(8, None, INT4), "blocks must be a whole number from 1 .*; got None"),
        (lambda: stored_bits(8, 1, "int4"), "number_format must be an entry of FORMATS; got 'int4'"),
        (
            lambda: choose_range(torch.ones(4), INT4, "mse"),
            r"blocks must be floats .* got torch.float32 \(4,\)",
        ),
        (lambda: choose_range(torch.ones(0, 4), INT4, "minmax"), r"blocks must be floats .* \(0, 4\)"),
        (
            lambda: choose_range(torch.ones(1, 4).int(), INT4, "minmax"),
            "blocks must be floats .* torch.int32",
        ),
        (lambda: choose_range([1.0], INT4, "minmax"), r"blocks must be a tensor .* got \[1.0\]"),
        (lambda: choose_range(INPUTS, "int4", "minmax"), "number_format must be an entry of FORMATS"),
        (lambda: QParams(ONE * torch.nan, ONE), "scale must be finite and above 0; got values from nan"),
        (lambda: QParams(ONE * torch.inf, ONE), "scale must be finite and above 0; got .* inf"),
        (lambda: QParams(ONE * 0, ONE), "scale must be finite and above 0; got values from 0.0"),
        (lambda: QParams(LOW, ONE), "scale must be finite and above 0; got values from -1.0"),
        (lambda: QParams(torch.ones(2), ONE), r"scale must be floats .* got torch.float32 \(2,\)"),
        (lambda: QParams(0.5, ONE), "scale must be a tensor .* got 0.5"),
        (lambda: QParams(ONE, ONE[:1]), r"zero_point must be \(2, 1\), as scale is; got \(1, 1\)"),
        (lambda: QParams(ONE, ONE / 2), "zero_point must be whole numbers"),
        (lambda: QParams(ONE, ONE * torch.nan), "zero_point must be whole numbers"),
        (lambda: QParams(ONE, ONE, torch.ones(3, 4)), r"levels must be \(2, n_levels\), .* got \(3, 4\)"),
        (lambda: QParams(ONE, ONE, [1.0]), r"levels must be a tensor .* got \[1.0\]"),
        (lambda: symmetric(ONE.int()), "scale must be floats .* got torch.int32"),
        (lambda: symmetric(LOW), "scale must be 0 or above; got NaN or a negative"),
        (lambda: symmetric(ONE * torch.nan), "scale must be 0 or above; got NaN"),
        (lambda: from_range(ONE, LOW, INT4), "low must be at most high"),
        (lambda: from_range(LOW, ONE * torch.nan, INT4), "low must be at most high"),
        (lambda: from_range(LOW, ONE[:1], INT4), "low must be at most high, .* unequal lengths"),
        (lambda: from_range(-1.0, ONE, INT4), "low must be a tensor .* got -1.0"),
        (lambda: from_range(LOW, ONE, "int4"), "number_format must be an entry of FORMATS; got 'int4'"),
        (lambda: from_range(LOW, ONE, FORMATS["kmeans2"]), "number_format must have levels .* got kmeans2"),
        (lambda: from_range(LOW, ONE, FORMATS["fp32"]), "number_format must have levels .* got fp32"),
        (
            lambda: project(INPUTS[:2], symmetric(ONE), FORMATS["kmeans2"]),
            "qparams must hold levels for kmeans2",
        ),
        (
            lambda: fake_quantize(INPUTS, STOCHASTIC, generator=7),
            "generator must be a torch.Generator .* got 7",
        ),
        (
            lambda: project(INPUTS[:2], symmetric(ONE), FORMATS["nf4"], "stochastic", generator="dice"),
            "generator must be a torch.Generator .* got 'dice'",
        ),
        (
            lambda: error_parts([1.0], QuantSpec()),
            "x must be a tensor of float32 or float64; got <class 'list'>",
        ),
        (lambda: error_parts(None, QuantSpec()), "x must be a tensor of float32 or float64"),
        (
            lambda: LayerRecipe("int4"),
            r'weights must be a QuantSpec, such as QuantSpec\("int8"\); got \'int4\'',
        ),
        (lambda: LayerRecipe(activations=None), "activations must be a QuantSpec"),
        (lambda: Recipe("int4"), "layers must be a LayerRecipe; got 'int4'"),
        (
            lambda: Recipe(overrides="ab"),
            r"overrides must be a tuple of \(layer name, LayerRecipe\); got 'ab'",
        ),
        (lambda: Recipe(overrides=("ab",)), "overrides must be a tuple .* got 'ab' in it"),
        (lambda: Recipe(overrides=(("0", "int8"),)), "overrides must be a tuple .* in it"),
        (
            lambda: Recipe(overrides=(("0", LAYER), ("0", LAYER))),
            "layers in overrides must be a list in which",
        ),
        (lambda: Recipe(fold_batch_norm=1), "fold_batch_norm must be True or False; got 1"),
        (lambda: share_of_training(DATA, 0.5, True), "seed must be a whole number from 0 .* got True"),
        (lambda: share_of_training(DATA, 0.5, -1), "seed must be a whole number from 0 .* got -1"),
        (lambda: training(model=None), "model must be a torch nn.Module; got None"),
        (lambda: training(data=INPUTS), r"data must be a TaskData, as .* got tensor"),
        (lambda: training(settings=5), "settings must be TrainingSettings; got 5"),
        (lambda: training(seed=-1), "seed must be a whole number from 0 .* got -1"),
        (lambda: training(seed=True), "seed must be a whole number from 0 .* got True"),
        (lambda: training(loss="mse"), "loss must be a function .* got 'mse'"),
        (lambda: WeightsSpec(seed=True), "seed of mlp-64 must be one of 0, 1, 2, 3, 4; got True"),
        (lambda: CliffSpec(seeds=(1.0,)), "seed of mlp-8 must be one of .* got 1.0"),
        (lambda: GridSpec(source=None), "source must be text; got None"),
        (lambda: GridSpec("laplace", seed=True), "seed must be a whole number from 0 .* got True"),
        (lambda: read_source("laplace", 0, 0), "n must be a whole number from 1 .* got 0"),
        (lambda: read_source("laplace", 8, -1), "seed must be a whole number from 0 .* got -1"),
    ],
)
def test_nonsense_is_refused(call, message):
    with pytest.raises(ValueError, match=message) as refused:
        call()
    assert "\n" not in str(refused.value)
