"""The ladder: every rung is the cliff's own measurement, way by way."""

import pytest

from qlab.experiments.cliff import CliffSpec, measure_cliff
from qlab.experiments.ladder import LadderResult, LadderSpec, measure_ladder
from qlab.plain import from_plain, to_plain

SPEC = LadderSpec("mlp-16", (2, 0))


@pytest.fixture(scope="module")
def result():
    return measure_ladder(SPEC)


@pytest.mark.parametrize("way", SPEC.ways)
def test_a_way_is_the_cliffs_own_measurement(result, way):
    cliff = measure_cliff(CliffSpec(("mlp-16",), (2, 0), (3, 2), "weights", *way))
    expected = [(p.seed, p.bits, p.outcome.correct) for p in cliff.points]
    mine = [r for r in result.rungs if (r.granularity, r.range_method) == way]
    assert [(r.seed, r.bits, r.correct) for r in mine] == expected
    best = {p.seed: p.outcome.accuracy for p in cliff.floats}
    lost = [100 * (best[r.seed] - r.correct / 597) / (best[r.seed] - 0.1) for r in mine]
    assert [r.lost for r in mine] == pytest.approx(lost)
    assert result.losses(way, (2,)) == pytest.approx([lost[1], lost[3]])


def test_it_can_be_published_and_every_rung_has_a_row(result):
    assert from_plain(LadderResult, to_plain(result), "result") == result
    assert len(result.rows()) == len(result.numbers) == len(result.rungs) == 16
    assert result.n_test == 597


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"model": "mlp-5"}, "model must be one of"),
        ({"granularities": ()}, "granularities x range_methods must be a whole number from 1"),
        ({"range_methods": ("mse", "mse")}, "range_methods must be a list in which nothing stands twice"),
        ({"range_methods": ("best",)}, "range_method"),
        ({"bits": (0,)}, "bits must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        LadderSpec(**fields)
