"""What networks lose: the cliff's own measurement, as a share of what each had above chance."""

import pytest

from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.experiments.sizes import SizesResult, SizesSpec, measure_sizes
from qlab.plain import from_plain, to_plain

SPEC = SizesSpec(("mlp-8", "mlp-16"), (0, 1), (8, 3, 2), "per_channel", "mse")


@pytest.fixture(scope="module")
def result():
    return measure_sizes(SPEC)


@pytest.fixture(scope="module")
def cliff():
    return measure_cliff(CliffSpec(SPEC.models, SPEC.seeds, SPEC.bits, "weights", "per_channel", "mse"))


def test_each_point_is_the_cliffs(result, cliff):
    expected = [(p.model, p.seed, p.bits, p.outcome.correct) for p in cliff.points]
    assert [(p.model, p.seed, p.bits, p.correct) for p in result.points] == expected


def test_a_loss_is_counted_from_float_to_chance_and_averaged_over_bits(result, cliff):
    for seed, lost, every in zip((0, 1), result.losses("mlp-8", (3, 2)), result.losses("mlp-8"), strict=True):
        (best,) = [p.outcome.accuracy for p in cliff.floats if (p.model, p.seed) == ("mlp-8", seed)]
        now = {p.bits: p.outcome.accuracy for p in cliff.points if (p.model, p.seed) == ("mlp-8", seed)}
        assert lost == pytest.approx(100 * (best - (now[3] + now[2]) / 2) / (best - 0.1))
        assert every == pytest.approx(100 * (best - sum(now.values()) / 3) / (best - 0.1))


def test_it_can_be_published_and_every_point_has_a_row(result):
    assert from_plain(SizesResult, to_plain(result), "result") == result
    assert len(result.rows()) == len(result.numbers) == len(result.points) == 12
    assert (result.n_test, result.chance) == (597, 0.1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"models": ("mlp-5",)}, "model must be one of"),
        ({"seeds": (9,)}, "seed of mlp-4 must be one of"),
        ({"bits": ()}, "got 0"),
        ({"range_method": "best"}, "range_method"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        SizesSpec(**fields)
