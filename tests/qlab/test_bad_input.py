"""What a stranger may hand to the front doors: each is refused in one sentence that names the argument."""

import json

import pytest
import torch
from torch import nn

from qlab.checks import distinct
from qlab.experiments.cliff import CliffSpec
from qlab.experiments.first_look import FirstLookSpec
from qlab.formats import FloatFormat
from qlab.granularity import Granularity
from qlab.quantized import quantize_model
from qlab.quantizer import choose_qparams, fake_quantize
from qlab.recipe import Recipe, bits_recipe
from qlab.zoo import ASSETS, CheckpointError, load_model
from qlab.zoo.manifest import MANIFEST, read_manifest

MODEL = nn.Sequential(nn.Linear(4, 2))
INPUTS = torch.ones(3, 4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: CliffSpec(bits=(4, 4)), r"bits must be a list in which nothing stands twice; got \(4, 4\)"),
        (lambda: CliffSpec(models=None), "models must be a list"),
        (lambda: CliffSpec(seeds=5), "seeds must be a list"),
        (lambda: FirstLookSpec(bits=None), "bits must be a list"),
        (lambda: distinct("bits", "42"), "bits must be a list"),
        (lambda: choose_qparams(INPUTS, "int8"), "spec must be a QuantSpec; got 'int8'"),
        (lambda: fake_quantize(INPUTS, None), "spec must be a QuantSpec; got None"),
        (lambda: Granularity("per_channel", axis="a"), "axis must be a whole number"),
        (lambda: quantize_model(None, Recipe(), INPUTS), "model must be a Module"),
        (lambda: quantize_model(MODEL, "int8", INPUTS), "recipe a Recipe; got Sequential, str"),
        (lambda: quantize_model(MODEL, Recipe(), None), "calibration_inputs must hold .* got NoneType"),
        (
            lambda: quantize_model(MODEL, bits_recipe(8, "both"), torch.ones(3, 5)),
            r"calibration_inputs must be what the model takes; got torch.float32 \(3, 5\)",
        ),
        (lambda: FloatFormat("e1m2", 1, 2, 1, 3.5), "max_level of e1m2 must be a level; got 3.5"),
    ],
)
def test_nonsense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("field", [{"correct": "a"}, {"n_test": 0}, {"sha256": 5}, {"parameters": -1}])
def test_a_manifest_that_no_training_wrote_is_refused(tmp_path, field):
    entries = json.loads((ASSETS / MANIFEST).read_text())
    (tmp_path / MANIFEST).write_text(json.dumps([entries[0] | field]))
    with pytest.raises(CheckpointError, match="cannot be read"):
        read_manifest(tmp_path)


def test_a_model_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="mlp-16"):
        load_model("resnet-50", 0)
