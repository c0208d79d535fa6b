"""Boundary: with many bits nothing moves, and what is counted is what the networks answer."""

import pytest

from qlab.experiments.boundary import BoundarySpec, measure_boundary
from qlab.experiments.plane import PLANE_MODELS
from qlab.experiments.subject import load_subject
from qlab.recipe import bits_recipe


@pytest.mark.parametrize("quantize", ["weights", "both"])
@pytest.mark.parametrize("model", PLANE_MODELS)
def test_with_16_bits_no_point_flips(model, quantize):
    """A weight moves by at most half of 1/32767 of the largest; no test point is that close to a boundary."""
    for seed in range(5):
        result = measure_boundary(BoundarySpec(model, seed, 16, quantize))
        assert result.numbers["flips"] == 0
        assert result.numbers["accuracy"] == result.numbers["float_accuracy"]


def test_it_agrees_with_the_outcome_that_all_experiments_share():
    spec = BoundarySpec("mlp-spirals", 1, 3, "both", "per_channel", "mse")
    subject = load_subject(spec.model, spec.seed)
    outcome = subject.outcome(subject.quantized(bits_recipe(3, "both", "per_channel", "mse")))
    numbers = measure_boundary(spec).numbers
    assert numbers["accuracy"] == outcome.accuracy
    assert numbers["float_accuracy"] == subject.float_outcome.accuracy
    assert numbers["flips"] == round(outcome.flips * outcome.n_test)


def test_rows_are_the_test_points_the_smallest_margin_first():
    result = measure_boundary(BoundarySpec(bits=2))
    rows = result.rows()
    assert len(rows) == result.n_test == 600
    margins = [abs(row["float_margin"]) for row in rows]
    assert margins == sorted(margins)
    assert sum(row["flipped"] for row in rows) == result.numbers["flips"] > 0


@pytest.mark.parametrize(
    ("wrong", "said"), [({"model": "mlp-64"}, "model"), ({"seed": 9}, "seed"), ({"bits": 0}, "bits")]
)
def test_what_does_not_exist_is_refused(wrong, said):
    with pytest.raises(ValueError, match=f"{said}.* must be .*; got"):
        BoundarySpec(**wrong)
