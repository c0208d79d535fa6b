"""Rest: changes are counted as anyone would count them, and a frozen weight does not move any more."""

from types import SimpleNamespace

import pytest
import torch

from qlab.experiments.freezing import Follower
from qlab.experiments.rest import REMEDIES, RestResult, RestSpec, measure_rest
from qlab.plain import from_plain, to_plain

SMALL = {"model": "mlp-16", "seeds": (0, 1), "epochs": 2}


@pytest.fixture(scope="module")
def results():
    return {remedy: measure_rest(RestSpec(remedy, **SMALL)) for remedy in REMEDIES}


class Layer:
    """One layer of a crowd of one, whose latent weights are set from outside; its levels are the whole numbers."""

    def __init__(self, latent):
        self.original = torch.tensor([[latent]])
        qparams = SimpleNamespace(scale=torch.ones(1, 1))
        weight = [SimpleNamespace(qparams=qparams)]
        self.parametrizations = SimpleNamespace(weight=Parametrized(weight, self.original))

    @property
    def weight(self):
        return self.original.round()


class Parametrized(list):
    """A list with an attribute, as torch has it."""

    def __init__(self, parts, original):
        super().__init__(parts)
        self.original = original


def test_changes_of_codes_are_counted_one_by_one():
    layer = Layer([0.2, 0.4, 1.0])
    follower = Follower(layer, freezing=False)
    layer.original.copy_(torch.tensor([[[0.3, 0.6, 3.0]]]))
    assert follower.step_().tolist() == [[[False, True, True]]]
    assert follower.step_().tolist() == [[[False, False, False]]]
    assert not follower.frozen.any()


def test_a_weight_that_turns_back_is_held_where_it_mostly_was_and_one_that_goes_on_is_not():
    layer = Layer([0.4, 0.4])
    follower = Follower(layer, freezing=True)
    for latents in ([0.4, 0.6], [0.6, 1.6], [0.4, 2.6]):  # the first turns back in the last step
        layer.original.copy_(torch.tensor([[latents]]))
        follower.step_()
    assert follower.frozen.tolist() == [[[True, False]]]
    layer.original.copy_(torch.tensor([[[5.0, 3.6]]]))
    assert follower.step_().tolist() == [[[False, True]]]
    assert layer.original.tolist() == [[[0.0, pytest.approx(3.6)]]]


def test_a_rate_that_falls_to_nothing_brings_rest_and_a_constant_one_does_not(results):
    for falling, constant in zip(results["falling"].networks, results["none"].networks, strict=True):
        assert falling.left < constant.left
        assert falling.changes[-1] < constant.changes[-1]


def test_a_tenth_of_the_rate_moves_fewer_weights_from_the_start(results):
    for smaller, constant in zip(results["smaller"].networks, results["none"].networks, strict=True):
        assert smaller.changes[0] < constant.changes[0] / 3


def test_only_freezing_freezes(results):
    frozen = {remedy: [one.frozen for one in result.networks] for remedy, result in results.items()}
    assert min(frozen.pop("freezing")) > 0
    assert set(map(tuple, frozen.values())) == {(0.0, 0.0)}


def test_a_result_can_be_published_and_repeated(results):
    result = results["freezing"]
    assert from_plain(RestResult, to_plain(result), "result") == result
    assert measure_rest(result.spec) == result
    assert [(row["seed"], row["epoch"]) for row in result.rows()] == [(s, e) for s in (0, 1) for e in (1, 2)]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"remedy": "sleep"}, "remedy must be one of none, smaller, falling, freezing"),
        ({"model": "cnn"}, "Linear and ReLU in turn"),
        ({"bits": 1}, "bits must be"),
        ({"seeds": (0,)}, "number of seeds"),
        ({"epochs": 1}, "epochs must be"),
        ({"learning_rate": 2.0}, "learning_rate must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        RestSpec(**fields)
