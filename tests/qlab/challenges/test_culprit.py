"""Every way to break a network does break it, computes the same in float, and is told by its one measurement."""

import pytest
import torch

from qlab.challenges.breaking import PLACES, SQUARE, WAYS
from qlab.challenges.culprit import (
    GIVE_UP,
    POINTS,
    CulpritChallenge,
    _subject,
    culprit_challenge,
    score_culprit,
)
from qlab.challenges.measures import MEASURES
from qlab.challenges.patient import healthy
from qlab.challenges.tells import TELLS
from qlab.experiments.outcome import logits_of
from qlab.quantized import quantize_model
from qlab.quantizer import QuantSpec
from qlab.recipe import LayerRecipe, Recipe

LAST = "output"
CONVOLUTIONS = ("stem", *PLACES)


def told(culprit, layer="depthwise2", model_seed=0):
    """Return what the measure that tells this culprit reads: broken, as it should be."""
    return CulpritChallenge(0, model_seed, culprit, layer).measure(TELLS[culprit].measure)


def test_a_seed_makes_one_challenge_and_every_culprit_can_be_told():
    assert culprit_challenge(5) == culprit_challenge(5)
    assert set(TELLS) == set(WAYS)
    with pytest.raises(ValueError, match="seed must be"):
        culprit_challenge(-1)


def test_the_network_as_it_should_be_is_that_of_the_front_door():
    subject = _subject(0)
    recipe = Recipe(LayerRecipe(QuantSpec("int8", "per_channel"), QuantSpec("uint8")))
    known = quantize_model(subject.model, recipe, subject.calibration)
    assert (
        logits_of(known, subject.data.test_x) == logits_of(healthy(subject).network, subject.data.test_x)
    ).all()


@pytest.mark.parametrize("way", WAYS)
def test_the_float_network_computes_what_it_did_and_the_quantized_one_does_not(way):
    subject = _subject(0)
    with torch.no_grad():
        patient = WAYS[way](subject, "pointwise2")
    inputs = subject.data.test_x
    # Folding batch norm rounds anew in each of a dozen layers: a few float32 steps of the largest logit each.
    largest = abs(subject.float_logits).max()
    assert abs(logits_of(patient.floating, inputs) - subject.float_logits).max() < 1e-5 * largest
    broken = abs(logits_of(patient.network, inputs) - subject.float_logits).mean()
    assert broken > 2 * abs(logits_of(healthy(subject).network, inputs) - subject.float_logits).mean()


@pytest.mark.parametrize("layer", PLACES)
def test_what_hits_one_layer_shows_at_that_layer_and_at_none_before(layer):
    steps, proper = told("an outlier channel", layer)
    assert min(steps, key=steps.get) == layer
    assert steps[layer] < 1 < 20 < proper[layer]
    beyond, proper = told("a bad range", layer)
    assert beyond[layer] > 10 > 1 > max(share for name, share in beyond.items() if name != layer)
    one_sided, proper = told("a wrong zero-point", layer)
    assert one_sided[layer] > 3 * proper[layer]
    before = list(proper)[: list(proper).index(layer)]
    assert [one_sided[name] for name in before] == [proper[name] for name in before]


def test_what_hits_all_layers_shows_in_all():
    beyond, proper = told("percentile kept for percentile dropped")
    assert min(beyond.values()) > 3 > 1 > max(proper.values())
    few, _ = told("too little calibration data")
    assert sum(share > 0 for share in few.values()) >= 4
    assert max(few.values()) < 15


def test_what_is_wrong_with_weights_shows_in_the_weights():
    weights, proper = told("batch norm not folded")
    assert all(weights[name] < 15 < 40 < proper[name] for name in CONVOLUTIONS)
    assert weights[LAST] == proper[LAST]
    weights, proper = told("the wrong axis")
    assert {name for name in weights if weights[name] != proper[name]} == set(SQUARE)
    assert all(weights[name] < 15 for name in SQUARE)


def test_a_sum_that_overflows_has_no_room():
    room, proper = told("an overflowing accumulator")
    assert {name for name in room if room[name] < 0} == {LAST}
    assert min(proper.values()) > 0


def test_points_fall_with_each_measurement_and_a_wrong_name_has_none():
    challenge = culprit_challenge(0)
    wrong = next(way for way in WAYS if way != challenge.culprit)
    for measurements, points in enumerate(POINTS, start=1):
        assert score_culprit(challenge, challenge.culprit, measurements).points == points
        assert score_culprit(challenge, wrong, measurements).points == 0
    assert POINTS[0] == 100
    assert score_culprit(challenge, GIVE_UP, 0).points == 0
    for named, measurements in (("nobody", 1), (wrong, 0), (wrong, len(POINTS) + 1)):
        with pytest.raises(ValueError, match="must be"):
            score_culprit(challenge, named, measurements)
    with pytest.raises(ValueError, match="measure must be one of"):
        challenge.measure("gossip")
    assert all(set(challenge.measure(name)[0]) == {*CONVOLUTIONS, LAST} for name in MEASURES)
